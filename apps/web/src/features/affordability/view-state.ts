// What the reader chose on the page of affordability, as the address holds it:
//   /afford?region=metro-41860&price=sale_price&level=zip&within=state-ca&show=needed
// Never the household: that stays in the browser. Defaults are left out, unknown words are ignored.

import type { RegionType } from "@/shared/api/contract";

export const kLevels = ["state", "metro", "county", "zip"] as const satisfies readonly RegionType[];
export type Level = (typeof kLevels)[number];

export const kPrices = [
  { id: "home_value", name: "Typical home value" },
  { id: "sale_price", name: "Sale price" },
  { id: "list_price", name: "List price" },
] as const;
export type PriceMetric = (typeof kPrices)[number]["id"];

/** What colours the map: share of income, within the rule or not, the income it takes. */
export const kShows = ["share", "within", "needed"] as const;
export type Show = (typeof kShows)[number];

export interface AffordView {
  region: string;
  price: PriceMetric;
  /** null: by what is known, see known-levels.ts. */
  level: Level | null;
  /** The state the map is about; null: the nation. */
  within: string | null;
  /** null: by what is known, see levels.ts. */
  show: Show | null;
  table: boolean;
}

const kRegion = /^[a-z]+(-[a-z0-9-]+)?$/;
const kMaxRegionLength = 40;

const region = (text: string | null): string | null =>
  text !== null && text.length <= kMaxRegionLength && kRegion.test(text) ? text : null;

const oneOf = <T extends string>(text: string | null, known: readonly T[]): T | null =>
  known.find((word) => word === text) ?? null;

/** @param address path and query */
export function parseView(address: string): AffordView {
  const q = new URLSearchParams(address.split("#")[0]?.split("?")[1] ?? "");
  return {
    region: region(q.get("region")) ?? "us",
    price:
      oneOf(
        q.get("price"),
        kPrices.map(({ id }) => id),
      ) ?? "home_value",
    level: oneOf(q.get("level"), kLevels),
    within: region(q.get("within")),
    show: oneOf(q.get("show"), kShows),
    table: q.get("view") === "table",
  };
}

export function printView(view: AffordView): string {
  const parts = [
    view.region !== "us" ? `region=${view.region}` : "",
    view.price !== "home_value" ? `price=${view.price}` : "",
    view.level ? `level=${view.level}` : "",
    view.within ? `within=${view.within}` : "",
    view.show ? `show=${view.show}` : "",
    view.table ? "view=table" : "",
  ].filter((part) => part !== "");
  return `/afford${parts.length > 0 ? `?${parts.join("&")}` : ""}`;
}
