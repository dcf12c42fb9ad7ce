import { expect, test } from "vitest";
import type { SeriesUnit } from "@/shared/api/contract";
import type { Line } from "./lines";
import { assignScales, flatLines, looks } from "./scales";

function line(metric: string, unit: SeriesUnit, size: number, part: Partial<Line> = {}): Line {
  return {
    key: metric,
    region: "us",
    metric,
    label: metric,
    metricName: metric,
    unit,
    decimals: 2,
    frequency: "month",
    transform: "level",
    points: [{ time: 0, period: "2025-01", value: size }],
    ...part,
  };
}
const axes = (lines: Line[]) => Object.fromEntries(assignScales(lines));

test("one unit of one size has one axis", () => {
  expect(axes([line("home_value", "usd", 500_000), line("list_price", "usd", 450_000)])).toEqual({
    home_value: 0,
    list_price: 0,
  });
});

test("two units have an axis each, a third has none", () => {
  expect(axes([line("rent", "usd", 2000), line("mortgage_rate", "percent", 6), line("hpi", "index", 300)])).toEqual({
    rent: 0,
    mortgage_rate: 1,
  });
});

test("far apart sizes of one unit get two axes, the first chosen metric on the left", () => {
  expect(axes([line("home_value", "usd", 500_000), line("rent", "usd", 2000)])).toEqual({ home_value: 0, rent: 1 });
  expect(axes([line("rent", "usd", 2000), line("home_value", "usd", 500_000)])).toEqual({ rent: 0, home_value: 1 });
});

test("changes share one axis whatever their size", () => {
  expect(axes([line("a", "percent", 40, { transform: "yoy" }), line("b", "percent", 1, { transform: "yoy" })])).toEqual(
    { a: 0, b: 0 },
  );
});

test("all places of a metric share its axis", () => {
  expect(axes([line("permits", "count", 100_000), line("permits", "count", 20, { region: "zip-94110" })])).toEqual({
    permits: 0,
  });
});

test("lines much smaller than another on their axis lie flat, and so do those without an axis", () => {
  const flat = (lines: Line[]) => flatLines(lines, assignScales(lines)).map(({ key }) => key);
  const small = line("permits", "count", 20, { key: "small", region: "zip-94110" });
  expect(flat([line("permits", "count", 100_000), small])).toEqual(["small"]);
  expect(flat([line("home_value", "usd", 500_000), line("rent", "usd", 2000)])).toEqual([]);
  expect(flat([line("rent", "usd", 2000), line("rate", "percent", 6), line("hpi", "index", 300)])).toEqual(["hpi"]);
  expect(flat([line("a", "percent", 40, { transform: "yoy" }), line("b", "percent", 1, { transform: "yoy" })])).toEqual(
    [],
  );
});

test("colour tells metrics of one place, places of one metric, and dashes the metrics of several places", () => {
  expect(looks([line("a", "usd", 1), line("b", "usd", 1)])).toEqual([
    { colour: 1, dash: [] },
    { colour: 2, dash: [] },
  ]);
  const mixed = looks([line("a", "usd", 1), line("b", "usd", 1), line("a", "usd", 1, { region: "ca" })]);
  expect(mixed.map((l) => l.colour)).toEqual([1, 1, 2]);
  expect(mixed[1]?.dash).not.toEqual([]);
});
