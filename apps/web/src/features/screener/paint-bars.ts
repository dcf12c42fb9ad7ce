// Draws the histogram above a slider: all places in grey, and in colour those that meet every other condition, strong
// where they meet this one too. Each of the two is as tall as its own greatest bar, so that few among many still show.

import type { Filter } from "./condition";
import { clampedShare, kBars, type Scale } from "./scale";

export interface Colours {
  all: string;
  matching: string;
}

/** Of the theme in use. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return { all: colour("--line"), matching: colour("--series-1") };
}

const greatest = (bars: Uint32Array): number => bars.reduce((most, n) => Math.max(most, n), 0);
/** A bar of one place is seen, pixels. */
const kLeast = 1.5;
/** How strong the colour is of what this measure's own bounds leave out. */
const kUnchosen = 0.4;

export interface Bars {
  scale: Scale;
  all: Uint32Array;
  matching: Uint32Array | undefined;
}

export function paintBars(canvas: HTMLCanvasElement, { scale, all, matching }: Bars, filter: Filter, colours: Colours) {
  const ratio = devicePixelRatio;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  context.clearRect(0, 0, width, height);
  const gap = Math.max(1, Math.round(ratio));
  const draw = (bars: Uint32Array, colourOf: (bar: number) => string | null) => {
    const most = greatest(bars);
    if (most === 0) return;
    bars.forEach((n, bar) => {
      const colour = colourOf(bar);
      if (n === 0 || colour === null) return;
      const left = Math.round((bar * width) / kBars);
      const right = Math.round(((bar + 1) * width) / kBars) - gap;
      const tall = Math.max(kLeast * ratio, (n / most) * height);
      context.fillStyle = colour;
      context.fillRect(left, height - tall, right - left, tall);
    });
  };
  draw(all, () => colours.all);
  const from = filter.low ? clampedShare(scale, filter.low.value) * kBars : -1;
  const to = filter.high ? clampedShare(scale, filter.high.value) * kBars : kBars + 1;
  const chosen = (bar: number): boolean => filter.known !== false && bar + 1 > from && bar < to;
  if (!matching) return;
  context.globalAlpha = kUnchosen;
  draw(matching, (bar) => (chosen(bar) ? null : colours.matching));
  context.globalAlpha = 1;
  draw(matching, (bar) => (chosen(bar) ? colours.matching : null));
}
