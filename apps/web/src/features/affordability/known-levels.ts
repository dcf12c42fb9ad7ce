// Which levels have the chosen price at all, and which of them is shown where the reader chose none. Pure.

import type { Metric } from "@/shared/api/contract";
import { kLevels, type AffordView, type Level } from "./view-state";

/** In the order in which they are shown where none was chosen. */
const kFirst: readonly Level[] = ["county", "metro", "state", "zip"];

export function knownLevels(metrics: readonly Metric[], price: string): Level[] {
  const by = metrics.find(({ id }) => id === price)?.coverage?.by_type ?? {};
  return kLevels.filter((level) => (by[level] ?? 0) > 0);
}

export const levelOf = (view: Pick<AffordView, "level">, known: readonly Level[]): Level =>
  view.level ?? kFirst.find((level) => known.includes(level)) ?? "county";
