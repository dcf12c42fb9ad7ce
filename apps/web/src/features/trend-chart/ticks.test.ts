import { expect, test } from "vitest";
import { logTicks } from "./ticks";

test("within one power of ten the ticks are round and even", () => {
  expect(logTicks(300_000, 1_250_000)).toEqual([400_000, 600_000, 800_000, 1_000_000, 1_200_000]);
});

test("over some powers of ten they are 1, 2, 5; over many the powers alone", () => {
  expect(logTicks(3, 400)).toEqual([5, 10, 20, 50, 100, 200]);
  expect(logTicks(2, 50_000)).toEqual([10, 100, 1000, 10_000]);
});

test("nothing at or below zero has a logarithm", () => {
  expect(logTicks(0, 10)).toEqual([]);
  expect(logTicks(5, 5)).toEqual([]);
});
