import { expect, test } from "vitest";
import { emptyTable, paint, pixelOf } from "./paint";
import { IndexRaster, kLand } from "./raster";
import type { View } from "./view";

const plain: View = { scale: 1, left: 0, top: 0 };
const ring = (...points: number[]) => Float32Array.from([...points, points[0] ?? 0, points[1] ?? 0]);
const rows = (raster: IndexRaster) =>
  Array.from({ length: raster.height }, (_, row) =>
    [...raster.cells.subarray(row * raster.width, (row + 1) * raster.width)].join(""),
  );

test("a pixel belongs to the polygon its middle lies in", () => {
  const raster = new IndexRaster(6, 4);
  raster.fill([ring(1, 1, 4.4, 1, 4.4, 3, 1, 3)], plain, 7);
  expect(rows(raster)).toEqual(["000000", "077700", "077700", "000000"]);
});

test("a hole is no part of it, and what lies outside the canvas does no harm", () => {
  const raster = new IndexRaster(6, 6);
  raster.fill([ring(-9, -9, 40, -9, 40, 40, -9, 40), ring(2, 2, 2, 4, 4, 4, 4, 2)], plain, 1);
  expect(rows(raster)).toEqual(["111111", "111111", "110011", "110011", "111111", "111111"]);
});

test("neighbours share their border without gap or overlap, whichever is drawn first", () => {
  const border = [3.3, 0, 5.7, 4.1, 2.2, 10];
  const left = [ring(0, 0, ...border, 0, 10)];
  const right = [ring(10, 0, 10, 10, 2.2, 10, 5.7, 4.1, 3.3, 0)];
  const draw = (first: typeof left, second: typeof left, numbers: [number, number]) => {
    const raster = new IndexRaster(10, 10);
    raster.fill(first, plain, numbers[0]);
    raster.fill(second, plain, numbers[1]);
    return raster.cells;
  };
  const one = draw(left, right, [1, 2]);
  expect(one).toEqual(draw(right, left, [2, 1]));
  expect([...one].every((cell) => cell > 0)).toBe(true);
});

test("zoomed and moved, the same place has the same number", () => {
  const square = [ring(2, 2, 4, 2, 4, 4, 2, 4)];
  const raster = new IndexRaster(20, 20);
  raster.fill(square, { scale: 10, left: 2.5, top: 2.5 }, 3);
  expect(raster.at(0, 0)).toBe(3);
  expect(raster.at(14, 14)).toBe(3);
  expect(raster.at(15.5, 4)).toBe(0);
});

test("hit testing: nothing outside, on land of nobody, or before anything is drawn", () => {
  const raster = new IndexRaster(4, 4);
  expect(raster.at(1, 1)).toBe(0);
  raster.fill([ring(0, 0, 4, 0, 4, 4, 0, 4)], plain, kLand);
  expect(raster.at(1, 1)).toBe(0);
  raster.fill([ring(0, 0, 2, 0, 2, 2, 0, 2)], plain, 5);
  expect([raster.at(1.9, 1.9), raster.at(-1, 1), raster.at(1, 4)]).toEqual([5, 0, 0]);
});

test("where discs overlap, the nearer point has the pixel", () => {
  const raster = new IndexRaster(20, 11);
  raster.disc(6, 5.5, 5, 1);
  raster.disc(12, 5.5, 5, 2);
  expect([raster.at(8, 5), raster.at(10, 5), raster.at(2, 5), raster.at(0, 0)]).toEqual([1, 2, 1, 0]);
  raster.clear();
  raster.disc(12, 5.5, 5, 2);
  raster.disc(6, 5.5, 5, 1);
  expect([raster.at(8, 5), raster.at(10, 5)]).toEqual([1, 2]);
});

test("colours come by number; the hatching only where it is asked for", () => {
  const table = emptyTable();
  table.plain.set([0, 10, 20]);
  table.hatched.set([0, 10, 99]);
  const out = new Uint32Array(6);
  paint(Uint16Array.from([1, 2, 2, 2, 0, 1]), 6, table, out);
  expect([...out]).toEqual([10, 20, 20, 20, 0, 10]);
  const second = new Uint32Array(2);
  paint(Uint16Array.from([2, 2]), 2, table, second);
  expect([...second]).toEqual([99, 20]);
});

test("a colour as ImageData holds it", () => {
  expect(pixelOf("#102030")).toBe(0xff302010);
  expect(pixelOf("#10203080")).toBe(0x80302010);
  expect(pixelOf("red")).toBe(0);
});
