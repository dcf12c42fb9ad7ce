// Which lines share an axis. At most two axes: by unit, and within one unit by magnitude
// (a rent of $3,000 beside a home value of $1,000,000 would lie flat on the floor).

import type { Line } from "./lines";

export const kMaxUnits = 2;
/** Metrics of one unit whose sizes differ by more than this get an axis each. */
const kMaxRatio = 8;

/** Metric to axis: 0 left, 1 right; a metric without an axis is not drawn. */
export function assignScales(lines: readonly Line[]): Map<string, 0 | 1> {
  const sizes = new Map<string, { unit: string; size: number }>();
  for (const { metric, unit, points } of lines) {
    const size = points.reduce((most, p) => Math.max(most, Math.abs(p.value ?? 0)), sizes.get(metric)?.size ?? 0);
    sizes.set(metric, { unit, size });
  }
  const units = [...new Set([...sizes.values()].map(({ unit }) => unit))];
  const scales = new Map<string, 0 | 1>();
  if (units.length > 1) {
    for (const [metric, { unit }] of sizes) {
      const axis = units.indexOf(unit);
      if (axis < kMaxUnits) scales.set(metric, axis === 0 ? 0 : 1);
    }
    return scales;
  }
  // Changes and indices are comparable by nature: they always share one axis.
  const levels = lines.every((line) => line.transform === "level");
  const ordered = [...sizes].sort(([, a], [, b]) => b.size - a.size);
  let widest = levels ? kMaxRatio : Infinity;
  let cut = ordered.length;
  for (let i = 1; i < ordered.length; i += 1) {
    const above = ordered[i - 1]?.[1].size ?? 0;
    const below = ordered[i]?.[1].size ?? 0;
    if (below > 0 && above / below > widest) {
      widest = above / below;
      cut = i;
    }
  }
  const firstIsLarge = cut === ordered.length || ordered.slice(0, cut).some(([metric]) => metric === lines[0]?.metric);
  ordered.forEach(([metric], i) => scales.set(metric, i < cut === firstIsLarge ? 0 : 1));
  return scales;
}

/**
 * The lines that lie flat on the floor of their axis because another one is so much larger, and those without an axis:
 * an index or separate charts would show them.
 */
export function flatLines(lines: readonly Line[], scales: ReadonlyMap<string, 0 | 1>): Line[] {
  const size = (line: Line) => line.points.reduce((most, p) => Math.max(most, Math.abs(p.value ?? 0)), 0);
  const tallest = [0, 0];
  for (const line of lines) {
    const axis = scales.get(line.metric);
    if (axis !== undefined) tallest[axis] = Math.max(tallest[axis] ?? 0, size(line));
  }
  return lines.filter((line) => {
    if (line.transform !== "level" && line.transform !== "real") return false;
    const axis = scales.get(line.metric);
    if (axis === undefined) return true;
    const own = size(line);
    return own > 0 && (tallest[axis] ?? 0) / own > kMaxRatio;
  });
}

export interface Look {
  /** 1-based number of the CSS variable --series-N. */
  colour: number;
  /** Canvas dash pattern; empty is solid. */
  dash: number[];
}

const kColours = 6;
const kDashes = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

/** Colour tells places apart, or metrics when there is one place; with both, dashes tell the metrics. */
export function looks(lines: readonly Line[]): Look[] {
  const regions = [...new Set(lines.map((l) => l.region))];
  const metrics = [...new Set(lines.map((l) => l.metric))];
  return lines.map(({ region, metric }) => {
    const r = regions.indexOf(region);
    const m = metrics.indexOf(metric);
    return regions.length === 1
      ? { colour: (m % kColours) + 1, dash: [] }
      : { colour: (r % kColours) + 1, dash: kDashes[m % kDashes.length] ?? [] };
  });
}
