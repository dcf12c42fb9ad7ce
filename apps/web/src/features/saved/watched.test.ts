import { expect, test } from "vitest";
import { byList, watchPath, type Watched } from "./watched";

const item = (list: string, label: string): Watched => ({ list, label, region: label.toLowerCase(), added: "" });

test("places stand by list and label", () => {
  const lists = byList([item("b", "Z"), item("a", "Y"), item("b", "A")]);
  expect(lists.map(({ name, items }) => [name, ...items.map(({ label }) => label)])).toEqual([
    ["a", "Y"],
    ["b", "A", "Z"],
  ]);
});

test("names are no way into another address", () => {
  expect(watchPath("../me", "a&b=c")).toBe("/api/v1/watchlist/..%2Fme?list=a%26b%3Dc");
});
