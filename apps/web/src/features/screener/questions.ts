// What the screen asks the API, as addresses. One question has one address.

import { address } from "@/shared/api/address";
import { kPageRows, type Level, type ScreenView } from "./view-state";

/** Which places are looked at, and when. */
export type Among = Pick<ScreenView, "level" | "within" | "period">;

/** The most rows a file has. */
export const kFileRows = 1000;

const among = ({ level, within, period }: Among) => ({
  type: level,
  within: within ?? undefined,
  period: period ?? undefined,
});

/** Which places there are; with a condition, those that meet it. */
export const placesOf = (view: Among, where?: string) =>
  address("/api/v1/screener", { query: { ...among(view), where, limit: 0, ids: "1" } });

/** One measure's exact values. */
export const columnOf = (view: Among, measure: string) =>
  address("/api/v1/map", { query: { ...among(view), metric: measure, classes: 2 } });

const screenQuery = (view: ScreenView) => ({
  ...among(view),
  where: view.where || undefined,
  columns: view.columns.length > 0 ? view.columns.join(",") : undefined,
  sort: view.sort ?? undefined,
  order: view.order === "asc" ? view.order : undefined,
});

export const listOf = (view: ScreenView) =>
  address("/api/v1/screener", {
    query: { ...screenQuery(view), limit: kPageRows, offset: view.offset > 0 ? view.offset : undefined },
  });

/** The same question as a file, from the first row on. */
export const fileOf = (view: ScreenView, format: "csv" | "xlsx") =>
  address("/api/v1/screener", { query: { ...screenQuery(view), limit: kFileRows, format } });

export const historyOf = ({ level, within, where, outcome, horizon }: ScreenView) =>
  address("/api/v1/screener/history", {
    query: { type: level, within: within ?? undefined, where, outcome, horizon },
  });

/** The screen as the page of alerts takes it; months gone by cannot be waited for. */
export function alertAddress({ level, within, where }: { level: Level; within: string | null; where: string }): string {
  const parts = [`screen_type=${level}`, within ? `screen_within=${encodeURIComponent(within)}` : ""];
  parts.push(`screen_where=${encodeURIComponent(where)}`);
  return `/alerts?${parts.filter((part) => part !== "").join("&")}`;
}
