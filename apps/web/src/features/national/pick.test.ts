import { expect, test } from "vitest";
import type { LatestValue } from "@/shared/api/contract";
import { kMaxCards, pick } from "./pick";

const values = (...ids: string[]) => ids.map((metric) => ({ metric }) as LatestValue);
const ids = (picked: LatestValue[]) => picked.map(({ metric }) => metric);

test("default metrics come first, forecasts last, the server's order otherwise", () => {
  expect(
    ids(pick(values("rent_growth_forecast", "inventory.week@zillow", "home_value", "inventory@zillow", "cpi"))),
  ).toEqual(["home_value", "cpi", "inventory.week@zillow", "inventory@zillow", "rent_growth_forecast"]);
});

test("no more than the limit", () => {
  expect(pick(values(...Array.from({ length: 30 }, (_, i) => `m${i}`)))).toHaveLength(kMaxCards);
});
