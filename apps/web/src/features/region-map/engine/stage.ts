// The drawn map: three canvases on top of one another (colours, borders, marks) and the index raster behind them. Knows
// nothing of React, of measures or of the page. Everything here is in the canvas's own pixels unless said otherwise.

import { kLooks, type Theme } from "../colours";
import type { Box, Polygon } from "../shapes/decode";
import { drawnOf, sameDrawn, type Drawn, type Level } from "./level";
import { borderPath, markPath, ringsPath, stroke } from "./lines";
import { emptyTable, paint, type ColourTable } from "./paint";
import { IndexRaster, kLand } from "./raster";
import { fit, pan, wholeScale, zoomAt, zoomOf, type Size, type View } from "./view";

export interface Layers {
  colours: HTMLCanvasElement;
  borders: HTMLCanvasElement;
  marks: HTMLCanvasElement;
}

/** The raster has no more pixels than this, however fine the screen. */
const kMaxPixels = 2_400_000;
const kBordersFrom = 1.8; // zoom from which borders inside states are drawn in full
const kNone: Drawn = { order: [], covered: new Set() };

export class Stage {
  #size: Size = { width: 0, height: 0 };
  #density = 1;
  #view: View | null = null;
  #home: Box | null = null;
  #raster: IndexRaster | null = null;
  #image: ImageData | null = null;
  #level: Level | null = null;
  #states: Level | null = null;
  #drawn: Drawn = kNone;
  #valued: Uint8Array = new Uint8Array(0);
  #inside: Uint8Array | null = null;
  #area: readonly Polygon[] | null = null;
  #paths: { states: Path2D; regions: Path2D | null; area: Path2D | null } | null = null;
  #theme: Theme = "light";
  #marks: { selected: number | null; active: number | null } = { selected: null, active: null };
  readonly table: ColourTable = emptyTable();
  #frame = 0;
  /** After the view moved. */
  onMove: () => void = () => undefined;

  constructor(private readonly layers: Layers) {}

