// Lists that people ask for, in plain words. Pure. Only those are offered of which something has been imported.

import { choicesFor, isDerived, parseMeasure } from "@/features/measures";
import type { Metric, RegionType } from "@/shared/api/contract";
import { kDefaultView, type Order, type RankingView } from "./view-state";

interface ReadyList {
  name: string;
  type: RegionType;
  measure: string;
  order: Order;
}

export const kReadyLists: readonly ReadyList[] = [
  { name: "Fastest rising home values, metro areas", type: "metro", measure: "yoy(home_value)", order: "desc" },
  {
    name: "Home values falling most or rising least, metro areas",
    type: "metro",
    measure: "yoy(home_value)",
    order: "asc",
  },
  { name: "Most expensive metro areas", type: "metro", measure: "home_value", order: "desc" },
  { name: "Least expensive metro areas", type: "metro", measure: "home_value", order: "asc" },
  { name: "Home values by state", type: "state", measure: "home_value", order: "desc" },
  { name: "Growth over ten years, states", type: "state", measure: "cagr(home_value,10)", order: "desc" },
  { name: "Fastest rising rents, metro areas", type: "metro", measure: "yoy(rent)", order: "desc" },
  { name: "Highest rents, counties", type: "county", measure: "rent", order: "desc" },
  { name: "Dearest to buy against renting", type: "metro", measure: "price_to_rent", order: "desc" },
  { name: "Where homes go fastest", type: "metro", measure: "days_to_pending", order: "asc" },
  { name: "Longest on the market, counties", type: "county", measure: "days_on_market", order: "desc" },
  { name: "Household income by county", type: "county", measure: "median_income", order: "desc" },
  { name: "Most building permits, metro areas", type: "metro", measure: "permits_units", order: "desc" },
];

/** What a number made of several metrics is made of. */
const kParts: Record<string, readonly string[]> = { price_to_rent: ["home_value", "rent"] };

export function offered(metrics: readonly Metric[]): ReadyList[] {
  const held = new Map<RegionType, Set<string>>();
  const has = (type: RegionType, metric: string): boolean => {
    const known = held.get(type) ?? new Set(choicesFor(metrics, type).map(({ id }) => id));
    held.set(type, known);
    return known.has(metric);
  };
  return kReadyLists.filter(({ type, measure }) => {
    const { metric } = parseMeasure(measure);
    return (isDerived(metric) ? (kParts[metric] ?? []) : [metric]).every((part) => has(type, part));
  });
}

export const viewOf = ({ type, measure, order }: ReadyList): RankingView => ({ ...kDefaultView, type, measure, order });

/** The ready-made list that is being looked at, whatever the place and the period. */
export const readyListOf = (view: RankingView): ReadyList | undefined =>
  kReadyLists.find(
    ({ type, measure, order }) =>
      view.list === "ranking" && type === view.type && measure === view.measure && order === view.order,
  );
