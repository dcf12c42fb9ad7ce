import { expect, test } from "vitest";
import type { Metric } from "@/shared/api/contract";
import { knownLevels, levelOf } from "./known-levels";

const metrics = [
  { id: "home_value", coverage: { by_type: { us: 1, metro: 894, zip: 0 } } },
  { id: "sale_price", coverage: null },
] as unknown as Metric[];

test("the level shown is one that has the price, unless the reader chose", () => {
  expect(knownLevels(metrics, "home_value")).toEqual(["metro"]);
  expect(knownLevels(metrics, "sale_price")).toEqual([]);
  expect(levelOf({ level: null }, ["state", "metro", "county"])).toBe("county");
  expect(levelOf({ level: null }, ["metro"])).toBe("metro");
  expect(levelOf({ level: null }, [])).toBe("county");
  expect(levelOf({ level: "zip" }, ["metro"])).toBe("zip");
});
