"use client";
// The metrics of the chart: the usual ones as chips, the others in a list behind them.

import { kMaxUnits } from "@/features/trend-chart";
import type { RegionProfile } from "@/shared/api/contract";
import { splitMetrics, type Named } from "../chips";
import { kMaxMetrics, type ViewState } from "../view-state";
import styles from "./controls.module.css";

interface Props {
  region: RegionProfile;
  view: ViewState;
  /** The metrics in effect, the default included. */
  metrics: readonly string[];
  change: (part: Partial<ViewState>) => void;
}

export function MetricChips({ region, view, metrics, change }: Props) {
  const known = region.latest.map(({ metric, name, unit }): Named => ({ id: metric, name, unit }));
  const strangers = metrics
    .filter((id) => !known.some((m) => m.id === id))
    .map((id): Named => ({ id, name: id, unit: null }));
  const all = [...known, ...strangers];
  const { chips, plain, variants } = splitMetrics(all, metrics);
  const units = new Set(all.filter(({ id }) => metrics.includes(id)).map(({ unit }) => unit));
  const why = ({ id, unit }: Named): string | undefined => {
    if (metrics.includes(id)) return metrics.length === 1 ? "The chart needs one metric at least" : undefined;
    if (metrics.length >= kMaxMetrics) return `The chart shows ${kMaxMetrics} metrics at most`;
    if (view.transform === "level" && !view.separate && !units.has(unit) && units.size >= kMaxUnits) {
      return `The chart has ${kMaxUnits} axes: choose a change, the index or separate charts to mix more units`;
    }
    return undefined;
  };
  const full = metrics.length >= kMaxMetrics;
  const more = (title: string, list: readonly Named[]) =>
    list.length > 0 ? (
      <optgroup label={title}>
        {list.map((each) => (
          <option key={each.id} value={each.id} disabled={why(each) !== undefined}>
            {each.name}
          </option>
        ))}
      </optgroup>
    ) : null;
  return (
    <div className={styles.chips} role="group" aria-label="Metrics">
      {chips.map((each) => {
        const { id, name } = each;
        const chosen = metrics.includes(id);
        const reason = why(each);
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
      {plain.length + variants.length > 0 ? (
        <select
          className={`${styles.select} ${styles.others}`}
          aria-label="Add another metric"
          value=""
          disabled={full}
          title={full ? `The chart shows ${kMaxMetrics} metrics at most` : undefined}
          data-testid="metric-more"
          onChange={(event) => change({ metrics: [...metrics, event.target.value] })}
        >
          <option value="">{plain.length + variants.length} more metrics…</option>
          {more("More metrics", plain)}
          {more("Variants and margins of error", variants)}
        </select>
      ) : null}
    </div>
  );
}
