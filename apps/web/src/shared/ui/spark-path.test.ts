import { expect, test } from "vitest";
import { sparkPath } from "./spark-path";

test("the line is lifted over a gap and never drawn through it", () => {
  const { line } = sparkPath([1, 2, null, 3, 4], 100, 20);
  expect(line.match(/M/g)).toHaveLength(2);
  expect(line.match(/L/g)).toHaveLength(2);
});

test("zero is a value", () => {
  expect(sparkPath([0, 1], 108, 20)).toEqual({ line: "M4 16L104 4", end: { x: 104, y: 4 } });
});

test("a value alone between gaps is a dot; the end is the last value, not the last place", () => {
  expect(sparkPath([null, 5, null], 108, 20)).toEqual({ line: "M54 10h0", end: { x: 54, y: 10 } });
});

test("nothing known draws nothing", () => {
  expect(sparkPath([null, null], 100, 20)).toEqual({ line: "", end: null });
  expect(sparkPath([], 100, 20)).toEqual({ line: "", end: null });
});
