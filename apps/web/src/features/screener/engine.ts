// The screen in the browser: columns of a level in typed arrays, and for each place how many of the predicates it does
// not meet. A place that meets all counts everywhere; one that misses exactly one counts in the histogram of that one
// measure alone, which tells what its slider would gain (a crossfilter). Pure.
// Gaps: NaN. A comparison with a missing value is neither true nor false; the answers equal those of /api/v1/screener.

import type { Filter } from "./condition";
import { barOf, kBars, kNoBar, makeScale, type Scale } from "./scale";

const kTrue = 0;
const kFalse = 1;
const kUnknown = 2;

/** Of a place, for the map: nothing can be told; does not match; matches. */
export const kUntold = 0;
export const kMisses = 1;
export const kMatches = 2;

export interface Counts {
  matched: number;
  /** Cannot be told, because values are missing. */
  unknown: number;
}

export interface EngineColumn {
  scale: Scale;
  values: Float64Array;
  bars: Uint8Array;
  /** Places of each bar, and how many have a value. */
  all: Uint32Array;
  of: number;
}

export function makeColumn(values: Float64Array, decimals: number): EngineColumn {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const scale = makeScale(known, decimals);
  const bars = Uint8Array.from(values, (value) => barOf(scale, value));
  const all = new Uint32Array(kBars);
  for (const bar of bars) if (bar !== kNoBar) all[bar] = (all[bar] ?? 0) + 1;
  return { scale, values, bars, all, of: known.length };
}

/** A column's values in order of the level's places; NaN where there is none. */
export function placeValues(
  size: number,
  row: ReadonlyMap<string, number>,
  regions: readonly string[],
  values: readonly number[],
): Float64Array {
  const placed = new Float64Array(size).fill(NaN);
  regions.forEach((id, i) => {
    const at = row.get(id);
    if (at !== undefined) placed[at] = values[i] ?? NaN;
  });
  return placed;
}

function judge(filter: Filter, value: number): number {
  const { low, high, known } = filter;
  if (Number.isNaN(value)) {
    if (known === true) return kFalse;
    return low || high ? kUnknown : kTrue;
  }
  if (known === false) return kFalse;
  if (low && (low.open ? value <= low.value : value < low.value)) return kFalse;
  if (high && (high.open ? value >= high.value : value > high.value)) return kFalse;
  return kTrue;
}

export class Engine {
  /** Per predicate and place: true, false or unknown. The terms that sliders cannot show come last. */
  private readonly truths: Uint8Array[];
  private readonly unmet: Uint8Array;
  private readonly refused: Uint8Array;
  readonly histograms: Uint32Array[];
  readonly classes: Uint8Array;
  counts: Counts = { matched: 0, unknown: 0 };

  /** @param rest how each place stands to the terms that no slider shows: matches, misses or untold; null: none */
  constructor(
    readonly size: number,
    readonly columns: readonly EngineColumn[],
    rest: Uint8Array | null,
  ) {
    this.truths = [...columns.map(() => new Uint8Array(size)), new Uint8Array(size)];
    this.unmet = new Uint8Array(size);
    this.refused = new Uint8Array(size);
    this.histograms = columns.map(() => new Uint32Array(kBars));
    this.classes = new Uint8Array(size);
    if (rest)
      this.replace(columns.length, (place) =>
        rest[place] === kMatches ? kTrue : rest[place] === kMisses ? kFalse : kUnknown,
      );
  }

  setFilter(index: number, filter: Filter): void {
    const values = this.columns[index]?.values;
    if (values) this.replace(index, (place) => judge(filter, values[place] ?? NaN));
  }

  private replace(index: number, truthOf: (place: number) => number): void {
    const { size, unmet, refused } = this;
    const truth = this.truths[index];
    if (!truth) return;
    for (let place = 0; place < size; place += 1) {
      const before = truth[place] ?? kTrue;
      const after = truthOf(place);
      if (before === after) continue;
      truth[place] = after;
      unmet[place] = (unmet[place] ?? 0) + Number(after !== kTrue) - Number(before !== kTrue);
      refused[place] = (refused[place] ?? 0) + Number(after === kFalse) - Number(before === kFalse);
    }
  }

  /** Counts anew. */
  refresh(): void {
    const { size, unmet, refused, columns, histograms, truths, classes } = this;
    let matched = 0;
    let unknown = 0;
    for (const histogram of histograms) histogram.fill(0);
    for (let place = 0; place < size; place += 1) {
      const misses = unmet[place] ?? 0;
      const undecided = refused[place] === 0;
      classes[place] = misses === 0 ? kMatches : undecided ? kUntold : kMisses;
      if (misses === 0) matched += 1;
      else if (undecided) unknown += 1;
      if (misses > 1) continue;
      for (let k = 0; k < columns.length; k += 1) {
        if (misses === 1 && truths[k]?.[place] === kTrue) continue;
        const bar = columns[k]?.bars[place] ?? kNoBar;
        const histogram = histograms[k];
        if (bar !== kNoBar && histogram) histogram[bar] = (histogram[bar] ?? 0) + 1;
      }
    }
    this.counts = { matched, unknown };
  }
}
