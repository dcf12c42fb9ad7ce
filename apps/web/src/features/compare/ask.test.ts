import { expect, test } from "vitest";
import { comparisonOf } from "./ask";

test("places and measures are lists; the usual measures are not named", () => {
  expect(comparisonOf({ regions: ["a", "b"], measures: [] })).toBe("/api/v1/compare?region=a%2Cb");
  const asked = comparisonOf({ regions: ["a"], measures: ["rent", "cagr(home_value,10)"] }, "csv");
  expect(new URLSearchParams(asked.split("?")[1]).get("metric")).toBe("rent,cagr(home_value,10)");
  expect(asked).toContain("format=csv");
});
