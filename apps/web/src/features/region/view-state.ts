// What the reader chose on a region's page, as the address holds it:
//   /region/<id>?metric=a,b&transform=yoy&from=2015-01&to=2025-03&compare=state-ca&view=table
//     &years=10 (of cagr) &frequency=quarter &layer=forecast,recessions &scale=log &charts=separate
// Defaults are left out, unknown words are ignored, limits are applied on the way in.

import type { RegionProfile, Transform } from "@/shared/api/contract";
import { kFrequencies, type ConvertTo } from "@/shared/api/questions";
import { addMonths, monthOf, parsePeriod, periodTime } from "@/shared/format/period";

export const kMaxMetrics = 4;
export const kMaxCompare = 5;

export interface ViewState {
  region: string;
  /** Empty: the page's default. */
  metrics: string[];
  transform: Transform;
  /** Of cagr. */
  years: number;
  /** null: as published. */
  frequency: ConvertTo | null;
  from: string | null;
  to: string | null;
  compare: string[];
  table: boolean;
  /** What is drawn over the lines, in the order of kLayers. */
  layers: Layer[];
  log: boolean;
  /** A small chart for each line. */
  separate: boolean;
}

const kLayers = ["forecast", "recessions", "turns", "unusual", "revisions"] as const;
export type Layer = (typeof kLayers)[number];

export const kDefaultYears = 5;
const kMaxYears = 50;

const kTransformIds: readonly string[] = [
  "level",
  "yoy",
  "mom",
  "index",
  "diff",
  "annualised",
  "cagr",
  "real",
  "sa",
  "trend",
  "percentile",
  "rank",
  "history",
] satisfies Transform[];

function list(text: string | null, most: number): string[] {
  const items = (text ?? "")
    .split(",")
    .map((s) => s.trim())
    .filter((s) => s !== "");
  return [...new Set(items)].slice(0, most);
}

function period(text: string | null): string | null {
  return text !== null && parsePeriod(text) ? text : null;
}

function years(text: string | null): number {
  const n = Number(text ?? NaN);
  return Number.isInteger(n) && n >= 1 && n <= kMaxYears ? n : kDefaultYears;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param address path and query */
export function parseView(address: string): ViewState {
  const [path = "", search = ""] = address.split("?", 2);
  const q = new URLSearchParams(search);
  const region = decode(path.replace(/^\/region\/?/, "").replace(/\/$/, ""));
  const transform = q.get("transform") ?? "level";
  const frequency = kFrequencies.find((each) => each === q.get("frequency")) ?? null;
  const layers = list(q.get("layer"), kLayers.length);
  return {
    region,
    metrics: list(q.get("metric"), kMaxMetrics),
    transform: kTransformIds.includes(transform) ? (transform as Transform) : "level",
    years: transform === "cagr" ? years(q.get("years")) : kDefaultYears,
    frequency,
    from: period(q.get("from")),
    to: period(q.get("to")),
    compare: list(q.get("compare"), kMaxCompare).filter((id) => id !== region),
    table: q.get("view") === "table",
    layers: kLayers.filter((layer) => layers.includes(layer)),
    log: q.get("scale") === "log",
    separate: q.get("charts") === "separate",
  };
}

export function printView(view: ViewState): string {
  const words = (items: readonly string[]) => items.map(encodeURIComponent).join(",");
  const parts = [
    view.metrics.length > 0 ? `metric=${words(view.metrics)}` : "",
    view.transform !== "level" ? `transform=${view.transform}` : "",
    view.transform === "cagr" && view.years !== kDefaultYears ? `years=${view.years}` : "",
    view.frequency ? `frequency=${view.frequency}` : "",
    view.from ? `from=${view.from}` : "",
    view.to ? `to=${view.to}` : "",
    view.compare.length > 0 ? `compare=${words(view.compare)}` : "",
    view.layers.length > 0 ? `layer=${words(view.layers)}` : "",
    view.log ? "scale=log" : "",
    view.separate ? "charts=separate" : "",
    view.table ? "view=table" : "",
  ].filter((part) => part !== "");
  return `/region/${encodeURIComponent(view.region)}${parts.length > 0 ? `?${parts.join("&")}` : ""}`;
}

/** The metrics in sight: the first of the place when the address names none. */
export function shownMetrics(region: Pick<RegionProfile, "latest">, view: ViewState): string[] {
  if (view.metrics.length > 0) return view.metrics;
  const ids = region.latest.map(({ metric }) => metric);
  const first = ids.includes("home_value") ? "home_value" : ids[0];
  return first === undefined ? [] : [first];
}

export const kPresets = [
  { id: "1y", name: "1 year", brief: "1y", years: 1 },
  { id: "5y", name: "5 years", brief: "5y", years: 5 },
  { id: "10y", name: "10 years", brief: "10y", years: 10 },
  { id: "max", name: "Max", brief: "Max", years: null },
] as const;
type Preset = (typeof kPresets)[number];

/** The window of a preset, counted back from the newest of `periods`. */
export function presetWindow(preset: Preset, periods: readonly string[]): Pick<ViewState, "from" | "to"> {
  const newest = Math.max(...periods.map((p) => periodTime(p) ?? -Infinity));
  if (preset.years === null || !Number.isFinite(newest)) return { from: null, to: null };
  return { from: addMonths(monthOf(newest), -12 * preset.years), to: null };
}

/** Which preset the window is, if any. */
export function presetOf(view: Pick<ViewState, "from" | "to">, periods: readonly string[]): Preset["id"] | null {
  const match = kPresets.find((preset) => {
    const window = presetWindow(preset, periods);
    return window.from === view.from && window.to === view.to;
  });
  return match?.id ?? null;
}
