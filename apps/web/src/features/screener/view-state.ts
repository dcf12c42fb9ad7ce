// What the reader asks for, as the address holds it:
//   /screener?level=county&within=state-ca&period=2024-06&where=rent < 2000&sort=rent&order=asc&columns=rent,home_value
// Defaults are left out, unknown words are ignored, limits are applied on the way in. `columns` lists every measure on
// the page when some of them have no condition, or stand in another order than the condition has them.

import { parsePeriod } from "@/shared/format/period";
import {
  asks,
  emptyFilter,
  plainMeasure,
  printCondition,
  readCondition,
  type Condition,
  type Filter,
} from "./condition";

export const kLevels = ["zip", "county", "metro", "state"] as const;
export type Level = (typeof kLevels)[number];

export const kMaxMeasures = 20;
export const kPageRows = 50;
export const kMaxWhere = 8192;
const kMaxOffset = 1_000_000;

export interface ScreenView {
  level: Level;
  within: string | null;
  period: string | null;
  /** The condition as it was written. */
  where: string;
  columns: string[];
  sort: string | null;
  order: "desc" | "asc";
  offset: number;
  /** Of the back-test: months ahead, and the metric whose change is looked at. */
  horizon: number;
  outcome: string;
}

export const kHorizons = [6, 12, 24, 36, 60] as const;

export const kEmptyView: ScreenView = {
  level: "zip",
  within: null,
  period: null,
  where: "",
  columns: [],
  sort: null,
  order: "desc",
  offset: 0,
  horizon: 12,
  outcome: "home_value",
};

/** Parted by the commas that stand outside of brackets: "cagr(rent,5),rent". */
const measures = (text: string | null): string[] => [
  ...new Set(
    (text ?? "")
      .split(/,(?![^(]*\))/)
      .map(plainMeasure)
      .filter((measure) => measure !== ""),
  ),
];

/** @param address path and query */
export function parseView(address: string): ScreenView {
  const q = new URLSearchParams(address.split("#")[0]?.split("?").slice(1).join("?") ?? "");
  const level = kLevels.find((id) => id === q.get("level")) ?? kEmptyView.level;
  const period = q.get("period");
  const offset = Number(q.get("offset") ?? 0);
  const horizon = Number(q.get("horizon") ?? NaN);
  const within = q.get("within");
  return {
    level,
    within: within === null || within === "" || within === "us" ? null : within,
    period: period !== null && parsePeriod(period)?.kind === "month" ? period : null,
    where: (q.get("where") ?? "").slice(0, kMaxWhere).trim(),
    columns: measures(q.get("columns")).slice(0, kMaxMeasures),
    sort: q.get("sort") ? plainMeasure(q.get("sort") ?? "") : null,
    order: q.get("order") === "asc" ? "asc" : "desc",
    offset: Number.isInteger(offset) && offset > 0 && offset <= kMaxOffset ? offset : 0,
    horizon: kHorizons.find((months) => months === horizon) ?? kEmptyView.horizon,
    outcome: q.get("outcome")?.trim() || kEmptyView.outcome,
  };
}

// Commas, brackets and colons stay readable in an address.
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/%2C/g, ",").replace(/%20/g, "+").replace(/%40/g, "@");

export function printView(view: ScreenView): string {
  const parts = [
    view.level === kEmptyView.level ? "" : `level=${view.level}`,
    view.within ? `within=${encode(view.within)}` : "",
    view.period ? `period=${view.period}` : "",
    view.where === "" ? "" : `where=${encode(view.where)}`,
    view.columns.length > 0 ? `columns=${encode(view.columns.join(","))}` : "",
    view.sort ? `sort=${encode(view.sort)}` : "",
    view.order === "asc" ? "order=asc" : "",
    view.offset > 0 ? `offset=${view.offset}` : "",
    view.horizon === kEmptyView.horizon ? "" : `horizon=${view.horizon}`,
    view.outcome === kEmptyView.outcome ? "" : `outcome=${encode(view.outcome)}`,
  ].filter((part) => part !== "");
  return `/screener${parts.length > 0 ? `?${parts.join("&")}` : ""}`;
}

export interface Shown extends Condition {
  /** False: the text cannot be read here, the server is asked with it as it is. */
  readable: boolean;
}

/** The sliders of the page: a filter for each measure, those without a condition included. */
export function shownOf(view: ScreenView): Shown {
  const read = readCondition(view.where);
  const condition = read ?? { filters: [], rest: [view.where] };
  const there = new Map(condition.filters.map((filter) => [filter.measure, filter]));
  const order = [...new Set([...view.columns, ...there.keys()])];
  const filters = order.map((measure) => there.get(measure) ?? emptyFilter(measure));
  return { filters, rest: condition.rest, readable: read !== null };
}

/** The view with these filters and terms; the list starts anew. */
export function withFilters(view: ScreenView, filters: readonly Filter[], rest: readonly string[]): ScreenView {
  const names = filters.map(({ measure }) => measure);
  const sort = view.sort !== null && names.includes(view.sort) ? view.sort : null;
  return {
    ...view,
    where: printCondition({ filters: [...filters], rest: [...rest] }),
    columns: filters.every(asks) ? [] : names,
    sort,
    offset: 0,
  };
}
