// Values to the classes of a map. Pure.

/** For each value its class, from 1: that of the last break not above it. */
export function classesOf(values: readonly number[], breaks: readonly number[]): Uint8Array {
  return Uint8Array.from(values, (value) => 1 + breaks.filter((at) => at <= value).length);
}
