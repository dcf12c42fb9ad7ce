// Borders and marks: strokes over the coloured pixels.

import type { Outlines, Polygon } from "../shapes/decode";
import type { Drawn, Level } from "./level";
import type { View } from "./view";

/** The borders of what is drawn, each arc once, in the map's plane. */
export function borderPath(outlines: Outlines, drawn: Drawn | null): Path2D {
  const arcs = new Set<number>();
  outlines.regions.forEach((region, i) => {
    if (drawn && (drawn.covered.has(i) || (region.former && !drawn.order.includes(i)))) return;
    for (const arc of region.borders) arcs.add(arc);
  });
  const path = new Path2D();
  for (const number of arcs) {
    const arc = outlines.arcs[number];
    if (!arc) continue;
    path.moveTo(arc[0] ?? 0, arc[1] ?? 0);
    for (let i = 2; i < arc.length; i += 2) path.lineTo(arc[i] ?? 0, arc[i + 1] ?? 0);
  }
  return path;
}

/** @param width of the line, in pixels */
export function stroke(
  context: CanvasRenderingContext2D,
  view: View,
  path: Path2D,
  colour: string,
  width: number,
  alpha = 1,
): void {
  context.save();
  context.setTransform(view.scale, 0, 0, view.scale, -view.left * view.scale, -view.top * view.scale);
  context.lineJoin = "round";
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  context.lineWidth = width / view.scale;
  context.stroke(path);
  context.restore();
}

/** The outline of one region: its rings, or a circle around its point. @param radius of the points, in pixels */
export function markPath(level: Level, number: number, view: View, radius: number): Path2D | null {
  const path = new Path2D();
  if (level.shapes.form === "points") {
    const x = level.anchorX[number] ?? 0;
    const y = level.anchorY[number] ?? 0;
    path.arc(x, y, (radius + 1) / view.scale, 0, 2 * Math.PI);
    return path;
  }
  const region = level.shapes.regions[number];
  if (!region || region.approximate) return null; // made of many cells: the raster knows its edge
  path.addPath(ringsPath(region.polygons));
  return path;
}

export function ringsPath(polygons: readonly Polygon[]): Path2D {
  const path = new Path2D();
  for (const ring of polygons.flat()) {
    path.moveTo(ring[0] ?? 0, ring[1] ?? 0);
    for (let i = 2; i < ring.length; i += 2) path.lineTo(ring[i] ?? 0, ring[i + 1] ?? 0);
    path.closePath();
  }
  return path;
}
