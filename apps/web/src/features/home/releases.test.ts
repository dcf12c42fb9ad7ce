import { expect, test } from "vitest";
import type { Import } from "@/shared/api/contract";
import { kMaxReleases, latestReleases } from "./releases";

const of = (dataset: string, release: string | null, part: Partial<Import> = {}) =>
  ({
    dataset,
    release,
    source: dataset.split("/")[0],
    metrics: ["m"],
    periods: { from: "2020", to: "2021" },
    ...part,
  }) as Import;

test("the newest release of each dataset, the last first, and whether there is an older one", () => {
  const told = latestReleases([
    of("a/x", "2025-01-01"),
    of("b/y", "2025-03-01"),
    of("a/x", "2025-04-01"),
    of("a/x", "2024-01-01"),
  ]);
  expect(told.map(({ latest, revised }) => [latest.dataset, latest.release, revised])).toEqual([
    ["a/x", "2025-04-01", true],
    ["b/y", "2025-03-01", false],
  ]);
});

test("the same release twice is no revision; what has no numbers or no date is left out", () => {
  const told = latestReleases([
    of("a/x", "2025-01-01"),
    of("a/x", "2025-01-01"),
    of("b/z", "2025-01-01", { metrics: [] }),
    of("b/y", null),
  ]);
  expect(told).toHaveLength(1);
  expect(told[0]?.revised).toBe(false);
});

test("a release that was withdrawn is none", () => {
  const withdrawn = { at: "2025-04-18T09:00:00Z", reason: "wrong" };
  const told = latestReleases([of("a/x", "2025-01-01"), of("a/x", "2025-04-01", { withdrawn })]);
  expect(told.map(({ latest, revised }) => [latest.release, revised])).toEqual([["2025-01-01", false]]);
});

test("no source fills the list", () => {
  const many = Array.from({ length: 9 }, (_, i) => of(`a/${i}`, `2025-01-0${i + 1}`));
  expect(latestReleases(many)).toHaveLength(3);
  expect(latestReleases(many.map((each, i) => ({ ...each, source: `s${i}` })))).toHaveLength(kMaxReleases);
});
