import { expect, test } from "vitest";
import type { RentOrBuyAnswer } from "@/shared/api/contract";
import { differenceText, growthText, percent, stayText, stayWords } from "./words";

const answer = (break_even: object) => ({ break_even }) as RentOrBuyAnswer;

test("months are said in years and months", () => {
  expect(stayText(54)).toBe("4 years and 6 months");
  expect(stayText(12)).toBe("1 year");
  expect(stayText(1)).toBe("1 month");
  expect(stayText(0)).toBe("no time at all");
});

test("which costs less, without a verdict", () => {
  expect(differenceText(3600)).toBe("buying costs $3,600 less");
  expect(differenceText(-3600)).toBe("renting costs $3,600 less");
  expect(differenceText(0.2)).toBe("both cost the same");
});

test("the break-even that there is, and none", () => {
  expect(growthText(answer({ appreciation: { percent: -1.5916, buying_costs_less: "above" } }))).toMatch(
    /−1.6% a year/,
  );
  expect(growthText(answer({ appreciation: { percent: null, buying_costs_less: "always" } }))).toMatch(
    /costs less at any/,
  );
  expect(growthText(answer({ appreciation: { percent: null, buying_costs_less: "never" } }))).toMatch(
    /costs more at any/,
  );
  expect(stayWords(answer({ stay: { months: null, buying_costs_less: "never" } }))).toMatch(/any stay/);
  expect(percent(0)).toBe("0%");
});
