"use client";
// Under the chart: each metric's source, releases and adjustment.

import type { Metric, Series } from "@/shared/api/contract";
import { olderReleases } from "@/shared/format/older-releases";
import { adjustmentText, frequencyName } from "@/shared/format/words";
import { OlderReleases } from "@/shared/ui/older-releases";
import { SourceLine } from "@/shared/ui/source-line";
import styles from "./chart-sources.module.css";

export function ChartSources({ series, metrics }: { series: readonly Series[]; metrics: readonly Metric[] }) {
  const known = new Map(metrics.map((m) => [m.id, m]));
  const one = new Map<string, Series>();
  for (const s of series) {
    const key = `${s.metric}|${s.source}|${s.prov?.release}|${olderReleases(s)}`;
    if (!one.has(key)) one.set(key, s);
  }
  if (one.size === 0) return null;
  return (
    <ul className={styles.sources} aria-label="Sources of the chart">
      {[...one].map(([key, s]) => {
        const metric = known.get(s.metric);
        const adjusted = adjustmentText(metric?.seasonal_adjustment ?? null);
        return (
          <li key={key} className="small muted">
            <strong>{metric?.name ?? s.metric}</strong>: {frequencyName(s.frequency).toLowerCase()}
            {adjusted ? `, ${adjusted}` : ""}. <SourceLine source={s.source} prov={s.prov} />.
            {s.prov?.attribution ? ` ${s.prov.attribution}.` : ""} <OlderReleases series={[s]} />
          </li>
        );
      })}
    </ul>
  );
}
