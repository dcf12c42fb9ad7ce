"use client";
// Renting beside buying over a stay. What is assumed stands in the address, the household in the browser.

import { useEffect, useState } from "react";
import { MoneyPage } from "@/features/affordability";
import { goTo, useAddress } from "@/shared/state/address";
import { parseView, printView, type StayView } from "../view-state";
import { StaySection } from "./stay-section";

/** A slider writes the address when it rests, not with every step. */
const kRestMs = 300;
const kLead =
  "What both cost over a stay, and what would have to be true for them to cost the same. No advice: the answer hangs " +
  "on growth that nobody knows, so look at how far your assumptions are from the break-even.";

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
    <MoneyPage here="/rent-or-buy" title="Rent or buy" lead={kLead} region={view?.region ?? null}>
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
      ) : null}
    </MoneyPage>
  );
}
