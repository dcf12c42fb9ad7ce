// How forecasts like one did, in sentences. Pure. Every number is the server's.

import type { ForecastAnswer, MethodForecast } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { askedOf } from "./fan";

/** What the methods are called; others by their own id. */
const kNames: Record<string, string> = {
  ensemble: "This forecast",
  naive: "Nothing changes",
  drift: "Straight on",
  snaive: "As a year ago",
  naive2: "Nothing changes but the season",
  damped: "Damped trend",
  theta: "Theta",
  comb: "Mean of three smoothings",
  ets: "ETS",
};
export const methodName = ({ method }: Pick<MethodForecast, "method">): string => kNames[method] ?? method;

const kUnits: Record<string, readonly [one: string, many: string]> = {
  week: ["week", "weeks"],
  month: ["month", "months"],
  quarter: ["quarter", "quarters"],
  year: ["year", "years"],
};
export function ahead(count: number, frequency: string): string {
  const [one, many] = kUnits[frequency] ?? ["period", "periods"];
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

export const percent = (share: number | null, decimals = 1): string =>
  share === null ? "–" : `${share.toFixed(decimals)}%`;

const kToldLevel = 80;

/** The record in a few sentences; empty where nothing could be scored. */
export function recordSentences(answer: ForecastAnswer): string[] {
  const asked = askedOf(answer);
  const miss = asked?.scores.smape ?? null;
  if (!asked || miss === null || answer.origins === 0) return [];
  const at = asked.scores.by_horizon.smape.at(-1) ?? null;
  const first =
    `Made the same way from each of ${ahead(answer.origins, answer.frequency)} of the past, ` +
    `such forecasts missed what came by ${percent(miss)} on average` +
    (at === null ? "." : `, and by ${percent(at)} at ${ahead(answer.horizon, answer.frequency)} ahead.`);
  const naive = answer.methods.find(({ method }) => method === "naive")?.scores.smape ?? null;
  const better = answer.methods.filter((m) => !m.asked && m.scores.smape !== null && m.scores.smape < miss);
  const compared =
    naive === null
      ? []
      : [
          `Saying that nothing changes missed by ${percent(naive)}.` +
            (better.length === 0
              ? " None of the simpler methods did better here."
              : ` Simpler methods that did better here: ${better
                  .map((m) => `${methodName(m).toLowerCase()} (${percent(m.scores.smape)})`)
                  .join(", ")}.`),
        ];
  const level = asked.scores.levels.find((each) => each.level === kToldLevel);
  const bands =
    level && level.coverage !== null && level.bands > 0
      ? [
          `Its ${kToldLevel}% bands held what came in ${percent(100 * level.coverage)} ` +
            `of ${formatCount(level.bands)} cases.`,
        ]
      : [];
  return [first, ...compared, ...bands];
}

/** Bands that are not shown, one line for each level and reason: "95% band, 10 to 12 months ahead: …". */
export function withheldBands(answer: ForecastAnswer): string[] {
  return (askedOf(answer)?.intervals ?? []).flatMap(({ level, withheld }) => {
    const reasons = new Map<string, number[]>();
    for (const { horizon, reason } of withheld) reasons.set(reason, [...(reasons.get(reason) ?? []), horizon]);
    return [...reasons].map(([reason, horizons]) => {
      const first = Math.min(...horizons);
      const last = Math.max(...horizons);
      const when = first === last ? ahead(first, answer.frequency) : `${first} to ${ahead(last, answer.frequency)}`;
      return `${level}% band, ${when} ahead: ${reason}`;
    });
  });
}
