// Which rows of a ranking by change are told as rises and falls. Pure.

import type { RankedRegion } from "@/shared/api/contract";

export const kRows = 5;

export interface Side {
  title: string;
  rows: readonly RankedRegion[];
}

/** @param top the greatest first; @param bottom the least first */
export function sidesOf(top: readonly RankedRegion[], bottom: readonly RankedRegion[]): [Side, Side] {
  const rises = top.filter(({ value }) => value > 0);
  const falls = bottom.filter(({ value }) => value < 0);
  return [
    rises.length > 0 ? { title: "Rising most", rows: rises } : { title: "Falling least", rows: top },
    falls.length > 0 ? { title: "Falling most", rows: falls } : { title: "Rising least", rows: bottom },
  ];
}
