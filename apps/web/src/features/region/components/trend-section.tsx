"use client";
// The trend of a place: what to show, the chart, its table, where it comes from.

import { useCallback, useMemo } from "react";
import { SeriesTable, toLines, TrendChart } from "@/features/trend-chart";
import { questions, type SeriesQuery } from "@/shared/api/questions";
import type { RegionProfile } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { goTo } from "@/shared/state/address";
import { useDated } from "@/shared/state/as-of";
import { useLabels } from "@/shared/state/use-labels";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { parseView, printView, shownMetrics, type ViewState } from "../view-state";
import { ChartSources } from "./chart-sources";
import { Controls } from "./controls";
import styles from "./trend-section.module.css";

interface Props {
  region: RegionProfile;
  view: ViewState;
}

export function TrendSection({ region, view }: Props) {
  const metrics = shownMetrics(region, view);
  const query: SeriesQuery = {
    regions: [region.id, ...view.compare],
    metrics,
    transform: view.transform,
    from: view.from,
    to: view.to,
  };
  const { data, problem, loading, stale, retry } = useAnswer(questions.series(query));
  const catalogue = useAnswer(questions.metrics());
  const labelOf = useLabels(query.regions);
  const dated = useDated();

  const lines = useMemo(() => {
    const names = new Map((catalogue.data?.metrics ?? []).map(({ id, name }) => [id, name]));
    for (const { metric, name } of region.latest) names.set(metric, name);
    return toLines(data?.series ?? [], { region: labelOf, metric: (id) => names.get(id) ?? id });
  }, [data, catalogue.data, region, labelOf]);

  const address = printView(view);
  const change = useCallback(
    (part: Partial<ViewState>) => {
      goTo(printView({ ...parseView(address), ...part }));
    },
    [address],
  );
  const zoom = useCallback((from: string, to: string) => change({ from, to }), [change]);
  const reset = useCallback(() => change({ from: null, to: null }), [change]);

  const known = lines.some((line) => line.points.some((p) => p.value !== null));
  return (
    <section aria-labelledby="trend-title" className={`panel ${styles.section}`}>
      <h2 id="trend-title" className="visually-hidden">
        Trend
      </h2>
      <Controls region={region} view={view} metrics={metrics} labelOf={labelOf} change={change} />
      <div className={styles.body}>
        {problem ? (
          <ProblemNotice problem={problem} onRetry={retry}>
            <a className="button" href={`/region/${region.id}`}>
              Start over
            </a>
          </ProblemNotice>
        ) : null}
        {loading && !stale ? <Skeleton shape="chart" /> : null}
        {data && !problem && known ? <TrendChart lines={lines} onZoom={zoom} onReset={reset} stale={stale} /> : null}
        {data && !problem && !known ? (
          <EmptyNotice title="No values in this window">
            <p>Choose another metric or a longer range.</p>
            <button type="button" className="button" onClick={reset}>
              Show the whole history
            </button>
          </EmptyNotice>
        ) : null}
        {(data?.notes ?? []).map((note) => (
          <p key={note} className="small muted">
            {note}
          </p>
        ))}
      </div>
      <div className={styles.tools}>
        <button
          type="button"
          className="button"
          aria-expanded={view.table}
          data-testid="table-toggle"
          onClick={() => change({ table: !view.table })}
        >
          {view.table ? "Hide table" : "Show as table"}
        </button>
        <a
          className="button"
          href={dated(questions.series(query, "csv"))}
          download={`${region.id}.csv`}
          data-testid="csv-link"
        >
          Download CSV
        </a>
        <span className={`small muted ${styles.hint}`}>
          Drag across the chart to zoom, double-click for the whole history.
        </span>
      </div>
      {view.table && known ? (
        <div className={styles.body}>
          <SeriesTable lines={lines} caption={`Values of the chart for ${region.label}`} />
        </div>
      ) : null}
      {data ? <ChartSources series={data.series} metrics={catalogue.data?.metrics ?? []} /> : null}
    </section>
  );
}
