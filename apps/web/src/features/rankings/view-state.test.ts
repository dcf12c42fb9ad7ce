import { expect, test } from "vitest";
import { changed, kDefaultView, parseView, printView } from "./view-state";

test("the bare address is the default list, and prints as itself", () => {
  expect(parseView("/rankings")).toEqual(kDefaultView);
  expect(printView(kDefaultView)).toBe("/rankings");
});

test.each([
  "/rankings?type=county&metric=home_value&within=state-ca&period=2024-03&order=asc&offset=60",
  "/rankings?metric=cagr(home_value,10)",
  "/rankings?metric=hpi&period=2015-Q2",
  "/rankings?list=temperature&within=state-tx&order=asc",
])("%s is read and printed the same", (address) => {
  expect(printView(parseView(address))).toBe(address);
});

test("words that mean nothing are ignored", () => {
  expect(parseView("/rankings?type=us&period=soon&order=up&offset=-3&within=%3Cb%3E&metric=")).toEqual(kDefaultView);
  expect(parseView("/rankings?offset=1.5&within=us&list=x")).toEqual(kDefaultView);
});

test("the measure of a ranking does not stay in the address of the temperature", () => {
  expect(printView({ ...kDefaultView, list: "temperature", measure: "rent" })).toBe("/rankings?list=temperature");
});

test("a new choice begins at the first page", () => {
  const third = { ...kDefaultView, offset: 120 };
  expect(changed(third, { order: "asc" }).offset).toBe(0);
  expect(changed(third, { offset: 180 }).offset).toBe(180);
});
