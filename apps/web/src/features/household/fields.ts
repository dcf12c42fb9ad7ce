// The fields of a household: how each is called, where its slider goes, what is taken when it is not said. Pure.
// What a field may hold at all is in shared/state/household.ts; a slider spans what is common, its field all of it.

import type { AskingHousehold } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import type { Household } from "@/shared/state/household";
import type { NumberSpec } from "./components/number-field";

export type FieldName = keyof Household;

export const kFields: Record<FieldName, NumberSpec> = {
  income: { label: "Income a year, before tax", unit: "usd", least: 0, most: 400_000, step: 1_000 },
  down: { label: "Down payment", unit: "percent", least: 0, most: 100, step: 1 },
  cash: { label: "Down payment", unit: "usd", least: 0, most: 1_000_000, step: 5_000 },
  rate: { label: "Mortgage rate", unit: "percent", least: 0, most: 12, step: 0.05 },
  years: { label: "Term", unit: "years", least: 5, most: 40, step: 1 },
  tax: { label: "Property tax a year", unit: "percent", of: "of the price", least: 0, most: 4, step: 0.05 },
  insurance: { label: "Home insurance a year", unit: "percent", of: "of the price", least: 0, most: 4, step: 0.05 },
  pmi: { label: "Mortgage insurance a year", unit: "percent", of: "of the loan", least: 0, most: 3, step: 0.05 },
  rule: { label: "Share of income housing may take", unit: "percent", least: 10, most: 60, step: 1 },
};

export const kRest = ["years", "tax", "insurance", "pmi", "rule"] as const satisfies readonly FieldName[];

/** What is taken where nothing is said; null: nothing that is the same everywhere. */
export function usualOf(name: FieldName, usual: AskingHousehold | null): number | null {
  if (!usual) return null;
  return usual[name];
}

const kWhy: Record<FieldName, string> = {
  income: "Nothing said: the median household income of each place, where the Census Bureau publishes one.",
  down: "What many lenders ask for to go without mortgage insurance.",
  cash: "The same sum everywhere, whatever the home costs.",
  rate: "",
  years: "The most common fixed-rate mortgage.",
  tax: "A usual national magnitude. Between states it differs fivefold: look yours up.",
  insurance: "A usual national magnitude. On coasts and in hail country it costs far more.",
  pmi: "Due while the loan is above 80% of the price.",
  rule: "Above 30% HUD calls a household cost burdened, above 50% severely.",
};

/** Why the usual is the usual. */
export function whyUsual(name: FieldName, usual: AskingHousehold | null): string {
  if (name !== "rate") return kWhy[name];
  const published = usual?.market_rate;
  if (published) return `${published.name}, published for ${formatPeriod(published.period)}.`;
  return usual ? "No mortgage rate has been imported here: say one." : "The newest published rate.";
}

/** How many things the reader said. */
export const countSaid = (household: Household): number =>
  Object.values(household).filter((value) => value !== null).length;

const kCashStep = 5_000;
const kCashOtherwise = 50_000;

/** The sum to begin with where a share of the price becomes a sum. */
export function cashOf(percent: number, price: number | null): number {
  if (price === null) return kCashOtherwise;
  return Math.round((price * percent) / 100 / kCashStep) * kCashStep;
}
