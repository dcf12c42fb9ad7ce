import { expect, test } from "vitest";
import type { Metric } from "@/shared/api/contract";
import { kReadyLists, offered, readyListOf, viewOf } from "./ready-lists";

const metric = (id: string, by_type: Record<string, number>) => ({ id, name: id, coverage: { by_type } }) as Metric;

test("only lists with data are offered", () => {
  expect(offered([])).toEqual([]);
  const names = offered([metric("home_value", { metro: 894 }), metric("rent", { county: 1360 })]).map(
    ({ measure, type }) => `${measure} ${type}`,
  );
  expect(names).toEqual([
    "yoy(home_value) metro",
    "yoy(home_value) metro",
    "home_value metro",
    "home_value metro",
    "rent county",
  ]);
});

test("a number made of two metrics needs both", () => {
  const has = (metrics: Metric[]) => offered(metrics).some(({ measure }) => measure === "price_to_rent");
  expect(has([metric("home_value", { metro: 9 })])).toBe(false);
  expect(has([metric("home_value", { metro: 9 }), metric("rent", { metro: 9 })])).toBe(true);
});

test("each list is found again in the view it opens, and no two open the same", () => {
  for (const list of kReadyLists) expect(readyListOf(viewOf(list))).toBe(list);
});
