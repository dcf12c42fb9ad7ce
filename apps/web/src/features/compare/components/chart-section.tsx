"use client";
// One metric of all the places over time.

import { useMemo, useState } from "react";
import { isDerived, parseMeasure } from "@/features/measures";
import { SeriesTable, toLines, TrendChart, type Line } from "@/features/trend-chart";
import { address } from "@/shared/api/address";
import { questions } from "@/shared/api/questions";
import type { ComparisonAnswer, SeriesAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { addMonths, monthOf, periodTime } from "@/shared/format/period";
import { kTransforms } from "@/shared/format/words";
import { useDated } from "@/shared/state/as-of";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { OlderReleases } from "@/shared/ui/older-releases";
import { SourceLine } from "@/shared/ui/source-line";
import { kTransformIds, type CompareView } from "../view-state";
import styles from "./chart-section.module.css";

interface Props {
  view: CompareView;
  answer: ComparisonAnswer;
  change: (part: Partial<CompareView>) => void;
}

const kRanges = [
  { years: 5, name: "5 years" },
  { years: 10, name: "10 years" },
  { years: null, name: "All" },
] as const;

/** What can be drawn: the metrics of the table that are published as they are. */
function drawable(answer: ComparisonAnswer): { metric: string; name: string; newest: string }[] {
  const metrics = new Map<string, { metric: string; name: string; newest: string }>();
  for (const { measure, metric, name, cells } of answer.rows) {
    if (isDerived(parseMeasure(measure).metric)) continue;
    const periods = cells.flatMap((cell) => (cell ? [cell.period] : []));
    const newest = periods.sort((a, b) => (periodTime(b) ?? 0) - (periodTime(a) ?? 0))[0] ?? "";
    if (!metrics.has(metric)) metrics.set(metric, { metric, name, newest });
  }
  return [...metrics.values()];
}

/** Kept from one drawing to the next: another list would mean another chart. */
function useLines(data: SeriesAnswer | null, answer: ComparisonAnswer, name: string): Line[] {
  return useMemo(() => {
    const labels = new Map(answer.regions.map(({ region, label }) => [region, label]));
    return toLines(data?.series ?? [], { region: (id) => labels.get(id) ?? id, metric: () => name });
  }, [data, answer, name]);
}

export function ChartSection({ view, answer, change }: Props) {
  const choices = drawable(answer);
  const chosen = choices.find(({ metric }) => metric === view.chart) ?? choices[0];
  const query = chosen
    ? { regions: view.regions, metrics: [chosen.metric], transform: view.transform, from: view.from, to: view.to }
    : null;
  const { data, problem, loading, stale, retry } = useAnswer(query ? questions.series(query) : null);
  const [table, setTable] = useState(false);
  const dated = useDated();
  const lines = useLines(data, answer, chosen?.name ?? "");
  if (!chosen || !query) return null;

  const known = lines.some((line) => line.points.some(({ value }) => value !== null));
  const [first] = data?.series ?? [];
  return (
    <section aria-labelledby="compare-chart-title" className={`panel ${styles.section}`}>
      <div className={styles.head}>
        <h2 id="compare-chart-title" className="visually-hidden">
          {chosen.name} over time
        </h2>
        <select
          aria-label="Chart of"
          className={styles.select}
          value={chosen.metric}
          data-testid="compare-chart"
          onChange={(event) => change({ chart: event.target.value })}
        >
          {choices.map(({ metric, name }) => (
            <option key={metric} value={metric}>
              {name}
            </option>
          ))}
        </select>
        <Switches view={view} newest={chosen.newest} change={change} />
      </div>
      <div className={styles.body}>
        {problem ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
        {loading && !stale ? <Skeleton shape="chart" /> : null}
        {data && !problem && known ? (
          <TrendChart
            lines={lines}
            stale={stale}
            onZoom={(from, to) => change({ from, to })}
            onReset={() => change({ from: null, to: null })}
          />
        ) : null}
        {data && !problem && !known ? (
          <EmptyNotice title="No values in this window">
            <button type="button" className="button" onClick={() => change({ from: null, to: null })}>
              Show the whole history
            </button>
          </EmptyNotice>
        ) : null}
        {(data?.notes ?? []).map((note) => (
          <p key={note} className="small muted">
            {note}
          </p>
        ))}
        <p className="small muted">
          {view.transform === "index" ? "Start of the window = 100. " : ""}
          {first ? <SourceLine source={first.source} prov={first.prov} /> : null}{" "}
          <OlderReleases series={data?.series ?? []} />
        </p>
        <div className={styles.tools}>
          <button
            type="button"
            className="button"
            aria-expanded={table}
            data-testid="compare-chart-table"
            onClick={() => setTable(!table)}
          >
            {table ? "Hide table" : "Show as table"}
          </button>
          <a className="button" href={dated(questions.series(query, "csv"))} download="comparison-series.csv">
            Download the series
          </a>
          <a className="button" href={dated(imageOf(view, chosen.metric))} download="comparison.png">
            Download the picture
          </a>
        </div>
        {table && known ? <SeriesTable lines={lines} caption={`${chosen.name} of the compared places`} /> : null}
      </div>
    </section>
  );
}

const imageOf = ({ regions, transform, from, to }: CompareView, metric: string): string =>
  address("/api/v1/chart.png", {
    query: {
      region: [...regions],
      metric: [metric],
      transform: transform === "level" ? undefined : transform,
      from: from ?? undefined,
      to: to ?? undefined,
    },
  });

function Switches({ view, newest, change }: { view: CompareView; newest: string; change: Props["change"] }) {
  const time = periodTime(newest);
  const fromOf = (years: number | null) =>
    years === null || time === null ? null : addMonths(monthOf(time), -12 * years);
  return (
    <>
      <div className="segments" role="group" aria-label="Shown as">
        {kTransforms
          .filter(({ id }) => (kTransformIds as readonly string[]).includes(id))
          .map(({ id, name, meaning }) => (
            <button
              key={id}
              type="button"
              title={meaning}
              aria-pressed={view.transform === id}
              data-testid={`compare-${id}`}
              onClick={() => change({ transform: id })}
            >
              {name}
            </button>
          ))}
      </div>
      <div className="segments" role="group" aria-label="Range">
        {kRanges.map(({ years, name }) => (
          <button
            key={name}
            type="button"
            aria-pressed={view.to === null && view.from === fromOf(years)}
            data-testid={`compare-range-${years ?? "all"}`}
            onClick={() => change({ from: fromOf(years), to: null })}
          >
            {name}
          </button>
        ))}
      </div>
    </>
  );
}
