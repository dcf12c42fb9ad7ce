// What the reader compares, as the address holds it:
//   /compare?regions=metro-41860,state-ca&metric=rent,cagr(rent,5)&chart=rent&transform=index&from=2015-01&vs=1
// Defaults are left out, unknown words are ignored, limits are applied on the way in.

import type { Transform } from "@/shared/api/contract";
import { parsePeriod } from "@/shared/format/period";

/** As the API has it. */
export const kMaxPlaces = 5;
export const kMaxMeasures = 16;

export interface CompareView {
  regions: string[];
  /** Empty: the usual ones. */
  measures: string[];
  /** Metric of the chart; null: of the first row. */
  chart: string | null;
  transform: Transform;
  from: string | null;
  to: string | null;
  /** Differences from the first place are shown. */
  versus: boolean;
}

export const kTransformIds = ["level", "index", "yoy"] as const satisfies readonly Transform[];

const isTransform = (text: string | null): text is (typeof kTransformIds)[number] =>
  (kTransformIds as readonly (string | null)[]).includes(text);

/** Items of a list, parted by commas that stand in no parentheses; each once. */
export function splitList(text: string | null): string[] {
  const items: string[] = [];
  let depth = 0;
  let item = "";
  for (const letter of `${text ?? ""},`) {
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (letter === "," && depth <= 0) {
      if (item.trim() !== "") items.push(item.trim());
      item = "";
    } else {
      item += letter;
    }
  }
  return [...new Set(items)];
}

const period = (text: string | null): string | null => (text !== null && parsePeriod(text) ? text : null);

/** @param address path and query */
export function parseView(address: string): CompareView {
  const q = new URLSearchParams(address.split("?")[1] ?? "");
  const transform = q.get("transform");
  return {
    regions: splitList(q.get("regions") ?? q.get("region")).slice(0, kMaxPlaces),
    measures: splitList(q.get("metric")).slice(0, kMaxMeasures),
    chart: q.get("chart")?.trim() || null,
    transform: isTransform(transform) ? transform : "level",
    from: period(q.get("from")),
    to: period(q.get("to")),
    versus: q.get("vs") === "1",
  };
}

const words = (items: readonly string[]): string =>
  items.map((item) => encodeURIComponent(item).replaceAll("%2C", ",")).join(",");

export function printView(view: CompareView): string {
  const parts = [
    view.regions.length > 0 ? `regions=${words(view.regions)}` : "",
    view.measures.length > 0 ? `metric=${words(view.measures)}` : "",
    view.chart ? `chart=${words([view.chart])}` : "",
    view.transform !== "level" ? `transform=${view.transform}` : "",
    view.from ? `from=${view.from}` : "",
    view.to ? `to=${view.to}` : "",
    view.versus ? "vs=1" : "",
  ].filter((part) => part !== "");
  return `/compare${parts.length > 0 ? `?${parts.join("&")}` : ""}`;
}
