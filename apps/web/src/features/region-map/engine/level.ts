// A level of the map as the engine needs it, whether its regions are outlines or points. Pure.

import type { Box, Outlines, Points, Polygon } from "../shapes/decode";

export interface Level {
  shapes: Outlines | Points;
  ids: readonly string[];
  numberOf: ReadonlyMap<string, number>;
  /** A point inside each region, or close to it: for keys, labels and marks. */
  anchorX: Float32Array;
  anchorY: Float32Array;
}

export function makeLevel(shapes: Outlines | Points): Level {
  const ids = shapes.form === "points" ? shapes.ids : shapes.regions.map(({ id }) => id);
  const numberOf = new Map(ids.map((id, i) => [id, i]));
  if (shapes.form === "points") return { shapes, ids, numberOf, anchorX: shapes.x, anchorY: shapes.y };
  const anchorX = new Float32Array(ids.length);
  const anchorY = new Float32Array(ids.length);
  shapes.regions.forEach(({ polygons, box }, i) => {
    const [x, y] = centreOf(polygons) ?? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    anchorX[i] = x;
    anchorY[i] = y;
  });
  return { shapes, ids, numberOf, anchorX, anchorY };
}

/** The centre of the largest polygon. */
function centreOf(polygons: readonly Polygon[]): [number, number] | null {
  let best: { area: number; x: number; y: number } | null = null;
  for (const [ring] of polygons) {
    if (!ring) continue;
    let [area, x, y] = [0, 0, 0];
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = ring.subarray(i, i + 4);
      const cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (area !== 0 && Math.abs(area) > (best?.area ?? 0))
      best = { area: Math.abs(area), x: x / (3 * area), y: y / (3 * area) };
  }
  return best && [best.x, best.y];
}

export function boxOf(level: Level, id: string): Box | null {
  const number = level.numberOf.get(id);
  if (number === undefined || level.shapes.form === "points") return null;
  return level.shapes.regions[number]?.box ?? null;
}

export function contains(polygons: readonly Polygon[], x: number, y: number): boolean {
  return polygons.some((rings) => {
    let odd = false;
    for (const ring of rings)
      for (let i = 0; i + 3 < ring.length; i += 2) {
        const [ax = 0, ay = 0, bx = 0, by = 0] = ring.subarray(i, i + 4);
        if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
      }
    return odd;
  });
}

/**
 * Which regions are drawn, in the order of drawing: the present ones, and over them those former ones that have a value
 * where none of the present ones there has. So a file of before a change of borders leaves no hole.
 * @param valued by number: whether the region has a value
 */
export function drawnOf(level: Level, valued: (number: number) => boolean): Drawn {
  const { shapes } = level;
  if (shapes.form === "points") return { order: level.ids.map((_, i) => i), covered: new Set() };
  const present: number[] = [];
  const former: number[] = [];
  const covered = new Set<number>();
  shapes.regions.forEach((region, i) => {
    if (!region.former) return void present.push(i);
    if (!valued(i) || region.successors.some(valued)) return;
    former.push(i);
    for (const successor of region.successors) covered.add(successor);
  });
  return { order: [...present, ...former], covered };
}

export interface Drawn {
  order: number[];
  /** Present regions that lie under former ones: without a border of their own. */
  covered: ReadonlySet<number>;
}

export const sameDrawn = (a: Drawn, b: Drawn): boolean =>
  a.order.length === b.order.length && a.order.every((number, i) => number === b.order[i]);
