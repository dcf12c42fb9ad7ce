import { expect, test } from "vitest";
import type { AskingHousehold } from "@/shared/api/contract";
import { kHouseholdLimits, kNothingSaid } from "@/shared/state/household";
import { cashOf, countSaid, kFields, usualOf, whyUsual, type FieldName } from "./fields";

const usual = { income: null, rate: 6.36, down: 20, years: 30, market_rate: null } as AskingHousehold;

test("a slider goes nowhere its field may not", () => {
  for (const [name, { least, most, step }] of Object.entries(kFields)) {
    const [lowest, highest] = kHouseholdLimits[name as FieldName];
    expect(least, name).toBeGreaterThanOrEqual(lowest);
    expect(most, name).toBeLessThanOrEqual(highest);
    expect((most - least) / step, name).toBeGreaterThan(20);
  }
});

test("the usual is the server's, and nothing where it says nothing", () => {
  expect(usualOf("rate", usual)).toBe(6.36);
  expect(usualOf("income", usual)).toBeNull();
  expect(usualOf("rate", null)).toBeNull();
  expect(whyUsual("rate", usual)).toMatch(/say one/);
});

test("a share becomes a round sum", () => {
  expect(cashOf(20, 361_262.75)).toBe(70_000);
  expect(cashOf(0, 361_262.75)).toBe(0);
  expect(cashOf(20, null)).toBe(50_000);
});

test("zero is something said", () => {
  expect(countSaid({ ...kNothingSaid, down: 0, rate: 0 })).toBe(2);
});
