import { expect, test } from "vitest";
import type { Provenance, Series } from "@/shared/api/contract";
import { align, fillGaps, lonePoints, pointAt, toLines, type Line } from "./lines";
import { summarise } from "./print";

const names = { region: (id: string) => id.toUpperCase(), metric: (id: string) => id };

export function series(part: Partial<Series>): Series {
  return {
    region: "us",
    metric: "rent",
    source: "zillow",
    unit: "usd",
    decimals: 2,
    frequency: "month",
    transform: "level",
    periods: [],
    values: [],
    prov: {} as Provenance,
    ...part,
  };
}
const line = (part: Partial<Series>): Line => {
  const [made] = toLines([series(part)], names);
  if (!made) throw new Error("no line");
  return made;
};

test("months left out between two others become gaps", () => {
  const { points } = line({ periods: ["2024-11", "2025-02"], values: [1, 4] });
  expect(points.map((p) => p.value)).toEqual([1, null, null, 4]);
  expect(points.map((p) => p.period)).toEqual(["2024-11", null, null, "2025-02"]);
});

test("a frequency without a fixed step is left as it is", () => {
  const points = [
    { time: 0, period: "2010-2014", value: 1 },
    { time: 1e9, period: "2015-2019", value: 2 },
  ];
  expect(fillGaps(points, "5-year")).toEqual(points);
});

test("zero stays zero, null stays null", () => {
  expect(line({ periods: ["2025-01", "2025-02"], values: [0, null] }).points.map((p) => p.value)).toEqual([0, null]);
});

test("lines of different frequency share times; where another line has a point there is no gap", () => {
  const { times, values } = align([
    line({ periods: ["2025-01", "2025-02"], values: [1, 2] }),
    line({ frequency: "quarter", periods: ["2025-Q1"], values: [9] }),
  ]);
  expect(times).toHaveLength(2);
  expect(values).toEqual([
    [1, 2],
    [9, undefined],
  ]);
});

test("a value between gaps gets a dot, its neighbours do not", () => {
  expect(lonePoints([1, 2, null, 3, null, 4])).toEqual([3, 5]);
  expect(lonePoints([1, undefined, 2])).toEqual([]);
  expect(lonePoints([undefined, 0, undefined])).toEqual([1]);
});

test("a moment belongs to the period that holds it, and to none outside", () => {
  const quarter = line({ frequency: "quarter", periods: ["2025-Q1", "2025-Q2"], values: [1, 2] });
  const at = (text: string) => pointAt(quarter, Date.parse(text) / 1000)?.period ?? null;
  expect(at("2024-12-31")).toBeNull();
  expect(at("2025-03-01")).toBe("2025-Q1");
  expect(at("2025-04-01")).toBe("2025-Q2");
  expect(at("2025-07-01")).toBeNull();
});

test("labels say only what tells the lines apart", () => {
  const labels = (all: Series[]) => toLines(all, names).map((l) => l.label);
  expect(labels([series({}), series({ metric: "hpi" })])).toEqual(["rent", "hpi"]);
  expect(labels([series({}), series({ region: "ca" })])).toEqual(["US", "CA"]);
  expect(labels([series({}), series({ region: "ca" }), series({ metric: "hpi" })])).toEqual([
    "rent, US",
    "rent, CA",
    "hpi, US",
  ]);
});

test("the summary tells begin, end, highest and gaps", () => {
  const text = summarise([line({ periods: ["2025-01", "2025-02", "2025-03"], values: [1000, null, 900] })]);
  expect(text).toBe(
    "rent: from $1,000 in Jan 2025 to $900 in Mar 2025; highest $1,000 in Jan 2025; 1 period without a value.",
  );
  expect(summarise([line({})])).toBe("rent: no values in this window.");
});
