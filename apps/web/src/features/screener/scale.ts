// Where a value lies on a slider, and in which bar of the histogram above it. Pure.
// The slider goes from the 1st to the 99th percentile, so that a few extreme places do not press all others together;
// the outer bars hold what lies beyond, and the ends of the slider mean "no bound". Amounts that spread over orders of
// magnitude get a logarithmic scale. Exact bounds, and bounds beyond, are typed.

/** Places a slider's thumb can take at most; fewer where bounds are rounded to less. */
const kMaxSteps = 200;
const kFewestSteps = 2;
export const kBars = 40;
/** In place of a bar: no value. */
export const kNoBar = 255;
const kOuterShare = 0.01;
/** The upper half must spread this many times as wide as the lower. */
const kSkew = 2.5;

export interface Scale {
  low: number;
  high: number;
  log: boolean;
  /** Bounds chosen by slider are rounded to this; on a logarithmic scale to three digits. */
  step: number;
  decimals: number;
  /** Positions of the slider go from 0 to this. */
  steps: number;
}

/** 1, 2 or 5 times a power of ten, at most `width`. */
export function niceStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const times = width / power;
  return (times >= 5 ? 5 : times >= 2 ? 2 : 1) * power;
}

/** @param values ascending, without gaps */
export function makeScale(values: ArrayLike<number>, decimals: number): Scale {
  const at = (share: number): number => values[Math.floor(share * (values.length - 1))] ?? 0;
  const least = 10 ** -decimals;
  const low = at(kOuterShare);
  const middle = at(0.5);
  const top = at(1 - kOuterShare);
  const high = top > low ? top : low + least;
  const log = low > 0 && high / low > 4 && high - middle > kSkew * (middle - low);
  const step = Math.max(niceStep((high - low) / kMaxSteps), least);
  const steps = log ? kMaxSteps : Math.min(kMaxSteps, Math.max(kFewestSteps, Math.floor((high - low) / step)));
  return { low, high, log, step, decimals, steps };
}

const tidy = (value: number): number => Number(value.toPrecision(12));

/** @param position 0 to the scale's steps */
export function valueAt(scale: Scale, position: number): number {
  const share = Math.min(1, Math.max(0, position / scale.steps));
  const { low, high, log, step, decimals } = scale;
  if (!log) return tidy(Math.round((low + share * (high - low)) / step) * step);
  const value = low * (high / low) ** share;
  const digits = Math.max(10 ** (Math.floor(Math.log10(value)) - 2), 10 ** -decimals);
  return tidy(Math.round(value / digits) * digits);
}

function shareOf({ low, high, log }: Scale, value: number): number {
  if (!log) return (value - low) / (high - low);
  return value > 0 ? Math.log(value / low) / Math.log(high / low) : -1;
}

/** A whole number; the nearest to a value beyond the slider is its end less one step, as the end means "no bound". */
export function positionOf(scale: Scale, value: number): number {
  return Math.min(scale.steps - 1, Math.max(1, Math.round(shareOf(scale, value) * scale.steps)));
}

/** Share of the slider's length, 0 to 1. */
export const clampedShare = (scale: Scale, value: number): number => Math.min(1, Math.max(0, shareOf(scale, value)));

export function barOf(scale: Scale, value: number): number {
  return Number.isNaN(value) ? kNoBar : Math.min(kBars - 1, Math.max(0, Math.floor(shareOf(scale, value) * kBars)));
}
