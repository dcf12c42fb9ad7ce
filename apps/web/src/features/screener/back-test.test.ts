import { expect, test } from "vitest";
import type { ScreenHistoryAnswer } from "@/shared/api/contract";
import { excessText, linesOf, within } from "./back-test";

const period = (text: string, median: number | null) => ({
  period: text,
  matched: 40,
  with_outcome: 40,
  all: 90,
  mean: median,
  median,
  mean_of_all: 1,
  median_of_all: 1.5,
});
const answer = {
  outcome: "home_value",
  frequency: "month",
  periods: [period("2021-01", 3), period("2021-02", null), period("2021-04", 0)],
} as unknown as ScreenHistoryAnswer;

test("two lines of medians; a month nobody matched and a month left out are gaps", () => {
  const [matched, all] = linesOf(answer, "counties");
  expect(matched?.points.map(({ value }) => value)).toEqual([3, null, null, 0]);
  expect(all?.points.map(({ value }) => value)).toEqual([1.5, 1.5, null, 1.5]);
  expect(all?.label).toBe("All counties");
});

test("a window keeps its own months", () => {
  const [matched] = within(linesOf(answer, "counties"), "2021-02", "2021-04");
  expect(matched?.points.map(({ period: p }) => p)).toEqual(["2021-02", null, "2021-04"]);
});

test("an excess in words", () => {
  expect(excessText(1.234)).toBe("1.23 percentage points more");
  expect(excessText(-0.5)).toBe("0.50 percentage points less");
  expect(excessText(0)).toBe("the same");
  expect(excessText(null)).toBe("not known");
});
