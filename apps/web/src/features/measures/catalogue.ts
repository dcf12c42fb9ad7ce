// Which metrics can be asked of a whole level. Pure. The catalogue lists some hundreds, most of them variants of one
// another; the plain ones come first, the variants (their id has a point) after.

import type { Metric, RegionType } from "@/shared/api/contract";

/** A level with fewer places than this has no use for a map or a ranking. */
const kFewest = 3;

export interface Choice {
  id: string;
  name: string;
  places: number;
  variant: boolean;
}

export function choicesFor(metrics: readonly Metric[], type: RegionType): Choice[] {
  const choices = metrics.flatMap(({ id, name, coverage }): Choice[] => {
    const places = coverage?.by_type[type] ?? 0;
    return places >= kFewest ? [{ id, name, places, variant: id.includes(".") }] : [];
  });
  return choices.sort((a, b) => Number(a.variant) - Number(b.variant) || a.name.localeCompare(b.name));
}
