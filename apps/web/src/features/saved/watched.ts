// Watched places, list by list.

import type { Series, WatchedPlace } from "@/shared/api/contract";

/** Lists by name, the places of each by label. */
export function byList(items: readonly WatchedPlace[]): { name: string; items: WatchedPlace[] }[] {
  const names = [...new Set(items.map(({ list }) => list))].sort();
  return names.map((name) => ({
    name,
    items: items.filter(({ list }) => list === name).sort((a, b) => a.label.localeCompare(b.label)),
  }));
}

/** How many places one question about series may name. */
export const kMaxRegions = 50;

/** The newest value of a series that is no gap. */
export function lastOf(
  series: Pick<Series, "periods" | "values"> | undefined,
): { period: string; value: number } | null {
  const at = series?.values.findLastIndex((value) => value !== null) ?? -1;
  const [period, value] = [series?.periods[at], series?.values[at]];
  return period === undefined || value === undefined || value === null ? null : { period, value };
}
