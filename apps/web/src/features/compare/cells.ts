// What may be said of two values side by side. Pure.
// A difference is told only of values of the same period, and never of two the survey does not tell apart.

import { formatChange, formatValue } from "@/shared/format/number";
import type { ComparedMeasure } from "@/shared/api/contract";

type Cell = NonNullable<ComparedMeasure["cells"][number]>;

type Difference =
  { kind: "none" } | { kind: "alike" } | { kind: "other period" } | { kind: "difference"; text: string; value: number };

const kPointDecimals = 2;

const isAlike = (alike: ComparedMeasure["alike"], a: string, b: string): boolean =>
  alike.some((pair) => pair.includes(a) && pair.includes(b));

/** @param regions ids in the order of the cells; the first is what others are compared with */
export function differenceOf(row: ComparedMeasure, regions: readonly string[], i: number): Difference {
  const first = row.cells[0] ?? null;
  const cell = row.cells[i] ?? null;
  if (i === 0 || first === null || cell === null) return { kind: "none" };
  if (isAlike(row.alike, regions[0] ?? "", regions[i] ?? "")) return { kind: "alike" };
  if (first.period !== cell.period) return { kind: "other period" };
  if (row.unit === "percent") {
    const value = cell.value - first.value;
    return { kind: "difference", value, text: formatChange(value, kPointDecimals, "points") };
  }
  if (first.value <= 0) {
    const value = cell.value - first.value;
    return { kind: "difference", value, text: formatValue(value, row.unit, row.decimals) };
  }
  const value = (100 * (cell.value - first.value)) / first.value;
  return { kind: "difference", value, text: formatChange(value) };
}

/** The one period of a row; null where its cells are of several. */
export function periodOf(row: Pick<ComparedMeasure, "cells">): string | null {
  const periods = new Set(row.cells.flatMap((cell) => (cell ? [cell.period] : [])));
  return periods.size === 1 ? ([...periods][0] ?? null) : null;
}

/** The pairs the survey does not tell apart, as names. */
export function alikeNames(row: ComparedMeasure, labelOf: (id: string) => string): string[] {
  return row.alike.map(([a = "", b = ""]) => `${labelOf(a)} and ${labelOf(b)}`);
}

/** Whether the place's own past says anything: of a single value the API says 50, and no change in a year. */
export const hasHistory = ({ history, yoy }: Pick<Cell, "history" | "yoy">): boolean =>
  history !== null && !(history === 50 && yoy === null);
