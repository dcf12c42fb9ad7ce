import { expect, test } from "vitest";
import { parseNumber, parseWhole } from "./number";

test.each([
  ["1,200,000", 1_200_000],
  ["$450,000", 450_000],
  [" -2.5 % ", -2.5],
  ["−1", -1],
  [".5", 0.5],
  ["0", 0],
  ["7.", 7],
])("%j is %d", (text, wanted) => {
  expect(parseNumber(text)).toBe(wanted);
});

test.each(["", "abc", "1,2", "1.2.3", "1e9", "--1", "Infinity"])("%j is no number", (text) => {
  expect(parseNumber(text)).toBeNull();
});

test("whole numbers", () => {
  expect(parseWhole("30")).toBe(30);
  expect(parseWhole("1.5")).toBeNull();
  expect(parseWhole("-1")).toBeNull();
});
