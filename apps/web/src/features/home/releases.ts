// What was released last, told from the list of imports. Pure.

import type { Import } from "@/shared/api/contract";

export interface Release {
  latest: Import;
  /** An older release of the same dataset is here too: what changed between them can be told. */
  revised: boolean;
}

export const kMaxReleases = 6;
const kMaxOfSource = 3;

const released = ({ release }: Import): string => release ?? "";

/** The newest release of each dataset that has numbers, the last released first; of no source more than a few. */
export function latestReleases(imports: readonly Import[]): Release[] {
  const byDataset = new Map<string, Release>();
  for (const each of imports) {
    if (each.metrics.length === 0 || each.periods === null || each.release === null || each.withdrawn) continue;
    const known = byDataset.get(each.dataset);
    if (!known) byDataset.set(each.dataset, { latest: each, revised: false });
    else {
      const newer = released(each) > released(known.latest);
      byDataset.set(each.dataset, {
        latest: newer ? each : known.latest,
        revised: known.revised || released(each) !== released(known.latest),
      });
    }
  }
  const all = [...byDataset.values()].sort((a, b) => released(b.latest).localeCompare(released(a.latest)));
  const taken = new Map<string, number>();
  return all
    .filter(({ latest: { source } }) => {
      taken.set(source, (taken.get(source) ?? 0) + 1);
      return (taken.get(source) ?? 0) <= kMaxOfSource;
    })
    .slice(0, kMaxReleases);
}
