// The index raster: for every pixel the number of the region there. Made once for a view; hit testing reads one number,
// recolouring is one pass over it (paint.ts). Pure.
// Regions are numbered from 1; kLand is land of none; 0 is outside. A pixel belongs to the polygon its middle lies in.
// Neighbours share their border exactly: an edge's crossings are computed from its upper end, whoever owns it.

import type { Polygon } from "../shapes/decode";
import type { View } from "./view";

export const kLand = 65_535;
/** How many regions a raster can tell apart. */
export const kMaxRegions = kLand - 1;

export class IndexRaster {
  readonly cells: Uint16Array;
  #count: Int32Array;
  #crossings = new Float64Array(4096);
  /** Squared distance to the point that owns a pixel; made with the first disc. */
  #near: Float32Array | null = null;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.cells = new Uint16Array(width * height);
    this.#count = new Int32Array(height + 1);
  }

  clear(): void {
    this.cells.fill(0);
    this.#near?.fill(Infinity);
  }

  /** The number at a pixel; 0 outside the canvas and where no region is. */
  at(x: number, y: number): number {
    const column = Math.floor(x);
    const row = Math.floor(y);
    if (column < 0 || row < 0 || column >= this.width || row >= this.height) return 0;
    const found = this.cells[row * this.width + column] ?? 0;
    return found === kLand ? 0 : found;
  }

  /** Numbers the pixels of a polygon; in its rings every second one is a hole. */
  fill(polygon: Polygon, view: View, number: number): void {
    const count = this.#count; // by row, offset by one; all zero between calls
    let [total, low, high] = [0, this.height, -1];
    this.#edges(polygon, view, (first, last) => {
      for (let row = first; row <= last; ++row) count[row + 1] = (count[row + 1] ?? 0) + 1;
      total += last - first + 1;
      low = Math.min(low, first);
      high = Math.max(high, last);
    });
    if (total === 0) return;
    for (let row = low; row <= high; ++row) count[row + 1] = (count[row + 1] ?? 0) + (count[row] ?? 0);
    if (total > this.#crossings.length) this.#crossings = new Float64Array(2 * total);
    const crossings = this.#crossings;
    const next = count.slice(low, high + 1);
    this.#edges(polygon, view, (first, last, x, slope) => {
      for (let row = first; row <= last; ++row) {
        const at = next[row - low] ?? 0;
        crossings[at] = x + (row + 0.5) * slope;
        next[row - low] = at + 1;
      }
    });
    for (let row = low; row <= high; ++row) this.#spans(crossings, count[row] ?? 0, count[row + 1] ?? 0, row, number);
    count.fill(0, low, high + 2);
  }

  /** Numbers the pixels between each two of the crossings from `begin` to `end`. */
  #spans(crossings: Float64Array, begin: number, end: number, row: number, number: number): void {
    for (let i = begin + 1; i < end; ++i) {
      const x = crossings[i] as number;
      let j = i;
      for (; j > begin && (crossings[j - 1] as number) > x; --j) crossings[j] = crossings[j - 1] as number;
      crossings[j] = x;
    }
    for (let i = begin; i + 1 < end; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i] as number) - 0.5));
      const to = Math.min(this.width, Math.ceil((crossings[i + 1] as number) - 0.5));
      if (to > from) this.cells.fill(number, row * this.width + from, row * this.width + to);
    }
  }

  /** Calls back for each edge with the rows whose middle it crosses: x at row r is x + (r + 0.5) * slope. */
  #edges(
    polygon: Polygon,
    { scale, left, top }: View,
    take: (first: number, last: number, x: number, slope: number) => void,
  ) {
    for (const ring of polygon) {
      for (let i = 0; i + 3 < ring.length; i += 2) {
        let ax = ((ring[i] ?? 0) - left) * scale;
        let ay = ((ring[i + 1] ?? 0) - top) * scale;
        let bx = ((ring[i + 2] ?? 0) - left) * scale;
        let by = ((ring[i + 3] ?? 0) - top) * scale;
        if (ay > by) [ax, ay, bx, by] = [bx, by, ax, ay];
        const first = Math.max(0, Math.ceil(ay - 0.5));
        const last = Math.min(this.height, Math.ceil(by - 0.5)) - 1;
        if (last < first) continue;
        const slope = (bx - ax) / (by - ay);
        take(first, last, ax - ay * slope, slope);
      }
    }
  }

  /** Numbers the pixels around a point; where discs overlap, the nearer point has the pixel. Units: pixels. */
  disc(x: number, y: number, radius: number, number: number): void {
    this.#near ??= new Float32Array(this.cells.length).fill(Infinity);
    const rows = [Math.max(0, Math.ceil(y - radius - 0.5)), Math.min(this.height - 1, Math.floor(y + radius - 0.5))];
    for (let row = rows[0] ?? 0; row <= (rows[1] ?? -1); ++row) {
      const dy = row + 0.5 - y;
      const half = Math.sqrt(Math.max(0, radius * radius - dy * dy));
      const to = Math.min(this.width - 1, Math.floor(x + half - 0.5));
      for (let column = Math.max(0, Math.ceil(x - half - 0.5)); column <= to; ++column) {
        const dx = column + 0.5 - x;
        const at = row * this.width + column;
        const distance = dx * dx + dy * dy;
        if (distance >= (this.#near[at] ?? 0)) continue;
        this.#near[at] = distance;
        this.cells[at] = number;
      }
    }
  }
}
