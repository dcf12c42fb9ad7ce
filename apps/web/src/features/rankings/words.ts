// The page's sentences. Pure.

import { measureName, parseMeasure } from "@/features/measures";
import type { MeasureUse, RegionType } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { typeNoun, typePlural } from "@/shared/format/words";

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** As it stands within a sentence: "Home value" becomes "home value", "ZIP" stays. */
export const small = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** Whether the values are changes in percent, which are printed with a sign. */
export const isChange = (transform: string): boolean => ["yoy", "mom", "cagr"].includes(transform);

export const nameOf = (use: Pick<MeasureUse, "measure" | "name">): string =>
  measureName(parseMeasure(use.measure), use.name);

/** "Metro areas by home value, change in a year" */
export const headingOf = (type: RegionType, measure: string): string =>
  `${capital(typePlural(type))} by ${small(measure)}`;

/** "894 of 1,006 metro areas with any data have a value" */
export const coverageOf = (of: number, places: number, type: RegionType): string =>
  `${formatCount(of)} of ${formatCount(places)} ${typeNoun(type, places)} with any data ` +
  `${of === 1 ? "has" : "have"} a value`;

/** A place's page with the chart of what it is ranked by. */
export function regionAddress(region: string, use: Pick<MeasureUse, "metric" | "transform">): string {
  const transform = use.transform === "yoy" || use.transform === "mom" ? `&transform=${use.transform}` : "";
  return `/region/${region}?metric=${encodeURIComponent(use.metric)}${transform}`;
}

/** "2, 4 and 7" */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
