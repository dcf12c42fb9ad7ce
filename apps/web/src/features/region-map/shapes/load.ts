// The map's files, each read once for the life of the page. Errors: a file that cannot be read rejects, and is asked
// for again the next time.

import { makeLevel, type Level } from "../engine/level";
import { decodeShapes, type MapLevel } from "./decode";

const kFolder = "/shapes";
const kept = new Map<string, Promise<unknown>>();

function once<T>(name: string, make: (response: Response) => Promise<T>): Promise<T> {
  const known = kept.get(name);
  if (known) return known as Promise<T>;
  const started = fetch(`${kFolder}/${name}`).then((response) => {
    if (!response.ok) throw new Error(`the outlines could not be read (${response.status})`);
    return make(response);
  });
  kept.set(name, started);
  started.catch(() => kept.delete(name));
  return started;
}

export const loadLevel = (level: MapLevel): Promise<Level> =>
  once(`${level}.bin`, async (response) => makeLevel(decodeShapes(await response.arrayBuffer())));

interface Names {
  codes: string[] | string;
  labels?: string[];
  towns?: string[];
  of?: number[];
}

export type PlaceNames = ReadonlyMap<string, string>;
const kZipDigits = 5;

/** Labels of every place of a level, as the API gives them, by id; those without a value and outside the map too. */
export const loadNames = (level: MapLevel): Promise<PlaceNames> =>
  once(`names-${level}.json`, async (response) => readNames(level, (await response.json()) as Names));

export function readNames(level: MapLevel, { codes, labels, towns, of }: Names): PlaceNames {
  if (typeof codes !== "string") return new Map(codes.map((code, i) => [`${level}-${code}`, labels?.[i] ?? code]));
  return new Map(
    (of ?? []).map((town, i) => {
      const code = codes.slice(i * kZipDigits, (i + 1) * kZipDigits);
      return [`${level}-${code}`, `${code}, ${towns?.[town] ?? ""}`];
    }),
  );
}
