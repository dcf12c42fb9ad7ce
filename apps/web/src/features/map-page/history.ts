// Many periods of a level at once: `HTM1` of /api/v1/maps (contract/paths/analyses.yaml says its form). Pure.
// Errors: throws on bytes that are no such answer.

import type { MapClasses } from "@/shared/api/contract";

interface Header {
  measure: string;
  unit: string;
  least: number;
  step: number;
  classes: MapClasses;
  periods: string[];
  regions: string[];
}

export interface History {
  regions: readonly string[];
  /** From the first with a value to the last. */
  periods: readonly string[];
  /** Over all periods. */
  classes: MapClasses;
  least: number;
  step: number;
  /** Period after period, a code for each region. */
  codes: Uint16Array;
}

const kMagic = "HTM1";

export function decodeHistory(buffer: ArrayBuffer): History {
  const text = new TextDecoder();
  if (buffer.byteLength < 8 || text.decode(buffer.slice(0, 4)) !== kMagic) throw new Error("this is no history");
  const length = new DataView(buffer).getUint32(4, true);
  const begin = 8 + length;
  const { periods, regions, classes, least, step } = JSON.parse(text.decode(buffer.slice(8, begin))) as Header;
  if (buffer.byteLength < begin + 2 * periods.length * regions.length) throw new Error("the history is cut off");
  const codes = new Uint16Array(buffer, begin, periods.length * regions.length);
  const known = periods.map((_, i) =>
    codes.subarray(i * regions.length, (i + 1) * regions.length).some((code) => code > 0),
  );
  const first = Math.max(0, known.indexOf(true));
  const last = known.lastIndexOf(true);
  return {
    regions,
    periods: periods.slice(first, last + 1),
    classes,
    least,
    step,
    codes: codes.subarray(first * regions.length, (last + 1) * regions.length),
  };
}

/** The value of a region in a period, within half a step; null: a gap. */
export function valueIn(history: History, period: number, region: number): number | null {
  const code = history.codes[period * history.regions.length + region] ?? 0;
  return code === 0 ? null : history.least + (code - 1) * history.step;
}

/** The class of a value: that of the last break not above it. From 1. */
export function classOf(value: number, breaks: readonly number[]): number {
  let found = 1;
  for (const begin of breaks) if (value >= begin) ++found;
  return found;
}

/** The class of every code, so that a period is one pass through a table. */
export function classesOfCodes(history: History, breaks: readonly number[]): Uint8Array {
  const most = history.codes.reduce((a, b) => Math.max(a, b), 0);
  const classes = new Uint8Array(most + 1);
  for (let code = 1; code <= most; ++code) classes[code] = classOf(history.least + (code - 1) * history.step, breaks);
  return classes;
}

export function classesIn(history: History, period: number, classesOfCode: Uint8Array): Uint8Array {
  const count = history.regions.length;
  const out = new Uint8Array(count);
  for (let i = 0, at = period * count; i < count; ++i, ++at) out[i] = classesOfCode[history.codes[at] ?? 0] ?? 0;
  return out;
}

/** How many regions are in each class. */
export function countsOf(classes: Uint8Array, count: number): number[] {
  const counts = new Array<number>(count).fill(0);
  for (const found of classes) if (found > 0) counts[found - 1] = (counts[found - 1] ?? 0) + 1;
  return counts;
}
