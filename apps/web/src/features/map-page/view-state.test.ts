import { expect, test } from "vitest";
import { insideOf, parseMapView, printMapView } from "./view-state";

test.each([
  "/map",
  "/map?level=county&measure=yoy(home_value)&within=state-ca&period=2025-03&breaks=jenks",
  "/map?level=zip&measure=cagr(home_value,10)&within=county-06037&scale=month&place=zip-90001&order=name",
  "/map?period=2024-Q4",
])("%s is read and printed the same", (address) => {
  expect(printMapView(parseMapView(address))).toBe(address);
});

test("what is not known is the default", () => {
  const view = parseMapView("/map?level=planet&breaks=x&period=soon&within=%3Cb%3E&measure=&order=up");
  expect(printMapView(view)).toBe("/map");
});

test("the nation is no place to be inside of", () => {
  expect(parseMapView("/map?within=us").within).toBeNull();
});

test("a measure is not longer than the server reads", () => {
  expect(parseMapView(`/map?measure=${"a".repeat(500)}`).measure).toHaveLength(120);
});

test("picking leads to a level inside that has the measure", () => {
  expect(insideOf("state", { county: 3000, zip: 9 })).toBe("county");
  expect(insideOf("state", { state: 51, metro: 800 })).toBe("metro");
  expect(insideOf("state", { state: 51 })).toBeNull();
  expect(insideOf("state", null)).toBe("county");
  expect(insideOf("county", { zip: 0 })).toBeNull();
  expect(insideOf("zip", null)).toBeNull();
});
