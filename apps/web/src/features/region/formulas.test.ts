import { expect, test } from "vitest";
import { changeFormula, rankFormula } from "./formulas";

const change = { unit: "percent" as const, mom: 1, yoy: 2 };

test("changes say of what they are made", () => {
  expect(changeFormula({ frequency: "month", period: "2025-03", change }, "yoy")).toBe(
    "(Value of Mar 2025 ÷ value a year before − 1) × 100",
  );
  expect(changeFormula({ frequency: "week", period: "2025-01-04", change }, "mom")).toMatch(/four weeks before/);
  expect(changeFormula({ frequency: "month", period: "2025-03", change: { ...change, unit: "points" } }, "mom")).toBe(
    "Percentage points: value of Mar 2025 − value a month before",
  );
});

test("a rank says among how many of what, and in which period", () => {
  const rank = { position: 5, of: 894, percentile: 99.4966, among: "metro" as const };
  expect(rankFormula({ rank, period: "2025-03" })).toBe(
    "1 + how many of the 894 metro areas with a value in Mar 2025 are higher; 99.5 % are lower, equals counting half",
  );
  expect(rankFormula({ rank: null, period: "2025-03" })).toBeUndefined();
});
