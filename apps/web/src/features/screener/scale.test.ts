import { expect, test } from "vitest";
import { barOf, kBars, kNoBar, makeScale, niceStep, positionOf, valueAt } from "./scale";

const range = (n: number, of: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => of(i));

test("changes have an even scale between the outer percentiles", () => {
  const scale = makeScale(
    range(201, (i) => i / 10 - 10),
    4,
  );
  expect(scale.log).toBe(false);
  expect(scale.low).toBeCloseTo(-9.8);
  expect(scale.high).toBeCloseTo(9.8);
  expect(valueAt(scale, scale.steps / 2)).toBe(0);
});

test("amounts over orders of magnitude have a logarithmic one", () => {
  const scale = makeScale(
    range(1000, (i) => 50_000 * 1.004 ** i),
    2,
  );
  expect(scale.log).toBe(true);
  expect(valueAt(scale, 100)).toBeCloseTo(Math.sqrt(scale.low * scale.high), -4);
  expect(String(valueAt(scale, 77))).toMatch(/^\d{3}0+$/);
});

test("a position's value lies at that position", () => {
  for (const scale of [
    makeScale(
      range(500, (i) => i * 3.7 - 400),
      1,
    ),
    makeScale(
      range(999, (i) => 1.01 ** i),
      2,
    ),
  ])
    for (let position = 1; position < scale.steps; position += 1)
      expect(Math.abs(positionOf(scale, valueAt(scale, position)) - position)).toBeLessThanOrEqual(1);
});

test("values beyond keep off the ends, which mean no bound", () => {
  const scale = makeScale(
    range(100, (i) => i),
    0,
  );
  expect(positionOf(scale, -1e9)).toBe(1);
  expect(positionOf(scale, 1e9)).toBe(scale.steps - 1);
  expect(barOf(scale, -1e9)).toBe(0);
  expect(barOf(scale, 1e9)).toBe(kBars - 1);
  expect(barOf(scale, NaN)).toBe(kNoBar);
});

test("one value, or none, is no fault", () => {
  const one = makeScale([7], 0);
  expect(valueAt(one, one.steps)).toBe(8);
  expect(barOf(one, 7)).toBe(0);
  expect(makeScale([], 2).high).toBeGreaterThan(makeScale([], 2).low);
});

test("steps are round", () => {
  expect([0.034, 7, 2.2, 1].map(niceStep)).toEqual([0.02, 5, 2, 1]);
});

test("each step of a slider is another bound", () => {
  const scale = makeScale(
    range(900, (i) => Math.round(i / 10 - 45) / 10),
    1,
  );
  const bounds = Array.from({ length: scale.steps + 1 }, (_, position) => valueAt(scale, position));
  expect(new Set(bounds).size).toBe(bounds.length);
});
