import { expect, test } from "vitest";
import { between, move, spanOf } from "./window";

test("ends move within the history and never past one another", () => {
  expect(move({ first: 2, last: 8 }, "first", 3, 10)).toEqual({ first: 5, last: 8 });
  expect(move({ first: 2, last: 8 }, "first", 99, 10)).toEqual({ first: 7, last: 8 });
  expect(move({ first: 2, last: 8 }, "last", -99, 10)).toEqual({ first: 2, last: 3 });
  expect(move({ first: 2, last: 8 }, "last", 99, 10)).toEqual({ first: 2, last: 9 });
});

test("the whole window keeps its size", () => {
  expect(move({ first: 2, last: 8 }, "both", -5, 10)).toEqual({ first: 0, last: 6 });
  expect(move({ first: 2, last: 8 }, "both", 5, 10)).toEqual({ first: 3, last: 9 });
});

test("a window drawn backwards is the same window", () => {
  expect(between(7, 3, 10)).toEqual({ first: 3, last: 7 });
  expect(between(9, 9, 10)).toEqual({ first: 8, last: 9 });
});

test("times choose their points; an open side reaches to the end", () => {
  const times = [0, 10, 20, 30];
  expect(spanOf(times, null, null)).toEqual({ first: 0, last: 3 });
  expect(spanOf(times, 5, 25)).toEqual({ first: 1, last: 2 });
  expect(spanOf(times, 100, null)).toEqual({ first: 2, last: 3 });
});
