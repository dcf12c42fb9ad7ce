"use client";
// Renting beside buying over a stay. What is assumed stands in the address, the household in the browser.

import { useEffect, useState } from "react";
import { MoneyTabs } from "@/features/affordability";
import { HouseholdPanel } from "@/features/household";
import { goTo, useAddress } from "@/shared/state/address";
import { Skeleton } from "@/shared/ui/skeleton";
import { parseView, printView, type StayView } from "../view-state";
import styles from "./rent-or-buy.module.css";
import { StaySection } from "./stay-section";

/** A slider writes the address when it rests, not with every step. */
const kRestMs = 300;

export function RentOrBuyPage() {
  const address = useAddress();
  const [draft, setDraft] = useState<StayView | null>(null);
  const view = address === null ? null : (draft ?? parseView(address));
  useEffect(() => {
    if (!draft) return;
    const timer = setTimeout(() => {
      goTo(printView(draft), "replace");
      setDraft(null);
    }, kRestMs);
    return () => clearTimeout(timer);
  }, [draft]);
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>Rent or buy</h1>
        <p>
          What both cost over a stay, and what would have to be true for them to cost the same. No advice: the answer
          hangs on growth that nobody knows, so look at how far your assumptions are from the break-even.
        </p>
      </div>
      <MoneyTabs here="/rent-or-buy" query={view && view.region !== "us" ? `?region=${view.region}` : ""} />
      <div className={styles.layout}>
        <div className={styles.side}>
          <HouseholdPanel />
        </div>
        <div className={styles.main}>
          {view ? (
            <StaySection
              view={view}
              onRegion={(region) => {
                setDraft(null);
                goTo(printView({ ...view, region }));
              }}
              onTerm={(name, value) => {
                const terms = { ...view.terms, [name]: value ?? undefined };
                setDraft({ ...view, terms });
              }}
            />
          ) : (
            <div className={styles.wait} aria-busy="true">
              <Skeleton shape="chart" />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
