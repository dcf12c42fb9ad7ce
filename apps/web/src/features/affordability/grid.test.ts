import { expect, test } from "vitest";
import type { Terms } from "./formula";
import { gridOf } from "./grid";

const terms: Terms = { down: 20, cash: null, rate: 6.5, years: 30, tax: 1.1, insurance: 0.35, pmi: 0.58, rule: 30 };

test("the middle is the terms as they are", () => {
  const { rows, rates, prices } = gridOf(400_000, 120_000, terms);
  expect(rates).toEqual([4.5, 5.5, 6.5, 7.5, 8.5]);
  expect(prices).toEqual([320_000, 360_000, 400_000, 440_000, 480_000]);
  expect(rows.flat().filter(({ here }) => here)).toEqual([rows[2]?.[2]]);
});

test("a month costs more with a higher rate and with a higher price", () => {
  const { rows } = gridOf(400_000, 120_000, terms);
  rows.forEach((row, r) =>
    row.forEach(({ monthly }, p) => {
      expect(monthly).toBeGreaterThan(rows[r - 1]?.[p]?.monthly ?? 0);
      expect(monthly).toBeGreaterThan(row[p - 1]?.monthly ?? 0);
    }),
  );
});

test("no rate below zero, none twice; without income nothing is said to be within", () => {
  const { rates, rows } = gridOf(400_000, null, { ...terms, rate: 0.5 });
  expect(rates).toEqual([0, 0.5, 1.5, 2.5]);
  expect(rows.flat().every(({ within }) => within === null)).toBe(true);
});
