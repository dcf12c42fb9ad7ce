import { expect, test } from "vitest";
import type { RankedRegion } from "@/shared/api/contract";
import { sidesOf } from "./movers";

const rows = (...values: number[]) => values.map((value) => ({ value }) as RankedRegion);
const told = (sides: ReturnType<typeof sidesOf>) =>
  sides.map(({ title, rows: shown }) => [title, ...shown.map(({ value }) => value)]);

test("rises and falls", () => {
  expect(told(sidesOf(rows(9, 5), rows(-4, -1)))).toEqual([
    ["Rising most", 9, 5],
    ["Falling most", -4, -1],
  ]);
});

test("what rises is not told as falling, nor the other way round", () => {
  expect(told(sidesOf(rows(9, 5), rows(1, 2)))).toEqual([
    ["Rising most", 9, 5],
    ["Rising least", 1, 2],
  ]);
  expect(told(sidesOf(rows(-1, -2), rows(-9, -5)))[0]).toEqual(["Falling least", -1, -2]);
  expect(told(sidesOf(rows(9), rows(-4, 1)))[1]).toEqual(["Falling most", -4]);
});
