import { expect, test } from "vitest";
import type { Metric } from "@/shared/api/contract";
import { summarise } from "./summarise";

const metric = (coverage: Metric["coverage"], id = "rent") => ({ id, coverage }) as Metric;

test("metrics without data do not count; places are those of the widest metric; periods compare as times", () => {
  const summary = summarise([
    metric(null),
    metric({ regions: 2, from: "2000-01", to: "2025-03", by_type: { metro: 894, us: 1 } }),
    metric({ regions: 2, from: "1975-Q1", to: "2025-01-04", by_type: { metro: 404, state: 51 } }),
    metric({ regions: 9, from: "2026-01", to: "2027-07", by_type: { zip: 9 } }, "home_value_growth_forecast"),
  ]);
  expect(summary).toEqual({
    metrics: 3,
    places: [
      { type: "us", count: 1 },
      { type: "state", count: 51 },
      { type: "metro", count: 894 },
      { type: "zip", count: 9 },
    ],
    from: "1975-Q1",
    to: "2025-03",
  });
});

test("an empty installation has nothing", () => {
  expect(summarise([])).toEqual({ metrics: 0, places: [], from: null, to: null });
});
