"use client";
// The metrics there is data for, grouped by their source.

import type { Metric } from "@/shared/api/contract";
import { useSourceNames } from "@/shared/state/source-names";

export function MetricOptions({ metrics, loading }: { metrics: readonly Metric[]; loading: boolean }) {
  const names = useSourceNames();
  const sources = [...new Set(metrics.map(({ source }) => source))];
  return (
    <>
      <option value="" disabled>
        {loading ? "Loading…" : "Choose a metric"}
      </option>
      {sources.map((source) => (
        <optgroup key={source} label={names.get(source) ?? source}>
          {metrics
            .filter((metric) => metric.source === source)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  );
}
