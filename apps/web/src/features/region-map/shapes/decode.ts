// Reads the compact form of outlines and points (scripts/shapes/encode.mjs says how it is written). Pure. Coordinates
// are in the map's plane: units of us-atlas' Albers projection, 975 x 610, y downwards.
// Errors: throws on bytes that are no such file; a file that is cut off is found out.

export type MapLevel = "state" | "county" | "metro" | "zip";
/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number];

/** A ring after another: x, y, x, y ... closed. */
export type Polygon = readonly Float32Array[];

interface Outline {
  id: string;
  /** No longer in the present delineation; `successors` are the present ones that took over its land. */
  former: boolean;
  approximate: boolean;
  successors: readonly number[];
  polygons: readonly Polygon[];
  /** Which arcs are drawn as its border. */
  borders: readonly number[];
  box: Box;
}

export interface Outlines {
  form: "outlines";
  level: MapLevel;
  arcs: readonly Float32Array[];
  regions: readonly Outline[];
}

export interface Points {
  form: "points";
  level: MapLevel;
  ids: readonly string[];
  x: Float32Array;
  y: Float32Array;
}

export const kWorld = { width: 975, height: 610 } as const;

const kMagic = "HTS1";
const kCodeDigits = 5;
const kFormer = 1;
const kApproximate = 2;

interface Header {
  form: "outlines" | "points";
  level: MapLevel;
  step: number;
  regions: number;
  arcs?: number;
  codes?: string[] | null;
}

class Reader {
  #at: number;
  constructor(
    private readonly bytes: Uint8Array,
    from: number,
  ) {
    this.#at = from;
  }

  plain(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) throw new Error("the map's file is cut off");
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  }

  signed(): number {
    const value = this.plain();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.plain() }, read);
  }
}

export function decodeShapes(buffer: ArrayBuffer): Outlines | Points {
  const bytes = new Uint8Array(buffer);
  const text = new TextDecoder();
  if (bytes.length < 8 || text.decode(bytes.subarray(0, 4)) !== kMagic) throw new Error("this is no file of the map");
  const end = 8 + new DataView(buffer).getUint32(4, true);
  const header = JSON.parse(text.decode(bytes.subarray(8, end))) as Header;
  const reader = new Reader(bytes, end);
  return header.form === "points" ? points(header, reader) : outlines(header, reader);
}

const idOf = (level: MapLevel, code: number): string => `${level}-${String(code).padStart(kCodeDigits, "0")}`;

function points({ level, regions, step }: Header, reader: Reader): Points {
  const ids: string[] = [];
  const x = new Float32Array(regions);
  const y = new Float32Array(regions);
  let [code, px, py] = [0, 0, 0];
  for (let i = 0; i < regions; ++i) {
    ids.push(idOf(level, (code += reader.plain())));
    x[i] = (px += reader.signed()) * step;
    y[i] = (py += reader.signed()) * step;
  }
  return { form: "points", level, ids, x, y };
}

function outlines({ level, regions: count, arcs: arcCount = 0, step, codes }: Header, reader: Reader): Outlines {
  const arcs: Float32Array[] = [];
  let [startX, startY] = [0, 0];
  for (let i = 0; i < arcCount; ++i) {
    const arc = new Float32Array(2 * reader.plain());
    let [x, y] = [startX, startY];
    for (let j = 0; j < arc.length; j += 2) {
      arc[j] = (x += reader.signed()) * step;
      arc[j + 1] = (y += reader.signed()) * step;
      if (j === 0) [startX, startY] = [x, y];
    }
    arcs.push(arc);
  }
  const regions: Outline[] = [];
  let code = 0;
  for (let i = 0; i < count; ++i) {
    const id = codes ? `${level}-${codes[i] ?? ""}` : idOf(level, (code += reader.plain()));
    const kind = reader.plain();
    const successors = reader.list(() => reader.plain());
    const refs = reader.list(() => reader.list(() => reader.list(() => reader.signed())));
    const edges = reader.list(() => reader.signed());
    const polygons = refs.map((rings) => rings.map((ring) => join(arcs, ring)));
    const approximate = (kind & kApproximate) !== 0;
    const borders = (approximate ? edges : [...refs.flat(2), ...edges]).map((ref) => (ref < 0 ? ~ref : ref));
    const former = (kind & kFormer) !== 0;
    regions.push({ id, former, approximate, successors, polygons, borders, box: boxOf(polygons) });
  }
  return { form: "outlines", level, arcs, regions };
}

/** The arcs of a ring, one after another; the point two of them share occurs once. */
function join(arcs: readonly Float32Array[], refs: readonly number[]): Float32Array {
  const parts = refs.map((ref) => arcs[ref < 0 ? ~ref : ref] ?? new Float32Array(0));
  const total = parts.reduce((sum, part) => sum + part.length - 2, 2);
  const ring = new Float32Array(Math.max(0, total));
  let at = 0;
  parts.forEach((part, i) => {
    if (at > 0) at -= 2;
    const backwards = (refs[i] ?? 0) < 0;
    for (let j = 0; j < part.length; j += 2) {
      const from = backwards ? part.length - 2 - j : j;
      ring[at++] = part[from] ?? 0;
      ring[at++] = part[from + 1] ?? 0;
    }
  });
  return ring;
}

function boxOf(polygons: readonly Polygon[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of polygons.flat())
    for (let i = 0; i < ring.length; i += 2) {
      const x = ring[i] ?? 0;
      const y = ring[i + 1] ?? 0;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return [left, top, right, bottom];
}
