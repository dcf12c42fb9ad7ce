// Which part of the map's plane is seen: `scale` pixels a unit, with the point (left, top) in the upper left corner.
// Pure; pixels are the canvas's own (device pixels).

import { kWorld, type Box } from "../shapes/decode";

export interface View {
  scale: number;
  left: number;
  top: number;
}
export interface Size {
  width: number;
  height: number;
}

export const kMaxZoom = 96;
const kMargin = 0.06;
const kWhole: Box = [0, 0, kWorld.width, kWorld.height];

/** The view in which a box fills the canvas, with some room around it. Never closer than the closest zoom. */
export function fit(box: Box | null, size: Size): View {
  const [left, top, right, bottom] = box ?? kWhole;
  const room = box ? 1 - 2 * kMargin : 1;
  const wide = Math.max(right - left, 1e-6);
  const high = Math.max(bottom - top, 1e-6);
  const scale = Math.min((size.width * room) / wide, (size.height * room) / high, wholeScale(size) * kMaxZoom);
  return {
    scale,
    left: (left + right) / 2 - size.width / scale / 2,
    top: (top + bottom) / 2 - size.height / scale / 2,
  };
}

export const wholeScale = ({ width, height }: Size): number => Math.min(width / kWorld.width, height / kWorld.height);

/** 1: the whole country fits. */
export const zoomOf = (view: View, size: Size): number => view.scale / wholeScale(size);

/** Closer (factor > 1) or further, with the point under (x, y) staying there; no further than the whole country. */
export function zoomAt(view: View, size: Size, factor: number, x: number, y: number): View {
  const whole = wholeScale(size);
  const scale = Math.min(Math.max(view.scale * factor, whole), whole * kMaxZoom);
  return keepInSight(
    { scale, left: view.left + x / view.scale - x / scale, top: view.top + y / view.scale - y / scale },
    size,
  );
}

export function pan(view: View, size: Size, dx: number, dy: number): View {
  return keepInSight({ ...view, left: view.left - dx / view.scale, top: view.top - dy / view.scale }, size);
}

/** The middle of the canvas stays over the country. */
function keepInSight(view: View, size: Size): View {
  const half = { x: size.width / view.scale / 2, y: size.height / view.scale / 2 };
  const within = (low: number, half: number, most: number) => {
    if (2 * half >= most) return most / 2 - half;
    return Math.min(Math.max(low, -half / 2), most - 1.5 * half);
  };
  return {
    scale: view.scale,
    left: within(view.left, half.x, kWorld.width),
    top: within(view.top, half.y, kWorld.height),
  };
}
