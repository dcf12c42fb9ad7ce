import { expect, test } from "vitest";
import type { RegionProfile, Series, SeriesAnswer } from "@/shared/api/contract";
import { latestValues, sensibleMetric, usualPeriod } from "./values";

const answer = (...series: Partial<Series>[]): SeriesAnswer => ({
  series: series.map((s) => ({ unit: "usd", decimals: 2, prov: null, ...s }) as Series),
  notes: [],
});

test("the newest value that is there counts, with the change of the same period", () => {
  const levels = [answer({ region: "a", periods: ["2025-01", "2025-02"], values: [5, null] })];
  const changes = [answer({ region: "a", periods: ["2025-01", "2025-02"], values: [1.5, 9], unit: "percent" })];
  expect(latestValues(levels, changes).get("a")).toMatchObject({
    value: 5,
    period: "2025-01",
    yoy: 1.5,
    points: false,
  });
});

test("a place without a value is not there, zero is", () => {
  const found = latestValues(
    [answer({ region: "a", periods: ["2025-01"], values: [null] }, { region: "b", periods: ["2025-01"], values: [0] })],
    [],
  );
  expect([...found.keys()]).toEqual(["b"]);
  expect(found.get("b")?.yoy).toBeNull();
});

test("home value is shown where there is one, else the first metric", () => {
  const of = (...ids: string[]) => ids.map((metric) => ({ metric, name: metric })) as RegionProfile["latest"];
  expect(sensibleMetric(of("rent", "home_value"))?.id).toBe("home_value");
  expect(sensibleMetric(of("rent", "hpi"))?.id).toBe("rent");
  expect(sensibleMetric([])).toBeNull();
});

test("the usual period is the one most places have, of as many the newest", () => {
  const at = (...periods: string[]) =>
    latestValues([answer(...periods.map((period, i) => ({ region: `${i}`, periods: [period], values: [1] })))], []);
  expect(usualPeriod(["0", "1", "2"], at("2025-01", "2022-01", "2022-01"))).toBe("2022-01");
  expect(usualPeriod(["0", "1"], at("2022-01", "2025-01"))).toBe("2025-01");
  expect(usualPeriod(["9"], at("2022-01"))).toBeNull();
  expect(usualPeriod(["0"], null)).toBeNull();
});
