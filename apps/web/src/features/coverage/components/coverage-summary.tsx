"use client";
// "What is here": how much this installation holds, in one line of figures.

import { questions } from "@/shared/api/questions";
import type { MetricsAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeNoun } from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { summarise } from "../summarise";
import styles from "./coverage-summary.module.css";

export function CoverageSummary() {
  const metrics = useAnswer(questions.metrics());
  const sources = useAnswer(questions.sources());
  const held = (sources.data?.sources ?? []).filter((s) => s.last_release !== null);
  return (
    <section aria-labelledby="coverage-title" aria-busy={metrics.loading} data-unsized={metrics.loading || undefined}>
      <div className="section-head">
        <h2 id="coverage-title">What is here</h2>
        <p>
          <a href="/data">All sources, releases and imports</a>
        </p>
      </div>
      {metrics.loading ? <Skeleton shape="row" /> : null}
      {metrics.problem ? <ProblemNotice problem={metrics.problem} onRetry={metrics.retry} /> : null}
      {metrics.data ? <Figures answer={metrics.data} sources={held.length} /> : null}
    </section>
  );
}

function Figures({ answer, sources }: { answer: MetricsAnswer; sources: number }) {
  const { metrics, places, from, to } = summarise(answer.metrics);
  if (metrics === 0) {
    return (
      <EmptyNotice title="No data has been imported yet">
        <p>
          Places can be searched already. Bring in publishers’ files with <code>housing import</code>.
        </p>
      </EmptyNotice>
    );
  }
  const figures = [
    { value: formatCount(metrics), name: metrics === 1 ? "metric" : "metrics" },
    { value: formatCount(sources), name: sources === 1 ? "source" : "sources" },
    ...places
      .filter(({ type }) => type !== "us")
      .map(({ type, count }) => ({
        value: formatCount(count),
        name: typeNoun(type, count),
      })),
  ];
  return (
    <div className={styles.box}>
      <dl className={styles.figures}>
        {figures.map(({ value, name }) => (
          <div key={name}>
            <dd>{value}</dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
      {from && to ? (
        <p className="muted small">
          From {formatPeriod(from)} to {formatPeriod(to)}. Places are counted by the widest metric of each kind.
        </p>
      ) : null}
    </div>
  );
}
