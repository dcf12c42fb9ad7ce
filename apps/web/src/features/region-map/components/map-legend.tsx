"use client";
// The classes of a map: their colours, bounds, and how many regions are in each. Pressing one shows only it.

import { useTheme } from "@/shared/state/theme";
import { formatCount } from "@/shared/format/number";
import { kLooks } from "../colours";
import styles from "./map-legend.module.css";

interface MapLegendProps {
  /** By class, from 1; the whole palette, not the filtered one. */
  palette: readonly string[];
  /** Where each class but the first begins. */
  breaks: readonly number[];
  /** Regions in each class. */
  counts: readonly number[];
  /** Regions that could have a value and have none; null: not known. */
  noData: number | null;
  format: (bound: number) => string;
  /** The class that is shown alone; null: all. */
  only: number | null;
  onOnly: (only: number | null) => void;
  /** What is counted: "counties". */
  noun: string;
  /** ZIP codes are points, without hatching. */
  hatched?: boolean;
}

export function MapLegend({
  palette,
  breaks,
  counts,
  noData,
  format,
  only,
  onOnly,
  noun,
  hatched = true,
}: MapLegendProps) {
  const look = kLooks[useTheme()];
  const bounds = (i: number): string => {
    const [low, high] = [breaks[i - 1], breaks[i]];
    if (low === undefined) return high === undefined ? "All values" : `under ${format(high)}`;
    return high === undefined ? `${format(low)} and more` : `${format(low)} to ${format(high)}`;
  };
  return (
    <ul className={styles.legend} aria-label={`Classes of ${noun}; press one to show only it`} data-testid="map-legend">
      {counts.map((count, i) => (
        <li key={i}>
          <button
            type="button"
            className={styles.class}
            aria-pressed={only === i + 1}
            data-testid={`legend-class-${i + 1}`}
            data-count={count}
            data-faint={only !== null && only !== i + 1}
            title={only === i + 1 ? "Show all classes again" : "Show only this class"}
            onClick={() => onOnly(only === i + 1 ? null : i + 1)}
          >
            <svg viewBox="0 0 28 14" className={styles.swatch} aria-hidden="true">
              <rect width="28" height="14" rx="2" fill={palette[i + 1] ?? "none"} />
            </svg>
            <span className={styles.bounds}>{bounds(i)}</span>
            <span className={styles.count}>
              {formatCount(count)} <span className="visually-hidden">{noun}</span>
            </span>
          </button>
        </li>
      ))}
      <li className={styles.none}>
        <svg viewBox="0 0 28 14" className={styles.swatch} aria-hidden="true">
          <rect width="28" height="14" rx="2" fill={look.noData} />
          {hatched ? (
            <path d="M0 8 8 0M2 14 16 0M10 14 24 0M18 14 28 4" stroke={look.noDataHatch} strokeWidth="1.5" />
          ) : null}
        </svg>
        <span className={styles.bounds}>no data</span>
        <span className={styles.count}>{noData === null ? "" : formatCount(noData)}</span>
      </li>
    </ul>
  );
}
