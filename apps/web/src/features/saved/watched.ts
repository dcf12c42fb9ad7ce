// Watched places, list by list.

import type { WatchedPlace } from "@/shared/api/contract";

/** Lists by name, the places of each by label. */
export function byList(items: readonly WatchedPlace[]): { name: string; items: WatchedPlace[] }[] {
  const names = [...new Set(items.map(({ list }) => list))].sort();
  return names.map((name) => ({
    name,
    items: items.filter(({ list }) => list === name).sort((a, b) => a.label.localeCompare(b.label)),
  }));
}
