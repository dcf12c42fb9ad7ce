import { expect, test } from "vitest";
import { lineOf, scalesOf, ticksOf } from "./path";

const frame = { width: 500, height: 200, left: 0, right: 0, top: 0, bottom: 0 };

test("ticks are round and hold every value and zero", () => {
  expect(ticksOf(0, 1_404_000)).toEqual([0, 500_000, 1_000_000, 1_500_000]);
  expect(ticksOf(-30, 80)).toEqual([-50, -25, 0, 25, 50, 75, 100]);
  expect(ticksOf(0, 0).at(0)).toBe(0);
});

test("a line goes from edge to edge, and is lifted over a gap", () => {
  const scales = scalesOf([1, 2, 3], [0, null, 100], frame);
  expect(scales.x(1)).toBe(0);
  expect(scales.x(3)).toBe(500);
  expect(scales.y(0)).toBe(200);
  expect(lineOf([1, 2, 3], [0, null, 100], scales)).toBe("M0.0 200.0M500.0 0.0");
  expect(lineOf([1, 2, 3], [0, 50, 100], scales)).toBe("M0.0 200.0L250.0 100.0L500.0 0.0");
});
