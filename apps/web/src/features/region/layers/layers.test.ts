import { expect, test } from "vitest";
import type { Line } from "@/features/trend-chart";
import type { ForecastAnswer, RevisionsAnswer } from "@/shared/api/contract";
import { periodTime } from "@/shared/format/period";
import { fanLines } from "./fan";
import { anomalyMarks, breakMarks, recessionBands, turningMarks } from "./marks";
import { earlierReleases, saidLines } from "./said";

const base: Line = {
  key: "us|rent",
  region: "us",
  metric: "rent",
  label: "Rent",
  metricName: "Rent",
  unit: "usd",
  decimals: 0,
  frequency: "month",
  transform: "level",
  points: ["2025-01", "2025-02", "2025-03"].map((period, i) => ({
    time: periodTime(period) ?? 0,
    period,
    value: 100 + i,
  })),
};
const forecast = {
  periods: ["2025-04", "2025-05"],
  last: { period: "2025-03", value: 102 },
  methods: [
    { method: "naive", asked: false, values: [102, 102] },
    {
      method: "ensemble",
      asked: true,
      values: [103, 104],
      intervals: [
        { level: 50, lower: [102, 103], upper: [104, 105] },
        { level: 95, lower: [99, null], upper: [109, null] },
      ],
    },
  ],
} as unknown as ForecastAnswer;

test("a fan begins at the last value, holds the asked method, and leaves out what is withheld", () => {
  const lines = fanLines(forecast, base, null);
  expect(lines.map(({ role, level }) => [role, level])).toEqual([
    ["upper", 95],
    ["lower", 95],
    ["upper", 50],
    ["lower", 50],
    ["forecast", undefined],
  ]);
  expect(lines.at(-1)?.points.map(({ period, value }) => [period, value])).toEqual([
    [null, 102],
    ["2025-04", 103],
    ["2025-05", 104],
  ]);
  expect(lines[0]?.points.map(({ value }) => value)).toEqual([102, 109, null]);
});

test("a window that ends before the forecast has none of it", () => {
  expect(fanLines(forecast, base, "2025-02")).toEqual([]);
  expect(fanLines(forecast, base, "2025-04").at(-1)?.points).toHaveLength(2);
  expect(fanLines({ ...forecast, methods: [] }, base, null)).toEqual([]);
});

const history: RevisionsAnswer["history"] = [
  {
    period: "2025-01",
    values: [
      { id: "a", release: "2025-02-10", value: 90 },
      { id: "c", release: "2025-04-10", value: 100 },
    ],
  },
  {
    period: "2025-02",
    values: [
      { id: "b", release: "2025-03-10", value: 95 },
      { id: "c", release: "2025-04-10", value: 101 },
    ],
  },
];

test("a release says what the one before it said until it says something else", () => {
  expect(earlierReleases({ history }).map(({ id }) => id)).toEqual(["b", "a"]);
  const [later, first] = saidLines({ history }, base);
  expect(later?.points.map(({ value }) => value)).toEqual([90, 95]);
  expect(first?.points.map(({ value }) => value)).toEqual([90]);
  expect(first?.label).toBe("Rent, as released 10 Feb 2025");
});

test("marks stand on the line; what lies outside it has none", () => {
  const turning_points = [
    { period: "2025-02", kind: "peak" as const, trend: 1, change: null },
    { period: "2019-02", kind: "trough" as const, trend: 1, change: null },
  ];
  expect(turningMarks({ turning_points }, base)).toMatchObject([{ value: 101, kind: "peak" }]);
  const anomalies = [{ period: "2025-03", class: "restated" as const, value: 102, expected: 100, z: 4 }];
  expect(anomalyMarks({ anomalies }, base)[0]?.text).toMatch(/publisher/);
  expect(breakMarks({ breaks: [{ from: "2025-02", note: "" }] }, base)[0]?.value).toBeNull();
});

test("a recession covers its last month", () => {
  expect(recessionBands([{ from: "2020-03", to: "2020-04" }])).toEqual([
    { from: Date.UTC(2020, 2) / 1000, to: Date.UTC(2020, 4) / 1000, text: "US recession" },
  ]);
});
