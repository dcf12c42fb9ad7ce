import { expect, test } from "vitest";
import { kMaxPlaces, parseView, printView, splitList } from "./view-state";

test.each([
  "/compare",
  "/compare?regions=metro-41860,state-ca",
  "/compare?regions=us&metric=rent,cagr(rent,5),hpi&chart=rent&transform=index&from=2015-01&to=2020-12&vs=1",
])("%s is read and printed the same", (address) => {
  expect(printView(parseView(address))).toBe(address);
});

test("commas within parentheses part nothing", () => {
  expect(splitList("home_value,cagr(home_value,5), rent,")).toEqual(["home_value", "cagr(home_value,5)", "rent"]);
  expect(splitList("a(b,c")).toEqual([]);
  expect(splitList(null)).toEqual([]);
});

test("five places at most, each once; words that mean nothing are ignored", () => {
  expect(parseView("/compare?regions=a,b,a,c,d,e,f").regions).toEqual(["a", "b", "c", "d", "e"]);
  expect(parseView("/compare?regions=a,b,c,d,e,f").regions).toHaveLength(kMaxPlaces);
  expect(parseView("/compare?region=a,b").regions, "as the API names it").toEqual(["a", "b"]);
  expect(parseView("/compare?transform=log&from=x&vs=yes&chart=")).toEqual(parseView("/compare"));
});
