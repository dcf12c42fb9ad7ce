import { expect, test } from "vitest";
import type { ComparedMeasure } from "@/shared/api/contract";
import { alikeNames, differenceOf, hasHistory, periodOf } from "./cells";

const cell = (value: number, period = "2025-03") => ({ value, period }) as ComparedMeasure["cells"][number];
const row = (part: Partial<ComparedMeasure>) =>
  ({ unit: "usd", decimals: 0, alike: [], cells: [cell(200), cell(250)], ...part }) as ComparedMeasure;
const ids = ["a", "b"];

test("levels differ in percent, percents in points, the first from nothing", () => {
  expect(differenceOf(row({}), ids, 1)).toMatchObject({ kind: "difference", value: 25, text: "+25.0%" });
  expect(differenceOf(row({ unit: "percent", cells: [cell(2), cell(-1.5)] }), ids, 1)).toMatchObject({
    value: -3.5,
    text: "−3.50 pts",
  });
  expect(differenceOf(row({}), ids, 0)).toEqual({ kind: "none" });
});

test("of zero and less no percentage can be told", () => {
  expect(differenceOf(row({ unit: "people", cells: [cell(0), cell(12)] }), ids, 1)).toMatchObject({ text: "12" });
});

test("no difference is told where the survey tells no difference, or the periods differ", () => {
  expect(differenceOf(row({ alike: [["b", "a"]] }), ids, 1)).toEqual({ kind: "alike" });
  expect(differenceOf(row({ cells: [cell(1), cell(2, "2024-01")] }), ids, 1)).toEqual({ kind: "other period" });
  expect(differenceOf(row({ cells: [cell(1), null] }), ids, 1)).toEqual({ kind: "none" });
});

test("a row has one period or several", () => {
  expect(periodOf(row({ cells: [cell(1), null, cell(2)] }))).toBe("2025-03");
  expect(periodOf(row({ cells: [cell(1), cell(2, "2024-01")] }))).toBeNull();
});

test("names of what is not told apart", () => {
  expect(alikeNames(row({ alike: [["a", "b"]] }), (id) => id.toUpperCase())).toEqual(["A and B"]);
});

test("a single value has no history", () => {
  expect(hasHistory({ history: 50, yoy: null })).toBe(false);
  expect(hasHistory({ history: 50, yoy: 1 })).toBe(true);
  expect(hasHistory({ history: 94.4, yoy: null })).toBe(true);
  expect(hasHistory({ history: null, yoy: 1 })).toBe(false);
});
