"use client";
// What the chart shows: metrics, transform, range, compared places.

import { PlaceSearch } from "@/features/search";
import { kMaxUnits } from "@/features/trend-chart";
import type { RegionProfile } from "@/shared/api/contract";
import { kTransforms } from "@/shared/format/words";
import { kMaxCompare, kMaxMetrics, kPresets, presetOf, presetWindow, type ViewState } from "../view-state";
import styles from "./controls.module.css";

/** Frequencies that know a change from month to month. */
const kMonthly: readonly string[] = ["week", "month"];

interface Props {
  region: RegionProfile;
  view: ViewState;
  /** The metrics in effect, the default included. */
  metrics: readonly string[];
  labelOf: (id: string) => string;
  change: (part: Partial<ViewState>) => void;
}

export function Controls({ region, view, metrics, labelOf, change }: Props) {
  const periods = region.latest.filter(({ metric }) => metrics.includes(metric)).map(({ period }) => period);
  const preset = presetOf(view, periods);
  const noMonths = region.latest.some(
    ({ metric, frequency }) => metrics.includes(metric) && !kMonthly.includes(frequency),
  );
  return (
    <div className={styles.controls}>
      <MetricChips region={region} view={view} metrics={metrics} change={change} />
      <div className={styles.row}>
        <div className={styles.segments} role="group" aria-label="Transform">
          {kTransforms.map(({ id, name, brief, meaning }) => (
            <button
              key={id}
              type="button"
              data-testid={`transform-${id}`}
              title={id === "mom" && noMonths ? "A chosen metric comes less often than monthly" : meaning}
              aria-pressed={view.transform === id}
              onClick={() => change({ transform: id })}
              disabled={id === "mom" && noMonths && view.transform !== "mom"}
            >
              <Label name={name} brief={brief} />
            </button>
          ))}
        </div>
        <div className={styles.segments} role="group" aria-label="Range">
          {kPresets.map((p) => (
            <button
              key={p.id}
              type="button"
              data-testid={`range-${p.id}`}
              aria-pressed={preset === p.id}
              onClick={() => change(presetWindow(p, periods))}
            >
              <Label name={p.name} brief={p.brief} />
            </button>
          ))}
        </div>
      </div>
      <Compare view={view} labelOf={labelOf} change={change} />
    </div>
  );
}

/** The full word where there is room, the brief one on a phone. */
function Label({ name, brief }: { name: string; brief: string }) {
  return (
    <>
      <span className={styles.long}>{name}</span>
      <span className={styles.brief}>{brief}</span>
    </>
  );
}

function MetricChips({ region, view, metrics, change }: Omit<Props, "labelOf">) {
  const known = region.latest.map(({ metric, name, unit }) => ({ id: metric, name, unit: unit as string | null }));
  const strangers = metrics.filter((id) => !known.some((m) => m.id === id)).map((id) => ({ id, name: id, unit: null }));
  const chips = [...known, ...strangers];
  const units = new Set(chips.filter(({ id }) => metrics.includes(id)).map(({ unit }) => unit));
  const why = (id: string, unit: string | null): string | undefined => {
    if (metrics.includes(id)) return metrics.length === 1 ? "The chart needs one metric at least" : undefined;
    if (metrics.length >= kMaxMetrics) return `The chart shows ${kMaxMetrics} metrics at most`;
    if (view.transform === "level" && !units.has(unit) && units.size >= kMaxUnits) {
      return `The chart has ${kMaxUnits} axes: choose a change or the index to mix more units`;
    }
    return undefined;
  };
  return (
    <div className={styles.chips} role="group" aria-label="Metrics">
      {chips.map(({ id, name, unit }) => {
        const chosen = metrics.includes(id);
        const reason = why(id, unit);
        return (
          <button
            key={id}
            type="button"
            role="checkbox"
            aria-checked={chosen}
            className={styles.chip}
            data-testid={`metric-${id}`}
            title={reason}
            disabled={reason !== undefined && !chosen}
            aria-disabled={reason !== undefined}
            onClick={() => {
              if (reason === undefined)
                change({ metrics: chosen ? metrics.filter((m) => m !== id) : [...metrics, id] });
            }}
          >
            <span aria-hidden="true" className={styles.tick} />
            {name}
          </button>
        );
      })}
    </div>
  );
}

function Compare({ view, labelOf, change }: Pick<Props, "view" | "labelOf" | "change">) {
  const full = view.compare.length >= kMaxCompare;
  return (
    <div className={styles.compare}>
      {view.compare.map((id) => (
        <span key={id} className={styles.place}>
          <a href={`/region/${id}`}>{labelOf(id)}</a>
          <button
            type="button"
            aria-label={`Stop comparing with ${labelOf(id)}`}
            data-testid={`compare-remove-${id}`}
            onClick={() => change({ compare: view.compare.filter((other) => other !== id) })}
          >
            ×
          </button>
        </span>
      ))}
      {full ? (
        <span className="small muted">{kMaxCompare} places compared, the most that stay readable.</span>
      ) : (
        <div className={styles.add}>
          <PlaceSearch
            label="Compare with another place"
            placeholder="Compare with…"
            testId="compare-input"
            clearOnPick
            onPick={({ id }) => {
              if (id !== view.region && !view.compare.includes(id)) change({ compare: [...view.compare, id] });
            }}
          />
        </div>
      )}
    </div>
  );
}
