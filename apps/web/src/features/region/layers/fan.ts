// A forecast as lines that can be drawn: the points, and both ends of each band. Pure. They begin at the last known
// value (a point without a period: nothing of it is forecast), so that the fan opens from the line.

import type { Line, Point } from "@/features/trend-chart";
import type { ForecastAnswer, MethodForecast } from "@/shared/api/contract";
import { nextBegin, parsePeriod, periodTime } from "@/shared/format/period";

/** The forecast itself, without the baselines it is compared with; null where it is withheld. */
export const askedOf = (answer: ForecastAnswer): MethodForecast | null =>
  answer.methods.find(({ asked }) => asked) ?? null;

/** @param to the window's last period; null: open */
export function fanLines(answer: ForecastAnswer, base: Line, to: string | null): Line[] {
  const method = askedOf(answer);
  const start = periodTime(answer.last.period);
  if (!method || start === null) return [];
  const end = to === null ? null : nextBegin(periodTime(to) ?? 0, parsePeriod(to)?.kind ?? "month");
  const anchor: Point = { time: start, period: null, value: answer.last.value };
  const points = (values: readonly (number | null)[]): Point[] => [
    anchor,
    ...answer.periods.flatMap((period, i): Point[] => {
      const time = periodTime(period);
      return time === null || (end !== null && time >= end) ? [] : [{ time, period, value: values[i] ?? null }];
    }),
  ];
  const line = (part: Pick<Line, "role" | "level">, values: readonly (number | null)[]): Line => ({
    ...base,
    ...part,
    key: `${base.key}|${part.role}${part.level ?? ""}`,
    label: `${base.label}, forecast`,
    points: points(values),
  });
  const middle = line({ role: "forecast" }, method.values);
  if (middle.points.length < 2) return [];
  const bands = [...(method.intervals ?? [])].sort((a, b) => b.level - a.level);
  return [
    ...bands.flatMap(({ level, lower, upper }) => [
      line({ role: "upper", level }, upper),
      line({ role: "lower", level }, lower),
    ]),
    middle,
  ];
}
