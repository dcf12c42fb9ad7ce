import { expect, test } from "vitest";
import { printNumber, readTyped, sayNumber } from "./number-text";

test("numbers are printed without noise and read back", () => {
  expect(printNumber(84_000, "usd")).toBe("84,000");
  expect(printNumber(0.1 + 0.2, "percent")).toBe("0.3");
  expect(printNumber(0, "percent")).toBe("0");
  expect(printNumber(null, "usd")).toBe("");
  expect(readTyped("$84,000", "usd", [0, 1e9])).toEqual({ value: 84_000, error: null });
});

test("zero is said, an empty field is not", () => {
  expect(readTyped("0", "percent", [0, 30])).toEqual({ value: 0, error: null });
  expect(readTyped("  ", "percent", [0, 30])).toEqual({ value: null, error: null });
});

test("what is wrong is told", () => {
  expect(readTyped("a lot", "usd", [0, 1e9]).error).toMatch(/not a number/);
  expect(readTyped("31", "percent", [0, 30]).error).toBe("From 0% to 30%.");
  expect(readTyped("7.5", "years", [1, 50]).error).toMatch(/Whole years/);
  expect(readTyped("-1", "usd", [0, 1e9]).error).toBe("From $0 to $1,000,000,000.");
});

test("numbers are said with their unit", () => {
  expect(sayNumber(1, "years")).toBe("1 year");
  expect(sayNumber(2985.88, "usd-month")).toBe("$2,985.88 a month");
});
