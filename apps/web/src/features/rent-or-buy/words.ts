// What an answer says, in sentences. No verdict: which side costs less follows from assumptions. Pure.

import type { RentOrBuyAnswer } from "@/shared/api/contract";
import { formatValue } from "@/shared/format/number";

export const usd = (value: number | null): string => formatValue(value === null ? null : Math.round(value), "usd", 0);
export const percent = (value: number): string => `${value < 0 ? "−" : ""}${Number(Math.abs(value).toFixed(1))}%`;

export function stayText(months: number): string {
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const y = years === 0 ? "" : years === 1 ? "1 year" : `${years} years`;
  const m = rest === 0 ? "" : rest === 1 ? "1 month" : `${rest} months`;
  return [y, m].filter((part) => part !== "").join(" and ") || "no time at all";
}

/** "renting costs $279,901 less" */
export function differenceText(advantage: number): string {
  if (Math.round(advantage) === 0) return "both cost the same";
  return `${advantage > 0 ? "buying" : "renting"} costs ${usd(Math.abs(advantage))} less`;
}

export function growthText({ break_even: { appreciation } }: RentOrBuyAnswer): string {
  if (appreciation.percent === null)
    return appreciation.buying_costs_less === "always"
      ? "Buying costs less at any growth of values from −20% to 30% a year."
      : "Buying costs more at any growth of values from −20% to 30% a year.";
  return `Buying costs less where values grow by more than ${percent(appreciation.percent)} a year, else renting does.`;
}

export function stayWords({ break_even: { stay } }: RentOrBuyAnswer): string {
  if (stay.months === null) return "Renting costs less for any stay up to 50 years.";
  return `Buying costs no more from a stay of ${stayText(stay.months)} on.`;
}

export function rentWords({ break_even: { rent } }: RentOrBuyAnswer): string {
  if (rent === null) return "No rent makes both cost the same.";
  return rent <= 0
    ? "Buying costs less even beside a home for free."
    : `Buying costs less where a like home rents for more than ${usd(rent)} a month.`;
}
