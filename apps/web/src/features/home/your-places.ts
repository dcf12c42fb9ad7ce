// Which places are somebody's own. Pure.

import type { WatchedPlace } from "@/shared/api/contract";
import type { RecentPlace } from "@/shared/state/recent-searches";

export interface YourPlace {
  id: string;
  label: string;
}

export const kMaxWatched = 6;
export const kMaxYours = 10;

/** Watched ones, the last added first; then those looked at last; each once. */
export function yourPlaces(
  watched: readonly Pick<WatchedPlace, "region" | "label" | "added">[],
  recent: readonly Pick<RecentPlace, "id" | "label">[],
): YourPlace[] {
  const places = new Map<string, YourPlace>();
  const newest = [...watched].sort((a, b) => b.added.localeCompare(a.added));
  for (const { region, label } of newest) {
    if (places.size < kMaxWatched && !places.has(region)) places.set(region, { id: region, label });
  }
  for (const { id, label } of recent) if (!places.has(id)) places.set(id, { id, label });
  return [...places.values()].slice(0, kMaxYours);
}
