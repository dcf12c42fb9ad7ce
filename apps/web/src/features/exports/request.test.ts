import { expect, test } from "vitest";
import { exportRequest, kMaxMetrics, sizeText } from "./request";

test("what is not asked is left out", () => {
  expect(exportRequest(["rent"], [], "", " ")).toEqual({ good: { metrics: ["rent"], types: [] } });
  expect(exportRequest(["rent"], ["zip"], "2015-01", "2020")).toEqual({
    good: { metrics: ["rent"], types: ["zip"], from: "2015-01", to: "2020" },
  });
});

test("no metric, too many, and no period", () => {
  expect(exportRequest([], [], "soon", "2020-13-1")).toEqual({
    wrong: { metrics: expect.any(String), from: expect.any(String), to: expect.any(String) },
  });
  const many = Array.from({ length: kMaxMetrics + 1 }, (_, i) => `m${i}`);
  expect(exportRequest(many, [], "", "")).toHaveProperty("wrong.metrics");
  expect(exportRequest(many.slice(1), [], "", "")).toHaveProperty("good");
});

test("sizes", () => {
  expect([0, 999, 1000, 12_345_678, 5e12].map(sizeText)).toEqual([
    "0 bytes",
    "999 bytes",
    "1.0 KB",
    "12.3 MB",
    "5000.0 GB",
  ]);
});
