"use client";
// What homes cost the reader's household: one place in full, and every place of a level beside it.

import { HouseholdPanel } from "@/features/household";
import { goTo, useAddress } from "@/shared/state/address";
import { Skeleton } from "@/shared/ui/skeleton";
import { parseView, printView, type AffordView } from "../view-state";
import styles from "./afford-page.module.css";
import { LevelSection } from "./level-section";
import { MoneyTabs } from "./money-tabs";
import { PlaceSection } from "./place-section";

export function AffordPage() {
  const address = useAddress();
  const view = address === null ? null : parseView(address);
  function change(part: Partial<AffordView>): void {
    if (view) goTo(printView({ ...view, ...part }));
  }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>What a home costs your household</h1>
        <p>
          Mortgage, tax and insurance a month, for any US place, at your income and terms. Move a slider: every place on
          the map is computed again. Prices, incomes and the mortgage rate are published numbers, each with its source.
        </p>
      </div>
      <MoneyTabs here="/afford" query={view && view.region !== "us" ? `?region=${view.region}` : ""} />
      <div className={styles.layout}>
        <div className={styles.side}>
          <HouseholdPanel />
        </div>
        <div className={styles.main}>
          {view ? (
            <>
              <PlaceSection view={view} change={change} />
              <LevelSection view={view} change={change} />
            </>
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