  get zoom(): number {
    return this.#view ? zoomOf(this.#view, this.#size) : 1;
  }
  get atHome(): boolean {
    const home = fit(this.#home, this.#size);
    return this.#view === null || Math.abs(home.scale / this.#view.scale - 1) < 1e-3;
  }
  get drawn(): Drawn {
    return this.#drawn;
  }

  /** @param width in the page's pixels @param density the device's pixels in one of the page's */
  resize(width: number, height: number, density: number): void {
    const most = Math.sqrt(kMaxPixels / Math.max(1, width * height));
    this.#density = Math.min(density, most);
    const size = { width: Math.max(1, Math.round(width * this.#density)), height: Math.round(height * this.#density) };
    if (size.width === this.#size.width && size.height === this.#size.height) return;
    const keep = this.#view !== null && !this.atHome ? this.#view : null;
    const before = this.#size;
    this.#size = { width: size.width, height: Math.max(1, size.height) };
    for (const canvas of Object.values(this.layers) as HTMLCanvasElement[]) {
      canvas.width = this.#size.width;
      canvas.height = this.#size.height;
    }
    this.#raster = new IndexRaster(this.#size.width, this.#size.height);
    this.#image = new ImageData(this.#size.width, this.#size.height);
    this.#view = keep
      ? { ...keep, scale: keep.scale * (wholeScale(this.#size) / wholeScale(before)) }
      : fit(this.#home, this.#size);
    this.redraw();
  }

  setShapes(level: Level, states: Level): void {
    this.#level = level;
    this.#states = states;
    this.#drawn = kNone;
    this.#marks = { selected: null, active: null };
    this.#paths = null;
    this.#draw(this.#valued);
  }

  /**
   * By number: which regions have a value (it decides between former and present ones), and which the map is about:
   * points elsewhere are left out. Redraws where that changes what is drawn.
   */
  setCast(valued: Uint8Array, inside: Uint8Array): void {
    this.#valued = valued;
    if (inside !== this.#inside && this.#level?.shapes.form === "points") this.#drawn = kNone;
    this.#inside = inside;
    this.#draw(valued);
  }

  #draw(valued: Uint8Array): void {
    if (!this.#level) return;
    const points = this.#level.shapes.form === "points";
    if (points && this.#drawn !== kNone) return; // all of them, always
    const drawn = drawnOf(this.#level, (number) => valued[number] === 1);
    const inside = this.#inside;
    if (points && inside?.length === drawn.order.length)
      drawn.order = drawn.order.filter((number) => inside[number] === 1);
    if (sameDrawn(drawn, this.#drawn)) return;
    this.#drawn = drawn;
    this.#paths = null;
    this.redraw();
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#drawBorders();
    this.#drawMarks();
  }

  /** The place the map is about: what is seen first, and its outline. null: the whole country. */
  setHome(home: Box | null, area: readonly Polygon[] | null): void {
    this.#home = home;
    this.#area = area;
    this.#paths = null;
    this.goHome();
  }

  goHome(): void {
    this.#moveTo(fit(this.#home, this.#size));
  }

  /** @param x in the page's pixels, from the map's left edge; without: the middle */
  zoomBy(factor: number, x?: number, y?: number): void {
    if (!this.#view) return;
    const at = [
      x === undefined ? this.#size.width / 2 : x * this.#density,
      y === undefined ? this.#size.height / 2 : y * this.#density,
    ];
    this.#moveTo(zoomAt(this.#view, this.#size, factor, at[0] ?? 0, at[1] ?? 0));
  }

  /** By so many of the page's pixels. */
  panBy(dx: number, dy: number): void {
    if (this.#view) this.#moveTo(pan(this.#view, this.#size, dx * this.#density, dy * this.#density));
  }

  /** Moves the view so far that a region's point is in sight. */
  reveal(number: number): void {
    const at = this.place(number);
    const room = 24;
    if (!at) return;
    const width = this.#size.width / this.#density;
    const height = this.#size.height / this.#density;
    const dx = Math.max(0, room - at.x) - Math.max(0, at.x - (width - room));
    const dy = Math.max(0, room - at.y) - Math.max(0, at.y - (height - room));
    if (dx !== 0 || dy !== 0) this.panBy(dx, dy);
  }

  /** Where a region's point is, in the page's pixels. */
  place(number: number): { x: number; y: number } | null {
    if (!this.#level || !this.#view) return null;
    const { scale, left, top } = this.#view;
    return {
      x: (((this.#level.anchorX[number] ?? 0) - left) * scale) / this.#density,
      y: (((this.#level.anchorY[number] ?? 0) - top) * scale) / this.#density,
    };
  }

  /** What part of the plane is in the middle. */
  middle(): [number, number] {
    if (!this.#view) return [0, 0];
    const { scale, left, top } = this.#view;
    return [left + this.#size.width / scale / 2, top + this.#size.height / scale / 2];
  }

  /** The region at a point of the page's pixels; null: none. */
  hit(x: number, y: number): number | null {
    const found = this.#raster?.at(x * this.#density, y * this.#density) ?? 0;
    return found === 0 ? null : found - 1;
  }

  mark(selected: number | null, active: number | null): void {
    if (selected === this.#marks.selected && active === this.#marks.active) return;
    this.#marks = { selected, active };
    this.#drawMarks();
  }

  /** Colours by the table, in the raster as it is. */
  recolour(): void {
    const context = this.layers.colours.getContext("2d");
    if (!context || !this.#raster || !this.#image) return;
    const pixels = new Uint32Array(this.#image.data.buffer);
    paint(this.#raster.cells, this.#size.width, this.table, pixels, this.#density);
    context.putImageData(this.#image, 0, 0);
  }

  redraw(): void {
    this.#fill();
    this.recolour();
    this.#drawBorders();
    this.#drawMarks();
    this.onMove();
  }

  /** No more frames are drawn. */
  close(): void {
    cancelAnimationFrame(this.#frame);
  }

  /** At most one drawing a frame, however many events ask for one. */
  #moveTo(view: View): void {
    this.#view = view;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.redraw());
  }

  /** Points grow slower than the map. */
  #radius(): number {
    return Math.min(10, 1.5 * this.zoom ** 0.55) * this.#density;
  }

  #fill(): void {
    const raster = this.#raster;
    const view = this.#view;
    if (!raster || !view || !this.#level || !this.#states) return;
    raster.clear();
    const seen = ([left, top, right, bottom]: Box) =>
      right > view.left &&
      bottom > view.top &&
      left < view.left + this.#size.width / view.scale &&
      top < view.top + this.#size.height / view.scale;
    const land = this.#states.shapes;
    if (land.form === "outlines")
      for (const { polygons, box } of land.regions)
        if (seen(box)) for (const polygon of polygons) raster.fill(polygon, view, kLand);
    const { shapes, anchorX, anchorY } = this.#level;
    if (shapes.form === "outlines") {
      for (const number of this.#drawn.order) {
        const region = shapes.regions[number];
        if (!region || !seen(region.box)) continue;
        for (const polygon of region.polygons) raster.fill(polygon, view, number + 1);
      }
      return;
    }
    const radius = this.#radius();
    for (const number of this.#drawn.order) {
      const x = ((anchorX[number] ?? 0) - view.left) * view.scale;
      const y = ((anchorY[number] ?? 0) - view.top) * view.scale;
      if (x < -radius || y < -radius || x > this.#size.width + radius || y > this.#size.height + radius) continue;
      raster.disc(x, y, radius, number + 1);
    }
  }

  #drawBorders(): void {
    const context = this.layers.borders.getContext("2d");
    if (!context || !this.#view || !this.#level || this.#states?.shapes.form !== "outlines") return;
    context.clearRect(0, 0, this.#size.width, this.#size.height);
    const { shapes } = this.#level;
    this.#paths ??= {
      area: this.#area && ringsPath(this.#area),
      states: borderPath(this.#states.shapes, null),
      regions: shapes.form === "outlines" && shapes.level !== "state" ? borderPath(shapes, this.#drawn) : null,
    };
    const look = kLooks[this.#theme];
    const thin = this.#density;
    if (this.#paths.regions) {
      const near = this.zoom >= kBordersFrom;
      stroke(context, this.#view, this.#paths.regions, look.border, (near ? 0.9 : 0.5) * thin, near ? 0.9 : 0.55);
    }
    stroke(context, this.#view, this.#paths.states, look.stateBorder, 0.9 * thin, 0.75);
    if (this.#paths.area) stroke(context, this.#view, this.#paths.area, look.stateBorder, 1.4 * thin);
  }

  #drawMarks(): void {
    const context = this.layers.marks.getContext("2d");
    if (!context || !this.#view || !this.#level) return;
    context.clearRect(0, 0, this.#size.width, this.#size.height);
    const { selected, active } = this.#marks;
    const look = kLooks[this.#theme];
    for (const [number, width] of [
      [selected, 3],
      [active, 2],
    ] as const) {
      if (number === null) continue;
      const path = markPath(this.#level, number, this.#view, this.#radius());
      if (path) {
        stroke(context, this.#view, path, look.markHalo, (width + 2) * this.#density, 0.85);
        stroke(context, this.#view, path, look.mark, width * this.#density);
      } else {
        this.#markCells(context, number + 1, width * this.#density, look.mark);
      }
    }
  }

  /** The edge of a region as the raster has it. */
  #markCells(context: CanvasRenderingContext2D, number: number, width: number, colour: string): void {
    const raster = this.#raster;
    if (!raster) return;
    const { cells, width: across } = raster;
    context.fillStyle = colour;
    for (let at = across; at < cells.length - across; ++at) {
      if (cells[at] !== number) continue;
      if ([at - 1, at + 1, at - across, at + across].every((other) => cells[other] === number)) continue;
      context.fillRect((at % across) - width / 2, Math.floor(at / across) - width / 2, width, width);
    }
  }
}
