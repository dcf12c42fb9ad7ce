// What was found in a series, and changes of boundaries, as marks on its line. Pure.

import { pointAt, type Band, type Line, type Mark } from "@/features/trend-chart";
import type { AnomaliesAnswer, RecessionBand, RegionProfile, TurningPointsAnswer } from "@/shared/api/contract";
import { nextBegin, periodTime } from "@/shared/format/period";

function mark(base: Line, period: string, kind: Mark["kind"], text: string): Mark[] {
  const time = periodTime(period);
  const point = time === null ? null : pointAt(base, time);
  if (!point) return [];
  const { metric, region } = base;
  // At the line's own point: a month lies inside the quarter the line may show.
  return [{ time: point.time, value: kind === "break" ? null : point.value, metric, region, kind, text }];
}

export const turningMarks = (answer: Pick<TurningPointsAnswer, "turning_points">, base: Line): Mark[] =>
  answer.turning_points.flatMap(({ period, kind }) => mark(base, period, kind, `${kind} of the trend`));

export const anomalyMarks = (answer: Pick<AnomaliesAnswer, "anomalies">, base: Line): Mark[] =>
  answer.anomalies.flatMap((each) =>
    mark(base, each.period, each.class, each.class === "unusual" ? "unusual value" : "restated by the publisher"),
  );

export const breakMarks = ({ breaks }: Pick<RegionProfile, "breaks">, base: Line): Mark[] =>
  breaks.flatMap(({ from }) => mark(base, from, "break", "boundaries changed"));

export function recessionBands(recessions: readonly RecessionBand[]): Band[] {
  return recessions.flatMap(({ from, to }) => {
    const begin = periodTime(from);
    const last = periodTime(to);
    const end = last === null ? null : nextBegin(last, "month");
    return begin === null || end === null ? [] : [{ from: begin, to: end, text: "US recession" }];
  });
}
