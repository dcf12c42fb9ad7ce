// A value of a line in words: levels in their unit, changes with a sign.

import { formatChange, formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { firstKnown, lastKnown, type Line } from "./lines";

const kPercentChanges: readonly Line["transform"][] = ["mom", "yoy", "annualised", "cagr"];

export function printValue(line: Pick<Line, "transform" | "unit" | "decimals">, value: number | null): string {
  if (kPercentChanges.includes(line.transform)) return formatChange(value, 2);
  if (line.transform !== "diff") return formatValue(value, line.unit, line.decimals);
  if (line.unit === "points") return formatChange(value, 2, "points");
  return (value !== null && value > 0 ? "+" : "") + formatValue(value, line.unit, line.decimals);
}

const kHow: Record<Line["transform"], string> = {
  level: "",
  mom: ", change from the period before",
  yoy: ", change from a year earlier",
  diff: ", change from the period before in its own unit",
  annualised: ", change from the period before at a yearly rate",
  cagr: ", growth a year over several years",
  index: ", index with the start of the window at 100",
  real: ", in constant dollars",
  sa: ", seasonally adjusted here",
  trend: ", trend without season",
  log: ", logarithm",
  rank: ", rank among places of its kind",
  percentile: ", percentile among places of its kind",
  history: ", percentile among its own past",
};

/** The chart as a sentence a line, for readers who do not see it. */
export function summarise(lines: readonly Line[]): string {
  return lines
    .filter(({ role }) => role !== "lower" && role !== "upper")
    .map((line) => {
      const first = firstKnown(line);
      const last = lastKnown(line);
      const name = line.label + kHow[line.transform];
      if (!first || !last || first.period === null || last.period === null) return `${name}: no values in this window.`;
      const known = line.points.filter((p) => p.value !== null && p.period !== null);
      const top = known.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a));
      const gaps = line.points.filter((p) => p.value === null).length;
      return (
        `${name}: from ${printValue(line, first.value)} in ${formatPeriod(first.period)} ` +
        `to ${printValue(line, last.value)} in ${formatPeriod(last.period)}; ` +
        `highest ${printValue(line, top.value)} in ${formatPeriod(top.period ?? "")}` +
        `${gaps > 0 ? `; ${gaps} ${gaps === 1 ? "period" : "periods"} without a value` : ""}.`
      );
    })
    .join(" ");
}
