// The window of an overview: which points of the whole history are shown. Pure. Indices into the points, both ends in.

export interface Span {
  first: number;
  last: number;
}

export type Part = "first" | "last" | "both";

/** The smallest window: fewer points make no line. */
export const kFewest = 2;

const clamp = (n: number, least: number, most: number): number => Math.min(most, Math.max(least, n));

/** Moves an end, or the whole window, by steps; it stays inside and keeps its least size. */
export function move(span: Span, part: Part, steps: number, count: number): Span {
  if (part === "first") return { ...span, first: clamp(span.first + steps, 0, span.last - kFewest + 1) };
  if (part === "last") return { ...span, last: clamp(span.last + steps, span.first + kFewest - 1, count - 1) };
  const by = clamp(steps, -span.first, count - 1 - span.last);
  return { first: span.first + by, last: span.last + by };
}

/** The window between two places, in whatever order they come. */
export function between(a: number, b: number, count: number): Span {
  const first = clamp(Math.min(a, b), 0, Math.max(0, count - kFewest));
  return { first, last: clamp(Math.max(a, b), first + kFewest - 1, count - 1) };
}

/** Which of the times lie in from..to; null: open to that side. */
export function spanOf(times: readonly number[], from: number | null, to: number | null): Span {
  const first = from === null ? 0 : times.findIndex((time) => time >= from);
  const last = to === null ? times.length - 1 : times.findLastIndex((time) => time < to);
  return between(first < 0 ? times.length - 1 : first, Math.max(last, 0), times.length);
}
