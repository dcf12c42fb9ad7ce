import { expect, test } from "vitest";
import type { DisagreementAnswer } from "@/shared/api/contract";
import { disagreementLines } from "./lines";

const index = (metric: string, region: string, values: (number | null)[]) =>
  ({ metric, name: metric, region, label: region.toUpperCase(), values }) as DisagreementAnswer["indices"][number];

test("each measure is a line of its own time; one of a place around says so", () => {
  const lines = disagreementLines({
    region: "metro-1",
    unit: "index",
    decimals: 1,
    frequency: "quarter",
    periods: ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"],
    indices: [index("home_value", "metro-1", [null, 100, null, 104]), index("hpi", "state-ca", [100, 101, null, null])],
  });
  expect(lines.map(({ label }) => label)).toEqual(["home_value", "hpi (STATE-CA)"]);
  expect(lines[0]?.points.map(({ value }) => value)).toEqual([100, null, 104]);
  expect(lines[1]?.points.map(({ value }) => value)).toEqual([100, 101]);
  expect(new Set(lines.map(({ region }) => region)).size).toBe(1);
});
