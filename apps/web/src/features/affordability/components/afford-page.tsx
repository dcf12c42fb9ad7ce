"use client";
// What homes cost the reader's household: one place in full, and every place of a level beside it.

import { goTo, useAddress } from "@/shared/state/address";
import { parseView, printView, type AffordView } from "../view-state";
import { LevelSection } from "./level-section";
import { MoneyPage } from "./money-page";
import { PlaceSection } from "./place-section";

const kLead =
  "Mortgage, tax and insurance a month, for any US place, at your income and terms. Move a slider: every place on " +
  "the map is computed again. Prices, incomes and the mortgage rate are published numbers, each with its source.";

export function AffordPage() {
  const address = useAddress();
  const view = address === null ? null : parseView(address);
  function change(part: Partial<AffordView>): void {
    if (view) goTo(printView({ ...view, ...part }));
  }
  return (
    <MoneyPage here="/afford" title="What a home costs your household" lead={kLead} region={view?.region ?? null}>
      {view ? (
        <>
          <PlaceSection view={view} change={change} />
          <LevelSection view={view} change={change} />
        </>
      ) : null}
    </MoneyPage>
  );
}
