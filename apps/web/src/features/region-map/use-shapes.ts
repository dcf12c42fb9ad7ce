"use client";
// The shapes a map needs, as React state: those of its level, the states' borders, and the place it is about.

import { useEffect, useMemo, useState } from "react";
import type { Level } from "./engine/level";
import type { Box, MapLevel, Polygon } from "./shapes/decode";
import { loadLevel, loadNames, type PlaceNames } from "./shapes/load";

interface Shapes {
  of: string;
  level: Level;
  states: Level;
  /** Of the place the map is about; null: the whole country. */
  area: readonly Polygon[] | null;
  box: Box | null;
  /** Its outline is made of many cells: not to be drawn as a line. */
  approximateArea: boolean;
}

const kAreaLevels: readonly string[] = ["state", "county", "metro"] satisfies MapLevel[];

async function load(level: MapLevel, within: string | null): Promise<Omit<Shapes, "of">> {
  const areaLevel = within?.split("-")[0] ?? "";
  const around = within !== null && kAreaLevels.includes(areaLevel) ? loadLevel(areaLevel as MapLevel) : null;
  const [own, states, places] = await Promise.all([loadLevel(level), loadLevel("state"), around]);
  const number = within === null ? undefined : places?.numberOf.get(within);
  const outline = places?.shapes.form === "outlines" && number !== undefined ? places.shapes.regions[number] : null;
  return {
    level: own,
    states,
    area: outline?.polygons ?? null,
    box: outline?.box ?? null,
    approximateArea: outline?.approximate === true,
  };
}

interface ShapesState {
  shapes: Shapes | null;
  failed: boolean;
  retry: () => void;
}

export function useShapes(level: MapLevel, within: string | null): ShapesState {
  const of = `${level} ${within ?? ""}`;
  const [shapes, setShapes] = useState<Shapes | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    load(level, within).then(
      (found) => {
        if (wanted) setShapes({ of, ...found });
      },
      () => {
        if (wanted) setFailed(of);
      },
    );
    return () => {
      wanted = false;
    };
  }, [level, within, of, attempt]);
  const retry = () => {
    setFailed(null);
    setAttempt((n) => n + 1);
  };
  return { shapes: shapes?.of === of ? shapes : null, failed: failed === of, retry };
}

/** Labels of all places of a level; empty until they are there, or where they cannot be read. */
export function usePlaceNames(level: MapLevel | null): PlaceNames {
  const [held, setHeld] = useState<{ level: MapLevel | null; names: PlaceNames }>({ level: null, names: new Map() });
  useEffect(() => {
    if (level === null) return;
    let wanted = true;
    loadNames(level).then(
      (names) => {
        if (wanted) setHeld({ level, names });
      },
      () => undefined, // ids stand in for names
    );
    return () => {
      wanted = false;
    };
  }, [level]);
  return held.level === level ? held.names : kNoNames;
}
const kNoNames: PlaceNames = new Map();

interface OutlineNotes {
  /** Whose outline is approximate. */
  approximate: readonly string[];
  /** Not on the map: outside its projection (the territories). */
  undrawn: readonly string[];
}
const kNoNotes: OutlineNotes = { approximate: [], undrawn: [] };

/** What must be said about how some regions are drawn; nothing until the shapes are there. */
export function useOutlineNotes(level: MapLevel, regions: readonly string[]): OutlineNotes {
  const { shapes } = useShapes(level, null);
  return useMemo(() => {
    if (!shapes) return kNoNotes;
    const { numberOf, shapes: drawn } = shapes.level;
    const undrawn = regions.filter((id) => !numberOf.has(id));
    if (drawn.form === "points") return { approximate: [], undrawn };
    const isApproximate = (id: string) => drawn.regions[numberOf.get(id) ?? -1]?.approximate === true;
    return { approximate: regions.filter(isApproximate), undrawn };
  }, [shapes, regions]);
}
