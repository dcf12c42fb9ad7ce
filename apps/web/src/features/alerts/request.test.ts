import { expect, test } from "vitest";
import { alertRequest, checkNumbers, firingUnit, thresholdUnit, type Typed } from "./request";

const typed: Typed = {
  name: " Boston ",
  where: "place",
  region: "metro-14460",
  list: "",
  metric: "home_value",
  transform: "level",
  op: "above",
  threshold: "$450,000",
  hysteresis: "",
  cooldown: "",
  delivery: "mail",
};

test("what was typed becomes a request", () => {
  expect(alertRequest(typed)).toEqual({
    good: {
      name: "Boston",
      region: "metro-14460",
      metric: "home_value",
      transform: "level",
      op: "above",
      threshold: 450_000,
      hysteresis: 0,
      cooldown: 0,
      delivery: "mail",
    },
  });
});

test("a watchlist takes the place of a place", () => {
  const checked = alertRequest({ ...typed, where: "list", list: "default" });
  expect(checked).toMatchObject({ good: { watchlist: "default" } });
  expect("good" in checked && "region" in checked.good).toBe(false);
});

test("every mistake is told at once", () => {
  const checked = alertRequest({ ...typed, region: null, threshold: "lots", hysteresis: "-1", cooldown: "1.5" });
  expect("wrong" in checked && Object.keys(checked.wrong).sort()).toEqual([
    "cooldown",
    "hysteresis",
    "region",
    "threshold",
  ]);
});

test("a threshold of zero is a threshold, an empty one is not", () => {
  expect(checkNumbers({ threshold: "0", hysteresis: "0.5", cooldown: "30" })).toEqual({
    good: { threshold: 0, hysteresis: 0.5, cooldown: 30 },
  });
  expect(checkNumbers({ threshold: "", hysteresis: "", cooldown: "" })).toHaveProperty("wrong.threshold");
});

test.each([
  ["usd", "level", "above", "$"],
  ["usd", "yoy", "above", "%"],
  ["percent", "yoy", "below", "percentage points"],
  ["days", "level", "crosses", "days"],
  ["usd", "level", "revised", "% of the value"],
] as const)("%s, %s, %s is measured in %s", (unit, transform, op, wanted) => {
  expect(thresholdUnit({ unit }, transform, op)).toBe(wanted);
});

test("firings are printed in what they are", () => {
  expect(firingUnit({ unit: "usd" }, "level", "above")).toBe("unit");
  expect(firingUnit({ unit: "usd" }, "mom", "above")).toBe("change");
  expect(firingUnit({ unit: "usd" }, "level", "percentile")).toBe("plain");
});
