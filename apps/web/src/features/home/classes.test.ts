import { expect, test } from "vitest";
import { classesOf } from "./classes";

test("a value on a break belongs to the class above it", () => {
  expect([...classesOf([-5, 0, 1.9, 2, 7], [0, 2])]).toEqual([1, 2, 2, 3, 3]);
});
