// From region to region by arrow keys: the nearest in that direction. Pure.

export type Direction = "left" | "right" | "up" | "down";

const kAhead: Record<Direction, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};
/** How much more a step aside counts than one ahead. */
const kAside = 2;

/** @param candidates numbers to choose from @returns null: nothing lies that way */
export function stepFrom(
  from: readonly [number, number],
  direction: Direction,
  candidates: Iterable<number>,
  x: Float32Array,
  y: Float32Array,
): number | null {
  const [ux, uy] = kAhead[direction];
  let best: number | null = null;
  let least = Infinity;
  for (const number of candidates) {
    const dx = (x[number] ?? 0) - from[0];
    const dy = (y[number] ?? 0) - from[1];
    const ahead = dx * ux + dy * uy;
    if (ahead <= 1e-3) continue;
    const aside = Math.abs(dx * uy - dy * ux);
    if (aside > kAside * ahead) continue;
    const cost = ahead + kAside * aside;
    if (cost < least) [least, best] = [cost, number];
  }
  return best;
}

/** The nearest of all. */
export function nearest(
  to: readonly [number, number],
  candidates: Iterable<number>,
  x: Float32Array,
  y: Float32Array,
): number | null {
  let best: number | null = null;
  let least = Infinity;
  for (const number of candidates) {
    const distance = Math.hypot((x[number] ?? 0) - to[0], (y[number] ?? 0) - to[1]);
    if (distance < least) [least, best] = [distance, number];
  }
  return best;
}
