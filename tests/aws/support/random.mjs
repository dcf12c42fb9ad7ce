// Numbers and texts drawn from a seed, the same on every machine.

/** A generator of odd requests' parts; equal seeds draw equal things. */
export function generator(seed) {
  let state = seed >>> 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[below(list.length)];
  const times = (most, make) => Array.from({ length: below(most + 1) }, make);
  const text = (alphabet, most) => times(most, () => pick(alphabet)).join('');
  return { next, below, pick, times, text, chance: (share) => next() < share };
}
