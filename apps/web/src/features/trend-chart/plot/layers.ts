// What is drawn under and over the lines: recessions, the zero line, marks. On uPlot's own canvas, in its pixels.

import type uPlot from "uplot";
import type { Mark, Overlay } from "../overlay";
import { kScaleNames, type Colours } from "./options";

const kMarkSize = 5;
const kGap = 11;
const kSpeck = 2;

/** Recessions, behind everything. */
export function drawUnder(u: uPlot, { bands }: Overlay, colours: Colours): void {
  if (bands.length === 0) return;
  const { left, top, width, height } = u.bbox;
  u.ctx.save();
  u.ctx.fillStyle = `${colours.of("--ink-3")}2e`;
  for (const { from, to } of bands) {
    const a = Math.max(left, u.valToPos(from, "x", true));
    const b = Math.min(left + width, u.valToPos(to, "x", true));
    if (b > a) u.ctx.fillRect(a, top, b - a, height);
  }
  u.ctx.restore();
}

/** The zero line of changes, a little stronger than the grid. */
export function drawZero(u: uPlot, colours: Colours): void {
  const scale = u.scales.left;
  if (scale?.min == null || scale.max == null || scale.min >= 0 || scale.max <= 0) return;
  const y = Math.round(u.valToPos(0, "left", true));
  u.ctx.save();
  u.ctx.strokeStyle = colours.of("--line-strong");
  u.ctx.lineWidth = devicePixelRatio;
  u.ctx.beginPath();
  u.ctx.moveTo(u.bbox.left, y);
  u.ctx.lineTo(u.bbox.left + u.bbox.width, y);
  u.ctx.stroke();
  u.ctx.restore();
}

/** The outline of a mark around a place on the canvas; peaks stand above it, troughs below. */
function outline(ctx: CanvasRenderingContext2D, kind: Mark["kind"], x: number, y: number, size: number): void {
  ctx.beginPath();
  if (kind === "peak" || kind === "trough") {
    const up = kind === "peak" ? -1 : 1;
    const tip = y + up * kGap * (size / kMarkSize) * 0.5;
    ctx.moveTo(x, tip);
    ctx.lineTo(x - size, tip + up * size * 1.5);
    ctx.lineTo(x + size, tip + up * size * 1.5);
    ctx.closePath();
  } else {
    ctx.arc(x, y, size * 0.85, 0, 2 * Math.PI);
  }
}

export function drawOver(u: uPlot, { marks }: Overlay, scales: ReadonlyMap<string, 0 | 1>, colours: Colours): void {
  const { left, top, width, height } = u.bbox;
  const pixel = devicePixelRatio;
  u.ctx.save();
  u.ctx.setLineDash([]); // a dashed line may have been drawn last
  for (const { time, value, metric, kind } of marks) {
    const x = u.valToPos(time, "x", true);
    if (x < left - 1 || x > left + width + 1) continue;
    if (kind === "break") {
      u.ctx.strokeStyle = colours.of("--ink-3");
      u.ctx.lineWidth = pixel;
      u.ctx.setLineDash([2 * pixel, 4 * pixel]);
      u.ctx.beginPath();
      u.ctx.moveTo(x, top);
      u.ctx.lineTo(x, top + height);
      u.ctx.stroke();
      u.ctx.setLineDash([]);
      continue;
    }
    const axis = scales.get(metric);
    if (value === null || axis === undefined) continue;
    const y = u.valToPos(value, kScaleNames[axis], true);
    if (kind === "restated") {
      // There can be hundreds, and they say nothing of the market: a speck each.
      u.ctx.fillStyle = colours.of("--ink-3");
      u.ctx.fillRect(x - kSpeck * pixel, y - kSpeck * pixel, 2 * kSpeck * pixel, 2 * kSpeck * pixel);
      continue;
    }
    outline(u.ctx, kind, x, y, kMarkSize * pixel);
    u.ctx.lineWidth = 1.75 * pixel;
    u.ctx.strokeStyle = colours.of("--down");
    u.ctx.fillStyle = colours.of(kind === "unusual" ? "--surface" : "--down");
    u.ctx.fill();
    u.ctx.stroke();
  }
  u.ctx.restore();
}
