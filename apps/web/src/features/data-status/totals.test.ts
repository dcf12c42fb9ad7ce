import { expect, test } from "vitest";
import type { Import } from "@/shared/api/contract";
import { totalsOf } from "./totals";

const file = (kept: number, refused = 0, cells_refused = 0) => ({ kept, refused, cells_refused }) as Import;

test("rows and cells add up; a file counts once however much of it was refused", () => {
  expect(totalsOf([file(100), file(50, 2, 3), file(7, 0, 1)])).toEqual({
    files: 3,
    kept: 157,
    refused: 2,
    cells: 4,
    imperfect: 2,
  });
});

test("without imports everything is zero", () => {
  expect(totalsOf([])).toEqual({ files: 0, kept: 0, refused: 0, cells: 0, imperfect: 0 });
});
