// A series that no single release holds whole: which older releases its beginning comes from. Pure.

import type { Series } from "../api/contract";
import { formatPeriod } from "./period";
import { releaseText } from "./words";

/** More are counted, not named. */
const kNamed = 3;

/** "Before Jan 2000 as released 16 Jul 2021 (inferred)"; null where the newest release holds all of it. */
export function olderReleases({ prov_parts: parts = [] }: Pick<Series, "prov_parts">): string | null {
  const older = parts.slice(0, -1).flatMap(({ prov }, i) => {
    const until = parts[i + 1]?.from;
    return until === undefined ? [] : [{ until, prov }];
  });
  if (older.length === 0) return null;
  const named = older.slice(-kNamed).reverse();
  const words = named.map(({ until, prov }) => {
    const released = releaseText(prov.release, prov.release_from);
    return `before ${formatPeriod(until)} as ${released ?? "an older release says"}`;
  });
  const rest = older.length - named.length;
  return `${words.join(", ")}${rest > 0 ? `, and ${rest} older still` : ""}`;
}
