// Ready screens to start from, made of the measures a level really has. Pure.

import type { Metric, RegionType } from "@/shared/api/contract";

export interface Example {
  name: string;
  where: string;
  needs: readonly string[];
}

export const kMaxExamples = 5;
/** A measure fewer places have is no start for a screen. */
const kFewest = 25;

const kExamples: readonly Example[] = [
  {
    name: "Prices falling, rents rising",
    where: "yoy(home_value) < 0 and yoy(rent) > 0",
    needs: ["home_value", "rent"],
  },
  { name: "Rent pays for the home", where: "gross_yield >= 7 and yoy(home_value) >= 0", needs: ["home_value", "rent"] },
  { name: "Within reach of local incomes", where: "price_to_income <= 3", needs: ["home_value", "median_income"] },
  {
    name: "More for sale, lower asking prices",
    where: "yoy(inventory) >= 20 and yoy(list_price) < 0",
    needs: ["inventory", "list_price"],
  },
  {
    name: "Under $250,000 and still gaining",
    where: "home_value <= 250000 and yoy(home_value) >= 2",
    needs: ["home_value"],
  },
  { name: "Forecast to gain", where: "home_value_growth_forecast >= 2", needs: ["home_value_growth_forecast"] },
  { name: "Forecast to fall", where: "home_value_growth_forecast < 0", needs: ["home_value_growth_forecast"] },
  { name: "Long boom, now turning", where: "cagr(home_value,5) >= 6 and yoy(home_value) < 0", needs: ["home_value"] },
  {
    name: "Homes wait for buyers",
    where: "days_on_market >= 75 and yoy(days_on_market) > 0",
    needs: ["days_on_market"],
  },
  { name: "Sold in two weeks", where: "days_to_pending <= 14", needs: ["days_to_pending"] },
];

export function examplesFor(metrics: readonly Metric[], type: RegionType): Example[] {
  const places = new Map(metrics.map(({ id, coverage }) => [id, coverage?.by_type[type] ?? 0]));
  return kExamples.filter(({ needs }) => needs.every((id) => (places.get(id) ?? 0) >= kFewest)).slice(0, kMaxExamples);
}
