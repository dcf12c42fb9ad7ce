// What all imports together took and left out.

import type { Import } from "@/shared/api/contract";

interface Totals {
  files: number;
  kept: number;
  refused: number;
  cells: number;
  /** Files of which something was left out. */
  imperfect: number;
}

export function totalsOf(imports: readonly Import[]): Totals {
  const totals: Totals = { files: imports.length, kept: 0, refused: 0, cells: 0, imperfect: 0 };
  for (const { kept, refused, cells_refused: cells } of imports) {
    totals.kept += kept;
    totals.refused += refused;
    totals.cells += cells;
    if (refused + cells > 0) totals.imperfect += 1;
  }
  return totals;
}
