"use client";
// What is mapped: level, measure, how classes are made.

import { MeasurePicker } from "@/features/measures";
import type { MapLevel } from "@/features/region-map";
import { kBreaks, kLevels, type Breaks, type MapView } from "../view-state";
import styles from "./map-page.module.css";

interface Props {
  view: MapView;
  change: (part: Partial<MapView>) => void;
}

/** The place the map is about stays, where the level has regions inside it. */
function within(view: MapView, level: MapLevel): string | null {
  if (view.within === null || level === "state") return null;
  return view.within.startsWith("state-") || level === "zip" ? view.within : null;
}

export function MapControls({ view, change }: Props) {
  return (
    <div className={styles.controls}>
      <div className="segments" role="group" aria-label="Level">
        {kLevels.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            aria-pressed={view.level === id}
            data-testid={`level-${id}`}
            onClick={() => change({ level: id, within: within(view, id), place: null })}
          >
            {name}
          </button>
        ))}
      </div>
      <div className={styles.measure}>
        <MeasurePicker
          type={view.level}
          value={view.measure}
          onChange={(measure) => change({ measure })}
          testId="map-measure"
        />
      </div>
      <label className={styles.choice}>
        <span>Classes</span>
        <select
          value={view.breaks ?? ""}
          data-testid="map-breaks"
          onChange={(event) => change({ breaks: event.target.value === "" ? null : (event.target.value as Breaks) })}
        >
          <option value="">Automatic</option>
          {kBreaks.map(({ id, name, meaning }) => (
            <option key={id} value={id} title={meaning}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
