import { expect, test } from "vitest";
import { inputName, sharesOf, type Input } from "./temperature";

const input = (here: boolean, weight = 1) =>
  ({ input: "x", weight, less_is_hotter: false, measure: here ? {} : null }) as Input;

test("what is missing has no part in the score", () => {
  expect(sharesOf([input(true), input(false), input(true, 3)])).toEqual([25, null, 75]);
  expect(sharesOf([input(false)])).toEqual([null]);
});

test("an input that is new to this page is named by its id", () => {
  expect(inputName({ input: "months_of_supply" })).toBe("Months of supply");
  expect(inputName({ input: "new_thing" })).toBe("new thing");
});
