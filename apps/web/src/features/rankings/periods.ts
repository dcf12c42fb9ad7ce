// Which periods of a metric can be looked at, as years and the months or quarters of a year. Pure.

import { formatPeriod, parsePeriod } from "@/shared/format/period";

export interface Periods {
  /** The newest first. */
  years: string[];
  /** Of a year, from its first; empty where a year is one period. */
  within: (year: string) => string[];
  /** The newest period of a year. */
  last: (year: string) => string;
}

const kMonths = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, "0"));
const kQuarters = ["Q1", "Q2", "Q3", "Q4"];

/** Months for weeks and months; null where there is nothing to choose: surveys over several years, fiscal years. */
export function periodsBetween(first: string, newest: string): Periods | null {
  const from = parsePeriod(first);
  const to = parsePeriod(newest);
  if (!from || !to || to.kind === "span" || to.kind === "fiscal-year") return null;
  const parts = to.kind === "year" ? [] : to.kind === "quarter" ? kQuarters : kMonths;
  const step = 12 / Math.max(parts.length, 1);
  const years: string[] = [];
  for (let year = to.year; year >= from.year; year -= 1) years.push(String(year));
  if (years.length === 1 && parts.length === 0) return null;
  const index = ({ year, month }: { year: number; month: number }) => year * 12 + month - 1;
  const within = (year: string) =>
    parts
      .filter((_, i) => {
        const at = Number(year) * 12 + i * step;
        return at >= index(from) - ((from.month - 1) % step) && at <= index(to);
      })
      .map((part) => `${year}-${part}`);
  return { years, within, last: (year) => within(year).at(-1) ?? year };
}

/** "Mar", "Q2": a period without its year. */
export const partName = (period: string): string => formatPeriod(period).replace(/ \d{4}$/, "");
