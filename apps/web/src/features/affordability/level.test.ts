import { expect, test } from "vitest";
import type { LevelAffordability } from "@/shared/api/contract";
import type { Terms } from "./formula";
import { classCount, kRuleParts, numbersOf, ordered, paint, showOf } from "./level";

const terms: Terms = { down: 0, cash: null, rate: 0, years: 10, tax: 0, insurance: 0, pmi: 0, rule: 30 };
// Without interest over ten years: a month costs price / 120.
const answer = {
  regions: ["a", "b", "c", "d"],
  columns: [
    { id: "price", values: [120_000, 240_000, 360_000, 480_000] },
    { id: "income", values: [80_000, null, 40_000, 96_000] },
  ],
} as unknown as LevelAffordability;
const numbers = numbersOf(answer);

test("each place is held against its own median where nothing is said", () => {
  const painted = paint(numbers, null, terms, "within");
  expect([...painted.shares]).toEqual([15, NaN, 90, 50]);
  expect([...painted.classes]).toEqual([1, 0, 2, 2]);
  expect(painted.compared).toBe(3);
  expect(painted.affordable).toBe(1);
});

test("an income of one's own holds everywhere, the rule itself is within it", () => {
  const painted = paint(numbers, 80_000, terms, "share");
  expect([...painted.shares]).toEqual([15, 30, 45, 60]);
  expect([...painted.classes]).toEqual([1, kRuleParts.indexOf(1) + 1, 5, 6]);
  expect(painted.affordable).toBe(2);
  expect(Math.max(...painted.classes)).toBeLessThanOrEqual(classCount.share);
});

test("an income of zero is an income: no share of it can be told", () => {
  expect(paint(numbers, 0, terms, "share").compared).toBe(0);
});

test("the income needed is known without any income", () => {
  // 1,000 a month takes 40,000 a year at 30 %.
  expect([...paint(numbers, null, terms, "needed").classes]).toEqual([1, 3, 4, 5]);
  expect(showOf(null, false)).toBe("needed");
  expect(showOf("share", false)).toBe("needed");
  expect(showOf(null, true)).toBe("share");
});

test("the list has the dearest home within the rule first, then the nearest without", () => {
  const painted = paint(numbers, 80_000, terms, "share");
  expect([...ordered(painted, numbers, terms.rule)]).toEqual([1, 0, 2, 3]);
});
