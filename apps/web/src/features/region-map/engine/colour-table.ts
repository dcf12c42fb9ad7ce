// What colour each region of a level has: by its class, as one without a value, or as land the map is not about. Pure.

import { kLooks, type Theme } from "../colours";
import { contains, type Level } from "./level";
import { pixelOf, type ColourTable } from "./paint";
import { kLand } from "./raster";
import type { Polygon } from "../shapes/decode";

/** A level beside the data of a map. */
interface Cast {
  /** By number of the level: where it is in the data; -1: it is not. */
  dataOf: Int32Array;
  /** By number: 1 where the map is about it. */
  inside: Uint8Array;
}

/** @param area outline of the place the map is about; null: everything */
export function castOf(level: Level, regions: readonly string[], area: readonly Polygon[] | null): Cast {
  const dataOf = new Int32Array(level.ids.length).fill(-1);
  regions.forEach((id, i) => {
    const number = level.numberOf.get(id);
    if (number !== undefined) dataOf[number] = i;
  });
  const inside = new Uint8Array(level.ids.length).fill(1);
  if (area)
    for (let i = 0; i < inside.length; ++i)
      if (dataOf[i] === -1 && !contains(area, level.anchorX[i] ?? 0, level.anchorY[i] ?? 0)) inside[i] = 0;
  return { dataOf, inside };
}

/** By number: 1 where there is a value. */
export function valuedOf({ dataOf }: Cast, classes: Uint8Array): Uint8Array {
  const valued = new Uint8Array(dataOf.length);
  for (let i = 0; i < dataOf.length; ++i) {
    const at = dataOf[i] ?? -1;
    if (at >= 0 && (classes[at] ?? 0) > 0) valued[i] = 1;
  }
  return valued;
}

export function fillTable(
  table: ColourTable,
  { dataOf, inside }: Cast,
  classes: Uint8Array,
  palette: readonly string[],
  theme: Theme,
  points: boolean,
): void {
  const look = kLooks[theme];
  const colours = palette.map(pixelOf);
  const land = pixelOf(look.land);
  const none = pixelOf(look.noData);
  const hatch = points ? none : pixelOf(look.noDataHatch);
  for (let i = 0; i < dataOf.length; ++i) {
    const at = dataOf[i] ?? -1;
    const found = at >= 0 ? (classes[at] ?? 0) : 0;
    const colour = colours[found] ?? none;
    table.plain[i + 1] = found > 0 ? colour : inside[i] === 1 ? none : land;
    table.hatched[i + 1] = found > 0 ? colour : inside[i] === 1 ? hatch : land;
  }
  table.plain[kLand] = land;
  table.hatched[kLand] = land;
}
