// What earlier releases said of a place, as lines. Pure. The answer lists only periods that were revised, and of each
// only the releases that changed it: in between, a release says what the one before it said.

import type { Line, Point } from "@/features/trend-chart";
import type { RevisionsAnswer } from "@/shared/api/contract";
import { formatDate, nextBegin, periodTime } from "@/shared/format/period";

/** More lines than these hide one another. */
export const kMaxReleases = 3;

interface EarlierRelease {
  id: string;
  release: string;
}

/** The releases before the newest that say something else, the newest first; of many the last ones and the first. */
export function earlierReleases({ history }: Pick<RevisionsAnswer, "history">): EarlierRelease[] {
  const all = new Map<string, string>();
  for (const { values } of history) for (const { id, release } of values) all.set(id, release);
  const ordered = [...all].map(([id, release]) => ({ id, release })).sort((a, b) => b.release.localeCompare(a.release));
  const earlier = ordered.slice(1);
  const first = earlier.at(-1);
  return earlier.length <= kMaxReleases || !first ? earlier : [...earlier.slice(0, kMaxReleases - 1), first];
}

export function saidLines(answer: Pick<RevisionsAnswer, "history">, base: Line): Line[] {
  const begins = base.points[0]?.time ?? -Infinity;
  const ends = base.points.at(-1)?.time ?? Infinity;
  return earlierReleases(answer).map(({ id, release }): Line => {
    const points: Point[] = [];
    for (const { period, values } of answer.history) {
      const time = periodTime(period);
      const said = values.findLast((each) => each.release <= release);
      if (time === null || !said || time < begins || time > ends) continue;
      const last = points.at(-1);
      const due = last ? nextBegin(last.time, base.frequency) : null;
      if (due !== null && due < time) points.push({ time: due, period: null, value: null });
      points.push({ time, period, value: said.value });
    }
    return {
      ...base,
      key: `${base.key}|said|${id}`,
      label: `${base.label}, as released ${formatDate(release)}`,
      role: "said",
      points,
    };
  });
}
