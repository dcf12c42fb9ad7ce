import { expect, test } from "vitest";
import { kEmptyView, parseView, printView, shownOf, withFilters } from "./view-state";

test.each([
  "/screener",
  "/screener?level=county&within=state-ca&period=2024-06&where=rent+%3C+2000&sort=rent&order=asc&offset=50",
  "/screener?where=rent+%3C+2000&horizon=24&outcome=rent",
  "/screener?where=cagr(rent,5)+%3E%3D+0&columns=rent,cagr(rent,5)",
])("%s is read and printed the same", (address) => {
  expect(printView(parseView(address))).toBe(address);
});

test("what is not allowed counts as not said", () => {
  expect(parseView("/screener?level=planet&within=us&period=soon&order=up&offset=-5&horizon=7")).toEqual(kEmptyView);
  expect(parseView("/screener?as_of=2024-01-01")).toEqual(kEmptyView);
});

test("a plus sign in the text survives the address", () => {
  const view = { ...kEmptyView, where: "rent > +5" };
  expect(parseView(printView(view))).toEqual(view);
});

test("measures without a condition have a slider too, in the order of the columns", () => {
  const { filters, rest } = shownOf({ ...kEmptyView, where: "rent >= 0 and (a > 1 or b > 2)", columns: ["x", "rent"] });
  expect(filters.map(({ measure }) => measure)).toEqual(["x", "rent"]);
  expect(rest).toEqual(["(a > 1 or b > 2)"]);
});

test("changed filters keep every measure and drop a sort that went", () => {
  const view = { ...kEmptyView, where: "rent > 5", sort: "rent", offset: 100 };
  const { filters, rest } = shownOf(view);
  expect(withFilters(view, filters, rest)).toEqual({ ...view, offset: 0 });
  const loose = filters.map((filter) => ({ ...filter, low: null }));
  expect(withFilters(view, loose, rest)).toMatchObject({ where: "", columns: ["rent"], sort: "rent" });
  expect(withFilters(view, [], rest)).toMatchObject({ where: "", columns: [], sort: null });
});

test("text that cannot be read stays as it is", () => {
  const shown = shownOf({ ...kEmptyView, where: "rent >>> 5" });
  expect(shown).toEqual({ filters: [], rest: ["rent >>> 5"], readable: false });
});
