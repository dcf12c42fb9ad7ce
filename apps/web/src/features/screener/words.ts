// A filter and a distribution in words. Pure.

import type { MeasureUse, Metric, RegionType } from "@/shared/api/contract";
import { measureName, parseMeasure } from "@/features/measures";
import { formatValue } from "@/shared/format/number";
import { typePlural } from "@/shared/format/words";
import { asks, type Filter } from "./condition";
import type { Scale } from "./scale";

/** "Home value, change in a year" */
export const nameOf = (measure: string, use: Pick<MeasureUse, "name"> | null): string =>
  use ? measureName(parseMeasure(measure), use.name) : measure;

type Print = (value: number) => string;

export const printer = ({ unit, decimals }: Pick<MeasureUse, "unit" | "decimals">): Print => {
  return (value) => formatValue(value, unit, decimals);
};

/** "$1,000 or more, under $2,000" */
export function filterText({ low, high, known }: Filter, print: Print): string {
  if (known === false) return "no value known";
  if (low && high && low.value === high.value && !low.open && !high.open) return `exactly ${print(low.value)}`;
  const parts = [
    low ? (low.open ? `over ${print(low.value)}` : `${print(low.value)} or more`) : "",
    high ? (high.open ? `under ${print(high.value)}` : `${print(high.value)} or less`) : "",
    known && !low && !high ? "a value is known" : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(", ") : "any value";
}

export function spreadText(quartiles: readonly [number, number, number] | null, print: Print): string {
  if (!quartiles) return "No place here has a value.";
  const [low, middle, high] = quartiles;
  return `Histogram: half of the places lie between ${print(low)} and ${print(high)}, the median is ${print(middle)}.`;
}

export const scaleText = (scale: Scale, print: Print): string =>
  `${print(scale.low)} to ${print(scale.high)}: the middle 98%${scale.log ? ", logarithmic scale" : ""}`;

const kMaxNamed = 3;

/** A name for a screen, offered when it is saved. */
export function screenName(type: RegionType, filters: readonly Filter[], metrics: readonly Metric[]): string {
  const asked = filters.filter(asks);
  const names = asked.slice(0, kMaxNamed).map((filter) => {
    const metric = metrics.find(({ id }) => id === parseMeasure(filter.measure).metric) ?? null;
    const yearly = /^(yoy|mom|cagr)\(/.test(filter.measure);
    const print = metric && !yearly ? printer(metric) : (value: number) => (yearly ? `${value}%` : String(value));
    return `${nameOf(filter.measure, metric)} ${filterText(filter, print)}`;
  });
  const more = asked.length > kMaxNamed ? ` and ${asked.length - kMaxNamed} more` : "";
  const plural = typePlural(type);
  const kind = plural.charAt(0).toUpperCase() + plural.slice(1);
  return names.length === 0 ? `All ${plural}` : `${kind}: ${names.join("; ")}${more}`;
}
