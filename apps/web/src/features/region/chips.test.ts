import { expect, test } from "vitest";
import { kFirstRows, kMaxChips, splitLatest, splitMetrics, type Named } from "./chips";

const named = (id: string): Named => ({ id, name: id, unit: "usd" });
const ids = (list: readonly Named[]) => list.map(({ id }) => id);

test("the first plain metrics are chips, variants wait behind them", () => {
  const all = ["home_value", "home_value.old", "rent", ...Array.from({ length: 10 }, (_, i) => `m${i}`)].map(named);
  const { chips, plain, variants } = splitMetrics(all, []);
  expect(chips).toHaveLength(kMaxChips);
  expect(ids(chips)).not.toContain("home_value.old");
  expect(ids(variants)).toEqual(["home_value.old"]);
  expect(chips.length + plain.length + variants.length).toBe(all.length);
});

test("what is shown is a chip whatever it is", () => {
  const all = ["a", "a.sa", ...Array.from({ length: 10 }, (_, i) => `m${i}`)].map(named);
  expect(ids(splitMetrics(all, ["a.sa", "m9"]).chips)).toEqual(expect.arrayContaining(["a.sa", "m9"]));
});

test("few numbers are shown at once, of many the plain ones first; none is lost", () => {
  const few = [{ metric: "a" }, { metric: "a.sa" }];
  expect(splitLatest(few)).toEqual({ first: few, rest: [] });
  const many = Array.from({ length: 40 }, (_, i) => ({ metric: i % 2 ? `m${i}` : `m${i}.sa` }));
  const { first, rest } = splitLatest(many);
  expect(first).toHaveLength(kFirstRows);
  expect(first.some(({ metric }) => metric.includes("."))).toBe(false);
  expect(first.length + rest.length).toBe(many.length);
});
