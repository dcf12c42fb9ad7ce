// Every place of a level beside a household: cost, share, class of colour. Pure; called with every move of a slider.
// Gaps: a place without a price or an income has class 0 and counts nowhere.

import type { LevelAffordability } from "@/shared/api/contract";
import { factorOf, isWithin, ownerCost, qualifyingIncome, shareOf, type Terms } from "./formula";
import type { Show } from "./view-state";

/** Parts of the rule at which the colour changes; 1 is the rule itself, so that blue is within it. */
export const kRuleParts = [0.5, 0.75, 1, 4 / 3, 5 / 3] as const;
/** Dollars a year at which the colour of the income needed changes. */
export const kIncomeBreaks = [50_000, 75_000, 100_000, 150_000, 200_000, 300_000] as const;

export const classCount: Record<Show, number> = {
  share: kRuleParts.length + 1,
  within: 2,
  needed: kIncomeBreaks.length + 1,
};

export interface LevelNumbers {
  regions: readonly string[];
  prices: Float64Array;
  /** Medians of the places. */
  incomes: Float64Array;
}

function column(answer: LevelAffordability, id: string): Float64Array {
  const values = answer.columns.find((c) => c.id === id)?.values ?? [];
  return Float64Array.from(answer.regions, (_, i) => {
    const value = values[i];
    return typeof value === "number" ? value : NaN;
  });
}

export function numbersOf(answer: LevelAffordability): LevelNumbers {
  return { regions: answer.regions, prices: column(answer, "price"), incomes: column(answer, "income") };
}

export interface Painted {
  /** Per place: 0 not known, else 1 … classCount[show]. */
  classes: Uint8Array;
  monthly: Float64Array;
  shares: Float64Array;
  /** Places with a cost and an income to compare it with. */
  compared: number;
  /** Of those, within the rule. */
  affordable: number;
}

const classBelow = (value: number, breaks: readonly number[]): number => {
  let at = 0;
  while (at < breaks.length && !(value <= (breaks[at] ?? 0))) at += 1;
  return at + 1;
};

/** @param income the household's; null: the median of each place */
export function paint(numbers: LevelNumbers, income: number | null, terms: Terms, show: Show): Painted {
  const { prices, incomes } = numbers;
  const n = prices.length;
  const painted: Painted = {
    classes: new Uint8Array(n),
    monthly: new Float64Array(n),
    shares: new Float64Array(n),
    compared: 0,
    affordable: 0,
  };
  const factor = factorOf(terms);
  const breaks = kRuleParts.map((part) => part * terms.rule + 1e-9);
  for (let i = 0; i < n; i += 1) {
    const monthly = ownerCost(prices[i] ?? NaN, terms, factor).total;
    const share = shareOf(monthly, income ?? incomes[i] ?? NaN);
    painted.monthly[i] = monthly;
    painted.shares[i] = share;
    const known = !Number.isNaN(share);
    const within = isWithin(share, terms.rule);
    if (known) painted.compared += 1;
    if (within) painted.affordable += 1;
    if (show === "needed") {
      if (!Number.isNaN(monthly)) painted.classes[i] = classBelow(qualifyingIncome(monthly, terms.rule), kIncomeBreaks);
    } else if (known) {
      painted.classes[i] = show === "within" ? (within ? 1 : 2) : classBelow(share, breaks);
    }
  }
  return painted;
}

/** Without any income there is no share to show: the income it takes is. */
export const showOf = (chosen: Show | null, hasIncome: boolean): Show => (hasIncome ? (chosen ?? "share") : "needed");

/** Places in the order of a list: those within the rule first, the dearest of them on top; the unknown last. */
export function ordered(painted: Painted, numbers: LevelNumbers, rule: number): Uint32Array {
  const rank = (i: number): number => {
    const share = painted.shares[i] ?? NaN;
    if (isWithin(share, rule)) return 0;
    return Number.isNaN(painted.monthly[i] ?? NaN) ? 2 : 1;
  };
  return Uint32Array.from(numbers.prices.keys()).sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    if (first !== second) return first - second;
    const [one, other] = [numbers.prices[a] ?? 0, numbers.prices[b] ?? 0];
    return first === 0 ? other - one : one - other;
  });
}
