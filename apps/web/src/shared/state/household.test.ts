import { expect, test } from "vitest";
import { householdQuery, kNothingSaid, readHousehold } from "./household";

test("zero is a value, nothing is not", () => {
  const household = readHousehold('{"income":0,"rate":0,"down":null}');
  expect(household.income).toBe(0);
  expect(householdQuery(household)).toEqual({ income: 0, rate: 0 });
});

test("dollars in hand stand before a share of the price", () => {
  expect(householdQuery({ ...kNothingSaid, down: 10, cash: 50_000 })).toEqual({ cash: 50_000 });
});

test.each(["{", "null", "7", '{"rate":400,"years":0}', '{"income":"84000"}'])("%j reads as nothing said", (text) => {
  expect(readHousehold(text)).toEqual(kNothingSaid);
});
