// Publishers' measures of one place's prices as lines on one base. Pure.

import { fillGaps, type Line, type Point } from "@/features/trend-chart";
import type { DisagreementAnswer } from "@/shared/api/contract";
import { periodTime } from "@/shared/format/period";

type Answer = Pick<DisagreementAnswer, "region" | "unit" | "decimals" | "frequency" | "periods" | "indices">;

/** "House price index (California)": without a series of the place, that of a place around it stands for it. */
export const indexName = (index: Answer["indices"][number], region: string): string =>
  index.region === region ? index.name : `${index.name} (${index.label})`;

export function disagreementLines(answer: Answer): Line[] {
  return answer.indices.map((index): Line => {
    const points = answer.periods.flatMap((period, i): Point[] => {
      const time = periodTime(period);
      return time === null ? [] : [{ time, period, value: index.values[i] ?? null }];
    });
    // What comes before an index begins and after it ends is no gap in it.
    const first = points.findIndex(({ value }) => value !== null);
    const last = points.findLastIndex(({ value }) => value !== null);
    return {
      key: `${index.region}|${index.metric}`,
      // One place on the chart, so that colours tell the measures apart.
      region: answer.region,
      metric: index.metric,
      label: indexName(index, answer.region),
      metricName: index.name,
      unit: answer.unit,
      decimals: answer.decimals,
      frequency: answer.frequency,
      transform: "index",
      points: first < 0 ? [] : fillGaps(points.slice(first, last + 1), answer.frequency),
    };
  });
}
