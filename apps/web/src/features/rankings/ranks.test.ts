import { expect, test } from "vitest";
import type { RankedRegion } from "@/shared/api/contract";
import { positionOf } from "./ranks";

const row = (rank: number, ranks?: number[]) => ({ rank, region: "x", label: "x", value: 1, ranks }) as RankedRegion;
const texts = (rows: RankedRegion[], offset = 0) => rows.map((_, i) => positionOf(rows, i, offset).text);

test("equal values share the better rank, over the borders of pages too", () => {
  expect(texts([row(1), row(2), row(2), row(4)])).toEqual(["1", "2=", "2=", "4"]);
  expect(texts([row(60), row(62)], 60)).toEqual(["60=", "62"]);
});

test("a value with a margin has the ranks the survey leaves open", () => {
  expect(texts([row(1, [1, 1]), row(2, [2, 4]), row(1234, [1200, 1300])])).toEqual(["1", "2–4", "1,200–1,300"]);
  expect(positionOf([row(2, [2, 4])], 0, 1)).toMatchObject({ open: true, meaning: "could be any rank from 2 to 4" });
  expect(positionOf([row(2, [2, 2])], 0, 1).open).toBe(false);
});
