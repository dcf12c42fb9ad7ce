// What the reader chose on the map's page, as the address holds it:
//   /map?level=county&measure=yoy(home_value)&within=state-ca&period=2025-03&breaks=jenks&scale=month
//   and place=county-06037, order=name.
// Defaults are left out, unknown words are ignored.

import type { MapLevel } from "@/features/region-map";
import { parsePeriod } from "@/shared/format/period";

export type Breaks = "quantile" | "equal" | "jenks" | "diverging";
export type TableOrder = "desc" | "asc" | "name";

export interface MapView {
  level: MapLevel;
  measure: string;
  /** null: the nation. */
  within: string | null;
  /** null: the newest that is well covered. */
  period: string | null;
  /** null: the server's choice, by what the measure is. */
  breaks: Breaks | null;
  /** Classes of this period alone, though a period is chosen. */
  ownScale: boolean;
  /** The region that was picked. */
  place: string | null;
  order: TableOrder;
}

export const kLevels: readonly { id: MapLevel; name: string }[] = [
  { id: "state", name: "States" },
  { id: "county", name: "Counties" },
  { id: "metro", name: "Metros" },
  { id: "zip", name: "ZIP codes" },
];
export const kBreaks: readonly { id: Breaks; name: string; meaning: string }[] = [
  { id: "quantile", name: "Equal numbers", meaning: "as many places in each class (quantiles)" },
  { id: "equal", name: "Equal steps", meaning: "classes of the same width" },
  { id: "jenks", name: "Natural groups", meaning: "breaks where values lie apart (Jenks)" },
  { id: "diverging", name: "Around zero", meaning: "rises and falls apart, zero between them" },
];
const kOrders: readonly string[] = ["desc", "asc", "name"] satisfies TableOrder[];
const kDefaultMeasure = "home_value";
const kMaxMeasure = 120;
const kRegionId = /^[a-z]+(-[0-9a-z]+)?$/;

const oneOf = <T extends string>(known: readonly string[], text: string | null): T | null =>
  text !== null && known.includes(text) ? (text as T) : null;
const region = (text: string | null): string | null => (text !== null && kRegionId.test(text) ? text : null);

/** @param address path and query */
export function parseMapView(address: string): MapView {
  const q = new URLSearchParams(address.split("?")[1] ?? "");
  const measure = (q.get("measure") ?? "").trim().slice(0, kMaxMeasure);
  const period = q.get("period");
  const within = region(q.get("within"));
  return {
    level:
      oneOf<MapLevel>(
        kLevels.map(({ id }) => id),
        q.get("level"),
      ) ?? "state",
    measure: measure === "" ? kDefaultMeasure : measure,
    within: within === "us" ? null : within,
    period: period !== null && parsePeriod(period) ? period : null,
    breaks: oneOf<Breaks>(
      kBreaks.map(({ id }) => id),
      q.get("breaks"),
    ),
    ownScale: q.get("scale") === "month",
    place: region(q.get("place")),
    order: oneOf<TableOrder>(kOrders, q.get("order")) ?? "desc",
  };
}

export function printMapView(view: MapView): string {
  const readable = (text: string) => encodeURIComponent(text).replaceAll("%2C", ",");
  const parts = [
    view.level !== "state" ? `level=${view.level}` : "",
    view.measure !== kDefaultMeasure ? `measure=${readable(view.measure)}` : "",
    view.within ? `within=${view.within}` : "",
    view.period ? `period=${view.period}` : "",
    view.breaks ? `breaks=${view.breaks}` : "",
    view.ownScale ? "scale=month" : "",
    view.place ? `place=${view.place}` : "",
    view.order !== "desc" ? `order=${view.order}` : "",
  ].filter((part) => part !== "");
  return `/map${parts.length > 0 ? `?${parts.join("&")}` : ""}`;
}

const kInside: Record<MapLevel, readonly MapLevel[]> = {
  state: ["county", "metro", "zip"],
  county: ["zip"],
  metro: ["zip"],
  zip: [],
};

/**
 * Where picking a region of a level leads into: the level inside it that has the measure; null: none.
 * @param covered regions with data by level; null: not known
 */
export function insideOf(level: MapLevel, covered: Readonly<Partial<Record<string, number>>> | null): MapLevel | null {
  const levels = kInside[level];
  return (covered === null ? levels[0] : levels.find((inside) => (covered[inside] ?? 0) > 0)) ?? null;
}
