"use client";
// The trend of a place: what to show, the chart with its layers, its table, where it comes from.

import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { ShareBox } from "@/features/share";
import { allPositive, assignScales, flatLines, SeriesTable, toLines, TrendChart } from "@/features/trend-chart";
import { questions, type SeriesQuery } from "@/shared/api/questions";
import type { RegionProfile } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { goTo } from "@/shared/state/address";
import { useDated } from "@/shared/state/as-of";
import { useLabels } from "@/shared/state/use-labels";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { useLayers } from "../layers/use-layers";
import { parseView, printView, shownMetrics, type ViewState } from "../view-state";
import { ChartNotes } from "./chart-notes";
import { ChartSources } from "./chart-sources";
import { ChartSwitches } from "./chart-switches";
import { Controls } from "./controls";
import { FlatNotice } from "./flat-notice";
import styles from "./trend-section.module.css";
import { WholeHistory } from "./whole-history";

const LayerPanels = lazy(() => import("./layers/layer-panels"));

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
    years: view.years,
    frequency: view.frequency,
    from: view.from,
    to: view.to,
    recessions: view.layers.includes("recessions"),
  };
  const { data, problem, loading, stale, retry } = useAnswer(questions.series(query));
  const catalogue = useAnswer(questions.metrics());
  const labelOf = useLabels(query.regions);
  const dated = useDated();
  const [sharing, setSharing] = useState(false);

  const names = useMemo(() => {
    const all = new Map((catalogue.data?.metrics ?? []).map(({ id, name }) => [id, name]));
    for (const { metric, name } of region.latest) all.set(metric, name);
    return all;
  }, [catalogue.data, region]);
  const observed = useMemo(
    () => toLines(data?.series ?? [], { region: labelOf, metric: (id) => names.get(id) ?? id }),
    [data, names, labelOf],
  );
  const layers = useLayers({ region, view, metric: metrics[0], observed, answer: data });
  const { lines, overlay } = layers;

  const address = printView(view);
  const change = useCallback(
    (part: Partial<ViewState>, how: "push" | "replace" = "push") => {
      goTo(printView({ ...parseView(address), ...part }), how);
    },
    [address],
  );
  const zoom = useCallback((from: string, to: string) => change({ from, to }), [change]);
  const reset = useCallback(() => change({ from: null, to: null }), [change]);

  const known = observed.some((line) => line.points.some((p) => p.value !== null));
  const flat = useMemo(() => flatLines(observed, assignScales(observed)), [observed]);
  const noLog = allPositive(lines) ? undefined : "A logarithm needs values above zero";
  return (
    <section aria-labelledby="trend-title" className={`panel ${styles.section}`}>
      <h2 id="trend-title" className="visually-hidden">
        Trend
      </h2>
      <Controls region={region} view={view} metrics={metrics} labelOf={labelOf} change={change} />
      <div className={styles.chart}>
        <div className={styles.room}>
          {problem ? (
            <ProblemNotice problem={problem} onRetry={retry}>
              {view.transform !== "level" ? (
                <button
                  type="button"
                  className="button"
                  data-testid="as-level"
                  onClick={() => change({ transform: "level" })}
                >
                  Show the values as published
                </button>
              ) : null}
              <a className="button" href={`/region/${region.id}`}>
                Start over
              </a>
            </ProblemNotice>
          ) : null}
          {loading && !stale ? <Skeleton shape="chart" /> : null}
          {data && !problem && known ? (
            <>
              <TrendChart
                lines={lines}
                overlay={overlay}
                log={view.log && noLog === undefined}
                separate={view.separate}
                onZoom={zoom}
                onReset={reset}
                stale={stale}
              />
              <WholeHistory query={query} view={view} change={change} />
            </>
          ) : null}
          {data && !problem && !known ? (
            <EmptyNotice title="No values in this window">
              <p>Choose another metric or a longer range.</p>
              <button type="button" className="button" onClick={reset}>
                Show the whole history
              </button>
            </EmptyNotice>
          ) : null}
        </div>
      </div>
      <ChartSwitches
        region={region}
        view={view}
        metrics={metrics}
        lines={observed.length}
        noLog={noLog}
        change={change}
      />
      {data && !view.separate && flat.length > 0 ? <FlatNotice flat={flat} change={change} /> : null}
      {data ? <ChartNotes region={region} view={view} answer={data} noLog={view.log ? noLog : undefined} /> : null}
      <div className={`${styles.tools} no-print`}>
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
        <button
          type="button"
          className="button"
          aria-expanded={sharing}
          data-testid="share"
          onClick={() => setSharing(!sharing)}
        >
          Share, embed, cite
        </button>
        <span className={`small muted ${styles.hint}`}>
          Drag across the chart to zoom, double-click for the whole history.
        </span>
      </div>
      {sharing && data ? (
        <Suspense fallback={<Skeleton shape="card" />}>
          <ShareBox
            page={address}
            title={`${metrics.map((id) => names.get(id) ?? id).join(", ")}, ${query.regions.map(labelOf).join(", ")}`}
            place={query.regions.map(labelOf).join("; ")}
            query={query}
            look={{ log: view.log && noLog === undefined, recessions: view.layers.includes("recessions") }}
            series={data.series}
            metricName={(id) => names.get(id) ?? id}
          />
        </Suspense>
      ) : null}
      {view.table && known ? (
        <div className={styles.body}>
          <SeriesTable lines={observed} caption={`Values of the chart for ${region.label}`} />
        </div>
      ) : null}
      {view.layers.some((layer) => layer !== "recessions") && metrics.length > 0 ? (
        <Suspense fallback={<Skeleton shape="card" />}>
          <LayerPanels on={view.layers} layers={layers} />
        </Suspense>
      ) : null}
      {data ? <ChartSources series={data.series} metrics={catalogue.data?.metrics ?? []} /> : null}
    </section>
  );
}
