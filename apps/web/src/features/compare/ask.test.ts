import { expect, test } from "vitest";
import { comparisonOf, isAskable } from "./ask";

test("places and measures are lists; the usual measures are not named", () => {
  expect(comparisonOf({ regions: ["a", "b"], measures: [] })).toBe("/api/v1/compare?region=a%2Cb");
  const asked = comparisonOf({ regions: ["a"], measures: ["rent", "cagr(home_value,5)"] }, "csv");
  expect(new URLSearchParams(asked.split("?")[1]).get("metric")).toBe("rent,cagr(home_value)");
  expect(asked).toContain("format=csv");
});

test("growth over other years than five cannot stand in a list", () => {
  expect(["rent", "yoy(rent)", "cagr(rent,5)"].every(isAskable)).toBe(true);
  expect(isAskable("cagr(rent,10)")).toBe(false);
});
