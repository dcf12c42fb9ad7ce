// The screen while the pointer moves: filters change here at once, everything that shows them is painted in the next
// frame, and React hears of it when the hand rests. Not the truth: that is the server's answer to the address.

import { asks, type Filter } from "./condition";
import { Engine, type Counts } from "./engine";
import { isColumn, type LevelData } from "./level-data";

const kNoBars = { scale: { low: 0, high: 1, log: false, step: 1, decimals: 0, steps: 2 }, of: 0 };

/** A measure that could not be read: nobody has a value. */
const missing = (size: number) => ({
  ...kNoBars,
  values: new Float64Array(size).fill(NaN),
  bars: new Uint8Array(size).fill(255),
  all: new Uint32Array(0),
});

export class LiveScreen {
  data: LevelData | null = null;
  engine: Engine | null = null;
  filters: readonly Filter[] = [];
  /** Something was moved that the address does not say yet. */
  moving = false;
  private readonly painters = new Set<() => void>();
  private frame = 0;

  /** What the address says, as soon as its columns are there. */
  show(data: LevelData, filters: readonly Filter[]): void {
    if (this.data !== data) {
      this.data = data;
      const size = data.places.ids.length;
      const columns = data.columns.map((column) => (isColumn(column) ? column : missing(size)));
      this.engine = new Engine(size, columns, data.rest);
      filters.forEach((filter, i) => asks(filter) && this.engine?.setFilter(i, filter));
    } else {
      filters.forEach((filter, i) => {
        if (JSON.stringify(filter) !== JSON.stringify(this.filters[i])) this.engine?.setFilter(i, filter);
      });
    }
    this.filters = filters;
    this.moving = false;
    this.paint();
  }

  move(measure: string, part: Partial<Filter>): void {
    const index = this.filters.findIndex((filter) => filter.measure === measure);
    const before = this.filters[index];
    if (!before) return;
    const after = { ...before, ...part };
    this.filters = this.filters.map((filter, i) => (i === index ? after : filter));
    this.engine?.setFilter(index, after);
    this.moving = true;
    this.schedule();
  }

  filterOf(measure: string): Filter | undefined {
    return this.filters.find((filter) => filter.measure === measure);
  }

  get counts(): Counts | null {
    return this.engine?.counts ?? null;
  }

  /** @returns what ends it; the painter is called at once as well */
  subscribe(painter: () => void): () => void {
    this.painters.add(painter);
    painter();
    return () => this.painters.delete(painter);
  }

  private schedule(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.engine?.refresh();
    for (const painter of this.painters) painter();
  }
}
