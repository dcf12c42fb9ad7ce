// Writes the compact form of outlines and points that src/features/region-map/shapes/decode.ts reads. The form:
//   "HTS1", the length of a JSON text (32 bits, least significant byte first), that text, whole numbers of variable
//   length (seven bits a byte, the least significant first; signed ones folded: 0, -1, 1, -2, ...).
// Outlines: each arc as its number of points and differences between them, its first point counted from the first of
// the arc before; then each region: its code (counted from the one before), its kind, the present regions that took
// over its land, its polygons as rings of arcs (~i: arc i backwards), and arcs that are drawn but bound none here.
// Points: the code, counted from the one before, and where, counted from the one before.
const kMagic = 'HTS1';

class Numbers {
  bytes = [];

  /** @param n a whole number, not below zero */
  plain(n) {
    if (!Number.isSafeInteger(n) || n < 0) throw new Error(`${n} cannot be written`);
    for (; n >= 128; n = Math.floor(n / 128)) this.bytes.push((n % 128) + 128);
    this.bytes.push(n);
  }

  signed(n) {
    this.plain(n < 0 ? -2 * n - 1 : 2 * n);
  }
}

function pack(header, numbers) {
  const text = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(8);
  head.write(kMagic, 'latin1');
  head.writeUInt32LE(text.length, 4);
  return Buffer.concat([head, text, Buffer.from(numbers.bytes)]);
}

/** Code numbers of regions, which ascend. */
function codeDifference(code, before) {
  const difference = Number(code) - before;
  if (!(difference > 0)) throw new Error(`codes are not in order at ${code}`);
  return difference;
}

/**
 * @param {{step: number, width: number, height: number}} grid
 * @param {{level: string, arcs: [number, number][][], regions: object[], codes: string[] | null}} shapes
 *   regions: {code, kind, successors, polygons, edges}; codes: texts, where codes are no numbers
 */
export function encodeOutlines(grid, { level, arcs, regions, codes = null }) {
  const numbers = new Numbers();
  const at = (value) => Math.round(value / grid.step);
  let start = [0, 0];
  for (const arc of arcs) {
    const points = arc.map(([x, y]) => [at(x), at(y)]);
    const kept = points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
    numbers.plain(kept.length);
    let [x, y] = start;
    for (const point of kept) {
      numbers.signed(point[0] - x);
      numbers.signed(point[1] - y);
      [x, y] = point;
    }
    start = kept[0];
  }
  let before = 0;
  for (const { code, kind = 0, successors = [], polygons, edges = [] } of regions) {
    if (codes === null) {
      numbers.plain(codeDifference(code, before));
      before = Number(code);
    }
    numbers.plain(kind);
    numbers.plain(successors.length);
    for (const successor of successors) numbers.plain(successor);
    const ring = (refs) => {
      numbers.plain(refs.length);
      for (const ref of refs) numbers.signed(ref);
    };
    numbers.plain(polygons.length);
    for (const rings of polygons) {
      numbers.plain(rings.length);
      rings.forEach(ring);
    }
    ring(edges);
  }
  return pack({ form: 'outlines', level, ...grid, arcs: arcs.length, regions: regions.length, codes }, numbers);
}

/** @param {{level: string, points: {code: string, x: number, y: number}[]}} shapes */
export function encodePoints(grid, { level, points }) {
  const numbers = new Numbers();
  let before = { code: 0, x: 0, y: 0 };
  for (const point of points) {
    const now = { code: Number(point.code), x: Math.round(point.x / grid.step), y: Math.round(point.y / grid.step) };
    numbers.plain(codeDifference(now.code, before.code));
    numbers.signed(now.x - before.x);
    numbers.signed(now.y - before.y);
    before = now;
  }
  return pack({ form: 'points', level, ...grid, regions: points.length }, numbers);
}
