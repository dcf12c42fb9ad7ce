// What an installation holds, counted from the catalogue.

import type { Metric, RegionType } from "@/shared/api/contract";
import { isForecast, kTypeOrder } from "@/shared/format/words";
import { periodTime } from "@/shared/format/period";

interface Summary {
  metrics: number;
  places: { type: RegionType; count: number }[];
  from: string | null;
  to: string | null;
}

/** Places of a type: as many as the widest metric covers; a lower bound, since metrics may cover different ones. */
export function summarise(metrics: readonly Metric[]): Summary {
  const most = new Map<RegionType, number>();
  let from: string | null = null;
  let to: string | null = null;
  let covered = 0;
  for (const { id, coverage } of metrics) {
    if (coverage === null) continue;
    covered += 1;
    for (const type of kTypeOrder) {
      const count = coverage.by_type[type] ?? 0;
      if (count > (most.get(type) ?? 0)) most.set(type, count);
    }
    if (isForecast(id)) continue; // counted, but its periods were not observed
    if (from === null || (periodTime(coverage.from) ?? Infinity) < (periodTime(from) ?? Infinity)) from = coverage.from;
    if (to === null || (periodTime(coverage.to) ?? -Infinity) > (periodTime(to) ?? -Infinity)) to = coverage.to;
  }
  const places = kTypeOrder.flatMap((type) => {
    const count = most.get(type);
    return count === undefined ? [] : [{ type, count }];
  });
  return { metrics: covered, places, from, to };
}
