"use client";
// Where the places that match lie. Follows the pointer: the classes of the live screen go to the map each frame.

import { useEffect, useState } from "react";
import { RegionMap, usePlaceNames } from "@/features/region-map";
import { formatCount } from "@/shared/format/number";
import { typePlural } from "@/shared/format/words";
import { useTheme, type Theme } from "@/shared/state/theme";
import { kMatches, kMisses, kUntold } from "../engine";
import { isColumn, type Places } from "../level-data";
import type { LiveScreen } from "../live";
import type { Level } from "../view-state";
import { nameOf, printer } from "../words";
import styles from "./results-map.module.css";

/** By class: nothing can be told, misses, matches. */
const kPalettes: Record<Theme, readonly string[]> = {
  light: ["#e3e0d9", "#d3d8dc", "#0f6cae"],
  dark: ["#2a3037", "#3a444d", "#5fb0ea"],
};

const kWords = { [kUntold]: "cannot be told", [kMisses]: "does not match", [kMatches]: "matches" } as const;

interface Props {
  level: Level;
  within: string | null;
  live: LiveScreen;
  /** null while they are read. */
  places: Places | null;
}

const kNone: readonly string[] = [];

export function ResultsMap({ level, within, live, places }: Props) {
  const [classes, setClasses] = useState<{ of: Places | null; list: Uint8Array }>({
    of: null,
    list: new Uint8Array(0),
  });
  const [picked, setPicked] = useState<string | null>(null);
  const theme = useTheme();
  const names = usePlaceNames(level === "zip" && picked === null ? null : level);
  useEffect(
    () =>
      live.subscribe(() => {
        const { engine, data } = live;
        if (engine && data) setClasses({ of: data.places, list: engine.classes.slice() });
      }),
    [live],
  );
  const fits = places !== null && classes.of === places;
  const ids = fits ? places.ids : kNone;
  const counts = [0, 0, 0];
  if (fits) for (const one of classes.list) counts[one] = (counts[one] ?? 0) + 1;
  const [untold = 0, misses = 0, matches = 0] = counts;
  const plural = typePlural(level);
  const nameOfPlace = (id: string): string => names.get(id) ?? (level === "zip" ? id.replace(/^zip-/, "") : id);

  function describe(index: number): string {
    const { data } = live;
    const values = (data?.columns ?? []).filter(isColumn).map(({ use, values: all }) => {
      const value = all[index] ?? NaN;
      return `${nameOf(use.measure, use)} ${Number.isNaN(value) ? "not known" : printer(use)(value)}`;
    });
    const stands = kWords[(classes.list[index] ?? kUntold) as keyof typeof kWords];
    return [`${nameOfPlace(ids[index] ?? "")}: ${stands}`, ...values].join("; ");
  }
  const at = picked === null ? undefined : places?.row.get(picked);
  return (
    <div className={styles.map} data-testid="screen-map" data-matched={fits ? matches : ""}>
      <RegionMap
        level={level}
        within={within}
        regions={ids}
        classes={fits ? classes.list : new Uint8Array(0)}
        palette={kPalettes[theme]}
        selected={picked}
        onPick={setPicked}
        label={`Map of ${plural}: where those that match lie. The table below lists them.`}
        describe={describe}
      />
      <ul className={styles.legend} aria-label={`Colours of the map, ${plural}`}>
        {[
          { name: "match", count: matches, colour: kMatches },
          { name: "do not", count: misses, colour: kMisses },
          { name: "cannot be told", count: untold, colour: kUntold },
        ].map(({ name, count, colour }) => (
          <li key={name}>
            <svg viewBox="0 0 14 14" aria-hidden="true">
              <rect width="14" height="14" rx="3" fill={kPalettes[theme][colour]} />
            </svg>
            {formatCount(count)} {name}
          </li>
        ))}
      </ul>
      <p className={styles.picked} role="status" data-testid="picked">
        {picked === null ? (
          <span className="muted">Press a place to see its numbers.</span>
        ) : (
          <>
            {at === undefined ? `${nameOfPlace(picked)}: not among the places looked at` : describe(at)}.{" "}
            <a href={`/region/${picked}`}>Open its page</a>
          </>
        )}
      </p>
    </div>
  );
}
