// The history of a screen as lines of a chart and a few words. Pure. Every number in them is the API's.

import type { ScreenHistoryAnswer, ScreenPeriod } from "@/shared/api/contract";
import { fillGaps, type Line } from "@/features/trend-chart";
import { formatChange } from "@/shared/format/number";
import { periodTime } from "@/shared/format/period";

/** Below this many places a month is thin; the API counts them in `summary.thin`. */
export const kFew = 30;

function line(
  answer: ScreenHistoryAnswer,
  key: string,
  label: string,
  valueOf: (p: ScreenPeriod) => number | null,
): Line {
  const points = answer.periods.flatMap((one) => {
    const time = periodTime(one.period);
    return time === null ? [] : [{ time, period: one.period, value: valueOf(one) }];
  });
  return {
    key,
    region: key,
    metric: answer.outcome,
    label,
    metricName: label,
    unit: "percent",
    decimals: 2,
    frequency: answer.frequency,
    transform: "yoy", // printed with its sign
    points: fillGaps(points, answer.frequency),
  };
}

/** Medians: of the places that matched, and of all. */
export const linesOf = (answer: ScreenHistoryAnswer, all: string): Line[] => [
  line(answer, "matched", "Places the screen chose", (p) => p.median),
  line(answer, "all", `All ${all}`, (p) => p.median_of_all),
];

/** The months of a window. */
export function within(lines: readonly Line[], from: string | null, to: string | null): Line[] {
  const first = from === null ? -Infinity : (periodTime(from) ?? -Infinity);
  const last = to === null ? Infinity : (periodTime(to) ?? Infinity);
  return lines.map((one) => ({ ...one, points: one.points.filter(({ time }) => time >= first && time <= last) }));
}

/** "1.2 percentage points more", "0.3 percentage points less" */
export function excessText(points: number | null): string {
  if (points === null) return "not known";
  const text = formatChange(points, 2, "points").replace(/^[+−]/, "").replace(" pts", "");
  if (!/[1-9]/.test(text)) return "the same";
  return `${text} percentage points ${points > 0 ? "more" : "less"}`;
}
