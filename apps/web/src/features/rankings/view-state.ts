// What the reader chose on the rankings page, as the address holds it:
//   /rankings?type=county&metric=yoy(home_value)&within=state-ca&period=2024-03&order=asc&offset=60
//   /rankings?list=temperature&type=metro
// Defaults are left out, unknown words are ignored, limits are applied on the way in.

import type { RegionType } from "@/shared/api/contract";
import { parsePeriod } from "@/shared/format/period";
import { kTypeOrder } from "@/shared/format/words";

/** Rows of a page: every state fits. */
export const kPageRows = 60;
/** What the API passes over at most. */
const kMaxOffset = 1_000_000;
const kMaxMeasure = 120;

export type List = "ranking" | "temperature";
export type Order = "desc" | "asc";

export interface RankingView {
  list: List;
  type: RegionType;
  measure: string;
  /** null: the nation. */
  within: string | null;
  /** null: the newest. */
  period: string | null;
  order: Order;
  offset: number;
}

export const kDefaultView: RankingView = {
  list: "ranking",
  type: "metro",
  measure: "yoy(home_value)",
  within: null,
  period: null,
  order: "desc",
  offset: 0,
};

const kRegion = /^[a-z]+(-[0-9a-zA-Z-]+)?$/;

/** @param address path and query */
export function parseView(address: string): RankingView {
  const q = new URLSearchParams(address.split("?")[1] ?? "");
  const type = q.get("type") as RegionType;
  const measure = (q.get("metric") ?? "").trim().slice(0, kMaxMeasure);
  const within = q.get("within");
  const period = q.get("period");
  const offset = Number(q.get("offset") ?? 0);
  return {
    list: q.get("list") === "temperature" ? "temperature" : "ranking",
    type: kTypeOrder.includes(type) && type !== "us" ? type : kDefaultView.type,
    measure: measure === "" ? kDefaultView.measure : measure,
    within: within !== null && within !== "us" && kRegion.test(within) ? within : null,
    period: period !== null && parsePeriod(period) ? period : null,
    order: q.get("order") === "asc" ? "asc" : "desc",
    offset: Number.isInteger(offset) && offset > 0 ? Math.min(offset, kMaxOffset) : 0,
  };
}

const word = (text: string): string => encodeURIComponent(text).replaceAll("%2C", ",");

export function printView(view: RankingView): string {
  const ranked = view.list === "ranking";
  const parts = [
    ranked ? "" : "list=temperature",
    view.type !== kDefaultView.type ? `type=${view.type}` : "",
    ranked && view.measure !== kDefaultView.measure ? `metric=${word(view.measure)}` : "",
    view.within ? `within=${word(view.within)}` : "",
    view.period ? `period=${view.period}` : "",
    view.order !== kDefaultView.order ? `order=${view.order}` : "",
    view.offset > 0 ? `offset=${view.offset}` : "",
  ].filter((part) => part !== "");
  return `/rankings${parts.length > 0 ? `?${parts.join("&")}` : ""}`;
}

/** A changed choice begins at the first page, unless the page is what changes. */
export const changed = (view: RankingView, part: Partial<RankingView>): RankingView => ({
  ...view,
  offset: 0,
  ...part,
});
