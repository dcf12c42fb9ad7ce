import { expect, test } from "vitest";
import { barOf, spanOf } from "./bar";

test("zero is always on the scale", () => {
  expect(spanOf([12, 3])).toEqual({ low: 0, high: 12 });
  expect(spanOf([-4, 12])).toEqual({ low: -4, high: 12 });
  expect(spanOf([-4, -1])).toEqual({ low: -4, high: 0 });
  expect(spanOf([0])).toBeNull();
});

test("bars grow from zero to both sides", () => {
  const span = { low: -4, high: 12 };
  expect(barOf(12, span)).toEqual({ x: 25, width: 75, zero: 25 });
  expect(barOf(-4, span)).toEqual({ x: 0, width: 25, zero: 25 });
  expect(barOf(0, span)).toEqual({ x: 25, width: 0, zero: 25 });
  expect(barOf(99, span)).toEqual({ x: 25, width: 75, zero: 25 });
});
