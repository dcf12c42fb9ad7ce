import { expect, test } from "vitest";
import type { Metric } from "@/shared/api/contract";
import { asks, readCondition } from "./condition";
import { examplesFor, kMaxExamples } from "./examples";

const metric = (id: string, zip: number) => ({ id, coverage: { by_type: { zip } } }) as unknown as Metric;
const everything = [
  "home_value",
  "rent",
  "median_income",
  "inventory",
  "list_price",
  "days_on_market",
  "days_to_pending",
];

test("only measures the level has, and no more than fit", () => {
  expect(examplesFor([], "zip")).toEqual([]);
  expect(examplesFor([metric("home_value", 5), metric("rent", 5000)], "zip")).toEqual([]);
  const few = examplesFor([metric("home_value", 130)], "zip");
  expect(few.length).toBeGreaterThan(0);
  for (const { needs } of few) expect(needs).toEqual(["home_value"]);
  expect(
    examplesFor(
      everything.map((id) => metric(id, 900)),
      "zip",
    ),
  ).toHaveLength(kMaxExamples);
});

test("every example is shown by sliders", () => {
  for (const { where } of examplesFor(
    [...everything, "home_value_growth_forecast"].map((id) => metric(id, 900)),
    "zip",
  )) {
    const read = readCondition(where);
    expect(read?.rest).toEqual([]);
    expect(read?.filters.every(asks)).toBe(true);
  }
});
