import { expect, test } from "vitest";
import { parseView, printView } from "./view-state";

test.each([
  "/rent-or-buy",
  "/rent-or-buy?region=metro-41860&horizon=10&appreciation=-2.5&rent_growth=0&return=4&maintenance=1.5&price=400000",
  "/rent-or-buy?buying=2&selling=5&rent=2200",
])("%s survives reading and printing", (address) => {
  expect(printView(parseView(address))).toBe(address);
});

test("zero is said, what is not allowed is not read", () => {
  expect(parseView("/rent-or-buy?appreciation=0").terms).toEqual({ appreciation: 0 });
  expect(parseView("/rent-or-buy?horizon=7.5&return=900&buying=-1&selling=&price=x&region=%3C").terms).toEqual({});
});
