// From the API's series to lines of a chart. Pure. Gaps: a period without a value is null and stays a gap.

import type { Series, Transform, SeriesUnit } from "@/shared/api/contract";
import { nextBegin, periodTime } from "@/shared/format/period";

export interface Point {
  /** Seconds since 1970 UTC at the period's begin. */
  time: number;
  /** The API's text; null for a period the publisher left out altogether. */
  period: string | null;
  value: number | null;
}

export interface Line {
  key: string;
  region: string;
  metric: string;
  label: string;
  metricName: string;
  unit: SeriesUnit;
  decimals: number;
  frequency: string;
  transform: Transform;
  points: Point[];
  /**
   * What it is, if not what was observed: a forecast, an end of its band, or what an earlier release said. Such lines
   * have their look from the observed line of the same place and metric.
   */
  role?: "forecast" | "lower" | "upper" | "said";
  /** Of the end of a band: percent of values that are to lie inside. */
  level?: number;
}

export interface Names {
  region: (id: string) => string;
  metric: (id: string) => string;
}

/** Periods left out between two others become explicit gaps, where the frequency has a fixed step. */
export function fillGaps(points: readonly Point[], frequency: string): Point[] {
  const filled: Point[] = [];
  for (const point of points) {
    const last = filled.at(-1);
    if (last) {
      let due = nextBegin(last.time, frequency);
      while (due !== null && due < point.time) {
        filled.push({ time: due, period: null, value: null });
        due = nextBegin(due, frequency);
      }
    }
    filled.push(point);
  }
  return filled;
}

/** A percentile is no percentage of anything. */
const kStanding: readonly Transform[] = ["percentile", "history"];

export function toLines(series: readonly Series[], names: Names): Line[] {
  const oneRegion = new Set(series.map((s) => s.region)).size === 1;
  const oneMetric = new Set(series.map((s) => s.metric)).size === 1;
  return series.map((s) => {
    const points = s.periods.flatMap((period, i) => {
      const time = periodTime(period);
      return time === null ? [] : [{ time, period, value: s.values[i] ?? null }];
    });
    const metricName = names.metric(s.metric);
    const region = names.region(s.region);
    return {
      key: `${s.region}|${s.metric}`,
      region: s.region,
      metric: s.metric,
      label: oneRegion ? metricName : oneMetric ? region : `${metricName}, ${region}`,
      metricName,
      unit: kStanding.includes(s.transform) ? "index" : s.unit,
      decimals: s.decimals,
      frequency: s.frequency,
      transform: s.transform,
      points: fillGaps(points, s.frequency),
    };
  });
}

interface Aligned {
  times: number[];
  /** Per line: null is a gap, undefined only means that another line has a point there. */
  values: (number | null | undefined)[][];
}

/** All lines over the union of their times. */
export function align(lines: readonly Line[]): Aligned {
  const times = [...new Set(lines.flatMap((line) => line.points.map((p) => p.time)))].sort((a, b) => a - b);
  const place = new Map(times.map((time, i) => [time, i]));
  const values = lines.map((line) => {
    const row: (number | null | undefined)[] = new Array<undefined>(times.length).fill(undefined);
    for (const { time, value } of line.points) {
      const i = place.get(time);
      if (i !== undefined) row[i] = value;
    }
    return row;
  });
  return { times, values };
}

/** Indices of values with a gap (or nothing) on both sides: no line shows through one point, so they get a dot. */
export function lonePoints(row: readonly (number | null | undefined)[]): number[] {
  const solid = row.flatMap((value, i) => (value === undefined ? [] : [i]));
  return solid.filter((i, k) => {
    const before = solid[k - 1];
    const after = solid[k + 1];
    return (
      row[i] !== null && (before === undefined || row[before] === null) && (after === undefined || row[after] === null)
    );
  });
}

/** What a line says at a moment: the period that holds it, or null outside the line. */
export function pointAt(line: Line, time: number): Point | null {
  let low = 0;
  let high = line.points.length - 1;
  let found: Point | null = null;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const point = line.points[middle];
    if (point === undefined) break;
    if (point.time <= time) {
      found = point;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  if (!found) return null;
  const end = nextBegin(found.time, line.frequency);
  return end !== null && time >= end ? null : found;
}

/** Lines of what was published, without forecasts and what earlier releases said. */
export const observed = (lines: readonly Line[]): Line[] => lines.filter(({ role }) => role === undefined);

/** Whether a logarithm can be taken of everything drawn. */
export const allPositive = (lines: readonly Line[]): boolean =>
  lines.every((line) => line.points.every(({ value }) => value === null || value > 0));

/** The newest point that has a value. */
export function lastKnown(line: Line): Point | null {
  return line.points.findLast((p) => p.value !== null) ?? null;
}

export function firstKnown(line: Line): Point | null {
  return line.points.find((p) => p.value !== null) ?? null;
}
