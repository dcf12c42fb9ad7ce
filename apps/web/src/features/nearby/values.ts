// One metric's newest value for each of some places, out of series of their last few periods. Pure.

import type { Provenance, RegionProfile, SeriesAnswer, SeriesUnit } from "@/shared/api/contract";

export interface PlaceValue {
  value: number;
  unit: SeriesUnit;
  decimals: number;
  period: string;
  /** Percent, or points, since a year before; null where it is not known. */
  yoy: number | null;
  points: boolean;
  prov: Provenance | null;
}

/** @param levels as published @param changes the same places' change in a year */
export function latestValues(
  levels: readonly SeriesAnswer[],
  changes: readonly SeriesAnswer[],
): Map<string, PlaceValue> {
  const yoy = new Map<string, { change: number | null; points: boolean }>();
  for (const { series } of changes) {
    for (const { region, periods, values, unit } of series) {
      periods.forEach((period, i) =>
        yoy.set(`${region} ${period}`, { change: values[i] ?? null, points: unit === "points" }),
      );
    }
  }
  const found = new Map<string, PlaceValue>();
  for (const { series } of levels) {
    for (const { region, unit, decimals, periods, values, prov } of series) {
      const last = values.findLastIndex((value) => value !== null);
      const value = values[last];
      const period = periods[last];
      if (value === null || value === undefined || period === undefined) continue;
      const change = yoy.get(`${region} ${period}`);
      const points = change?.points ?? false;
      found.set(region, { value, unit, decimals, period, yoy: change?.change ?? null, points, prov });
    }
  }
  return found;
}

/** The period most of these places have their value of; null where none has any. */
export function usualPeriod(ids: readonly string[], values: ReadonlyMap<string, PlaceValue> | null): string | null {
  const times = new Map<string, number>();
  for (const id of ids) {
    const period = values?.get(id)?.period;
    if (period !== undefined) times.set(period, (times.get(period) ?? 0) + 1);
  }
  const [first] = [...times].sort(([a, n], [b, m]) => m - n || b.localeCompare(a));
  return first ? first[0] : null;
}

/** The metric whose values stand beside other places: home value where there is one, else the place's first. */
export function sensibleMetric(
  latest: readonly RegionProfile["latest"][number][],
): { id: string; name: string } | null {
  const chosen = latest.find(({ metric }) => metric === "home_value") ?? latest[0];
  return chosen ? { id: chosen.metric, name: chosen.name } : null;
}
