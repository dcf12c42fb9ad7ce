// How a row's position is written. Pure. Equal values share the better rank ("2="); of values with margins of error the
// position is the ranks the survey leaves open ("3–9").

import type { RankedRegion } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";

export interface Position {
  text: string;
  /** What it means, where the text alone does not say. */
  meaning: string | null;
  /** The survey does not tell this row apart from others. */
  open: boolean;
}

/**
 * @param rows of the page, with one more than is shown where there is one
 * @param offset rows before the page
 */
export function positionOf(rows: readonly RankedRegion[], i: number, offset: number): Position {
  const row = rows[i];
  if (!row) return { text: "", meaning: null, open: false };
  if (row.ranks) {
    const [best = row.rank, worst = row.rank] = row.ranks;
    if (best === worst) return { text: formatCount(best), meaning: null, open: false };
    return {
      text: `${formatCount(best)}–${formatCount(worst)}`,
      meaning: `could be any rank from ${formatCount(best)} to ${formatCount(worst)}`,
      open: true,
    };
  }
  const shared = rows[i + 1]?.rank === row.rank || row.rank !== offset + i + 1;
  const text = formatCount(row.rank);
  return shared
    ? { text: `${text}=`, meaning: "shared with others of the same value", open: false }
    : { text, meaning: null, open: false };
}
