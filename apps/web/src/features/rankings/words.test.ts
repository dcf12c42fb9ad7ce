import { expect, test } from "vitest";
import { coverageOf, headingOf, listed, regionAddress, small } from "./words";

test("sentences", () => {
  expect(headingOf("metro", "Home value, change in a year")).toBe("Metro areas by home value, change in a year");
  expect(headingOf("zip", "Rent")).toBe("ZIP codes by rent");
  expect(small("ZIP")).toBe("ZIP");
  expect(coverageOf(894, 1006, "metro")).toBe("894 of 1,006 metro areas with any data have a value");
  expect(coverageOf(1, 51, "state")).toBe("1 of 51 states with any data has a value");
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
  expect(listed(["a"])).toBe("a");
});

test("a place opens with the chart of what it is ranked by", () => {
  expect(regionAddress("state-ca", { metric: "home_value", transform: "yoy" })).toBe(
    "/region/state-ca?metric=home_value&transform=yoy",
  );
  expect(regionAddress("state-ca", { metric: "inventory@zillow", transform: "cagr" })).toBe(
    "/region/state-ca?metric=inventory%40zillow",
  );
});
