"use client";
// The reader's own household, kept in this browser only: nothing of it is sent but with the questions that need it, and
// no address holds it. null: what the server takes where nothing is said (median income, newest rate, ...).
// Units: dollars a year, dollars, percent, percent a year, years.

import { useCallback, useSyncExternalStore } from "react";

export interface Household {
  income: number | null;
  /** Down payment in percent of the price, unless `cash` says how many dollars. */
  down: number | null;
  cash: number | null;
  rate: number | null;
  years: number | null;
  tax: number | null;
  insurance: number | null;
  pmi: number | null;
  /** Percent of income that housing may take. */
  rule: number | null;
}

const kKey = "housing-household";
const kChanged = "housing-household";

export const kNothingSaid: Household = {
  income: null,
  down: null,
  cash: null,
  rate: null,
  years: null,
  tax: null,
  insurance: null,
  pmi: null,
  rule: null,
};

/** What is allowed, as the contract has it. */
export const kHouseholdLimits: Record<keyof Household, readonly [least: number, most: number]> = {
  income: [0, 1e9],
  down: [0, 100],
  cash: [0, 1e9],
  rate: [0, 30],
  years: [1, 50],
  tax: [0, 20],
  insurance: [0, 20],
  pmi: [0, 20],
  rule: [1, 100],
};

/** Reads what was kept; what is damaged or not allowed counts as not said. */
export function readHousehold(text: string | null): Household {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {
    return kNothingSaid;
  }
  if (typeof kept !== "object" || kept === null) return kNothingSaid;
  const said = kept as Record<string, unknown>;
  const fits = (name: keyof Household): number | null => {
    const value = said[name];
    const [least, most] = kHouseholdLimits[name];
    return typeof value === "number" && value >= least && value <= most ? value : null;
  };
  const names = Object.keys(kNothingSaid) as (keyof Household)[];
  return Object.fromEntries(names.map((name) => [name, fits(name)])) as unknown as Household;
}

/** What was said, as parameters of the API; what was not said is left out. */
export function householdQuery(household: Household): Partial<Record<keyof Household, number>> {
  const said = Object.entries(household).filter(
    ([name, value]) => value !== null && !(name === "down" && household.cash !== null),
  );
  return Object.fromEntries(said) as Partial<Record<keyof Household, number>>;
}

let held: { text: string | null; household: Household } = { text: null, household: kNothingSaid };
/** Where storage is off: for this page only. */
let unstored: string | null = null;

function stored(): string | null {
  try {
    return localStorage.getItem(kKey) ?? unstored;
  } catch {
    return unstored;
  }
}

function current(): Household {
  const text = stored();
  if (text !== held.text) held = { text, household: readHousehold(text) };
  return held.household;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(kChanged, listener);
  window.addEventListener("storage", listener);
  return () => {
    window.removeEventListener(kChanged, listener);
    window.removeEventListener("storage", listener);
  };
}

export function setHousehold(household: Household): void {
  const text = JSON.stringify(household);
  try {
    localStorage.setItem(kKey, text);
  } catch {
    unstored = text;
  }
  window.dispatchEvent(new Event(kChanged));
}

export function useHousehold(): [Household, (part: Partial<Household>) => void] {
  const household = useSyncExternalStore(subscribe, current, () => kNothingSaid);
  const change = useCallback((part: Partial<Household>) => setHousehold({ ...current(), ...part }), []);
  return [household, change];
}
