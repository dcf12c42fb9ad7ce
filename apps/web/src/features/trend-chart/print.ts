// A value of a line in words: levels in their unit, changes with a sign.

import { formatChange, formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { firstKnown, lastKnown, type Line } from "./lines";

export function printValue(line: Line, value: number | null): string {
  return line.transform === "mom" || line.transform === "yoy"
    ? formatChange(value, 2)
    : formatValue(value, line.unit, line.decimals);
}

// Of the transforms a page offers; others by their name.
const kHow: Partial<Record<Line["transform"], string>> = {
  level: "",
  mom: ", change from the period before",
  yoy: ", change from a year earlier",
  index: ", index with the start of the window at 100",
};

/** The chart as a sentence a line, for readers who do not see it. */
export function summarise(lines: readonly Line[]): string {
  return lines
    .map((line) => {
      const first = firstKnown(line);
      const last = lastKnown(line);
      const name = line.label + (kHow[line.transform] ?? `, ${line.transform}`);
      if (!first || !last || first.period === null || last.period === null) return `${name}: no values in this window.`;
      const known = line.points.filter((p) => p.value !== null);
      const top = known.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a));
      const gaps = line.points.length - known.length;
      return (
        `${name}: from ${printValue(line, first.value)} in ${formatPeriod(first.period)} ` +
        `to ${printValue(line, last.value)} in ${formatPeriod(last.period)}; ` +
        `highest ${printValue(line, top.value)} in ${formatPeriod(top.period ?? "")}` +
        `${gaps > 0 ? `; ${gaps} ${gaps === 1 ? "period" : "periods"} without a value` : ""}.`
      );
    })
    .join(" ");
}
