import { expect, test } from "vitest";
import { formatAxis, formatChange, formatValue } from "./number";

test.each([
  [1_170_000.12, "usd", 2, "$1,170,000"],
  [3120, "usd", 2, "$3,120"],
  [-3120, "usd", 2, "−$3,120"],
  [6.65, "percent", 2, "6.65%"],
  [312.36, "index", 2, "312.4"],
  [1204, "count", 0, "1,204"],
  [38, "days", 0, "38 days"],
  [59, "days", 2, "59 days"],
  [1, "days", 0, "1 day"],
  [48, "index", 0, "48"],
  [1502, "thousands", 0, "1,502K"],
  [0.984, "ratio", 2, "0.98"],
  [0, "usd", 2, "$0"],
  [-0.2, "usd", 2, "$0"],
] as const)("%d %s prints %s", (value, unit, decimals, printed) => {
  expect(formatValue(value, unit, decimals)).toBe(printed);
});

test("only a missing value prints as missing", () => {
  expect(formatValue(null, "usd")).toBe("–");
  expect(formatValue(undefined, "usd")).toBe("–");
  expect(formatValue(Number.NaN, "usd")).toBe("–");
  expect(formatChange(null)).toBe("–");
  expect(formatChange(0)).toBe("0.0%");
});

test("changes carry their sign, a rounded zero none", () => {
  expect(formatChange(0.41)).toBe("+0.4%");
  expect(formatChange(-1.24)).toBe("−1.2%");
  expect(formatChange(-0.01)).toBe("0.0%");
  expect(formatChange(-0.45, 2, "points")).toBe("−0.45 pts");
});

test("axes are short", () => {
  expect(formatAxis(1_200_000, "usd")).toBe("$1.2M");
  expect(formatAxis(-1500, "usd")).toBe("−$1.5K");
  expect(formatAxis(-10, "percent")).toBe("−10%");
  expect(formatAxis(0, "percent")).toBe("0%");
});
