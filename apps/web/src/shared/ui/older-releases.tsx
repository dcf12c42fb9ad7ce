// Where series begin with what older releases said, and so may step where two releases meet.

import type { Series } from "../api/contract";
import { olderReleases } from "../format/older-releases";

export function OlderReleases({ series }: { series: readonly Series[] }) {
  const ways = [...new Set(series.flatMap((each) => olderReleases(each) ?? []))];
  if (ways.length === 0) return null;
  return (
    <span className="small muted" data-testid="older-releases">
      The newest release does not reach back all the way: {ways.join("; ")}. A step where two releases meet is none of
      the market.
    </span>
  );
}
