// What the map says in words. Pure.

import { formatChange, formatCount, formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typePlural } from "@/shared/format/words";
import type { MapAnswer, MeasureUse } from "@/shared/api/contract";

const kChanges: readonly string[] = ["yoy", "mom", "cagr"];
export const isChange = (transform: string): boolean => kChanges.some((kind) => transform.startsWith(kind));

export function printMeasured(value: number | null, { unit, decimals, transform }: MeasureUse): string {
  return isChange(transform) ? formatChange(value) : formatValue(value, unit, decimals);
}

/** A bound of a class, shorter than a value. */
export function printBound(value: number, measure: MeasureUse): string {
  if (isChange(measure.transform)) return formatChange(value);
  return formatValue(value, measure.unit, Math.abs(value) >= 100 ? 0 : measure.decimals);
}

/** What the map shows, for who does not see it. @param nameOf id to label @param placeName of the area; null: nation */
export function summarise(
  answer: MapAnswer,
  name: string,
  placeName: string | null,
  nameOf: (id: string) => string,
): string {
  const { measure, regions, values, type } = answer;
  const what = `${name}, ${formatPeriod(measure.period)}`;
  const title = `Map of ${placeName ?? "the United States"} by ${typePlural(type)}: ${what}.`;
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const [low, high] = [order[0], order.at(-1)];
  if (low === undefined || high === undefined) return `${title} No values.`;
  const print = (i: number | undefined) => printMeasured(i === undefined ? null : (values[i] ?? null), measure);
  const at = (share: number) => print(order[Math.floor(share * (order.length - 1))]);
  const named = (i: number) => `${print(i)} in ${nameOf(regions[i] ?? "")}`;
  const ends = `From ${named(low)} to ${named(high)}`;
  const half = `; half of the ${formatCount(values.length)} lie between ${at(0.25)} and ${at(0.75)}`;
  const middle = values.length >= 8 ? half : "";
  return `${title} ${ends}${middle}.`;
}
