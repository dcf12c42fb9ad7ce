// How the numbers beside a value are made of it, in a line each: for the titles of changes and ranks.

import type { LatestValue } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeNoun } from "@/shared/format/words";

/** How far back, in the words of the metric's frequency. */
function before({ frequency }: Pick<LatestValue, "frequency">, step: "mom" | "yoy"): string {
  if (frequency === "week") return step === "mom" ? "four weeks before" : "52 weeks before";
  return step === "mom" ? "a month before" : "a year before";
}

export function changeFormula(
  value: Pick<LatestValue, "frequency" | "period" | "change">,
  step: "mom" | "yoy",
): string {
  const now = formatPeriod(value.period);
  const then = `value ${before(value, step)}`;
  return value.change.unit === "points"
    ? `Percentage points: value of ${now} − ${then}`
    : `(Value of ${now} ÷ ${then} − 1) × 100`;
}

export function rankFormula({ rank, period }: Pick<LatestValue, "rank" | "period">): string | undefined {
  if (!rank) return undefined;
  return (
    `1 + how many of the ${formatCount(rank.of)} ${typeNoun(rank.among, rank.of)} ` +
    `with a value in ${formatPeriod(period)} are higher; ` +
    `${rank.percentile.toFixed(1)} % are lower, equals counting half`
  );
}
