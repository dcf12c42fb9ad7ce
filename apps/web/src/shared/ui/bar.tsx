// A bar that begins at zero, on one scale for all rows of a list. It repeats the number beside it: hidden from readers
// of the page's text.

import styles from "./bar.module.css";

export interface Span {
  low: number;
  high: number;
}

/** The scale of values between two ends: zero is always on it. */
export function spanOf(ends: readonly number[]): Span | null {
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  return high > low ? { low, high } : null;
}

const kWidth = 100;

/** Where the bar of a value lies, in hundredths of the width. */
export function barOf(value: number, { low, high }: Span): { x: number; width: number; zero: number } {
  const place = (v: number) => (kWidth * (Math.min(Math.max(v, low), high) - low)) / (high - low);
  const zero = place(0);
  const end = place(value);
  return { x: Math.min(zero, end), width: Math.abs(end - zero), zero };
}

export function Bar({ value, span }: { value: number; span: Span | null }) {
  const bar = span === null ? null : barOf(value, span);
  return (
    <svg className={styles.bar} viewBox={`0 0 ${kWidth} 8`} preserveAspectRatio="none" aria-hidden="true">
      {bar ? (
        <>
          <rect className={value < 0 ? styles.down : styles.up} x={bar.x} width={bar.width} y="0" height="8" />
          {bar.zero > 0 ? (
            <path className={styles.zero} d={`M${bar.zero} 0v8`} vectorEffect="non-scaling-stroke" />
          ) : null}
        </>
      ) : null}
    </svg>
  );
}
