"use client";
// Every source: its last release and the next one due, what it covers, on what terms, and its metrics.

import { questions } from "@/shared/api/questions";
import type { Metric, Source } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { formatDate } from "@/shared/format/period";
import { originText, redistributionName, releaseText } from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { dueText } from "../due";
import { MetricList } from "./metric-list";
import styles from "./source-cards.module.css";

export function SourceCards() {
  const sources = useAnswer(questions.sources());
  const metrics = useAnswer(questions.metrics());
  if (sources.problem) return <ProblemNotice problem={sources.problem} onRetry={sources.retry} />;
  if (!sources.data)
    return (
      <div aria-busy="true">
        <Skeleton shape="card" />
      </div>
    );
  if (sources.data.sources.length === 0) return <EmptyNotice title="No source is known yet" />;
  const held = (s: Source) => s.last_release !== null;
  const all = metrics.data?.metrics ?? [];
  const rest = sources.data.sources.filter((s) => !held(s));
  const today = new Date().toISOString().slice(0, 10);
  return (
    <div className={styles.sources} data-testid="sources">
      {sources.data.sources.filter(held).map((source) => (
        <SourceCard key={source.id} source={source} metrics={all.filter((m) => m.source === source.id)} today={today} />
      ))}
      {rest.length > 0 ? (
        <details className={`panel ${styles.rest}`} open={rest.length === sources.data.sources.length}>
          <summary>
            {rest.length} known {rest.length === 1 ? "source" : "sources"} without imported data
          </summary>
          <ul>
            {rest.map(({ id, name, url, licence, cadence }) => (
              <li key={id}>
                <a href={url} rel="noreferrer">
                  {name}
                </a>{" "}
                <span className="muted small">
                  {cadence} · {licence}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function SourceCard({ source, metrics, today }: { source: Source; metrics: readonly Metric[]; today: string }) {
  const { id, name, url, licence, redistribution, cadence, last_release: release, coverage } = source;
  const held = metrics.filter((m) => m.coverage !== null);
  const rest = metrics.filter((m) => m.coverage === null);
  const due = dueText(source.next_due, today);
  return (
    <article className={`panel ${styles.source}`} data-testid={`source-${id}`}>
      <header>
        <h3>
          {url ? (
            <a href={url} rel="noreferrer">
              {name}
            </a>
          ) : (
            name
          )}
        </h3>
        <p className="small muted">{cadence}</p>
      </header>
      <dl className={styles.facts}>
        <div>
          <dt>Last release</dt>
          <dd title={originText(release?.from ?? null)}>
            {releaseText(release?.date ?? null, release?.from ?? null)?.replace("released ", "") ?? "none yet"}
          </dd>
        </div>
        <div>
          <dt>Next due</dt>
          <dd className={due.late ? styles.late : undefined} data-testid={`due-${id}`}>
            {due.text}
          </dd>
        </div>
        <div className={styles.span}>
          <dt>Covers</dt>
          <dd>{coverage ? `${formatDate(coverage.from)} – ${formatDate(coverage.to)}` : "–"}</dd>
        </div>
        <div>
          <dt>Places</dt>
          <dd>{coverage ? formatCount(coverage.regions) : "–"}</dd>
        </div>
        <div>
          <dt>Use</dt>
          <dd>{redistributionName(redistribution)}</dd>
        </div>
        <div className={styles.wide}>
          <dt>Licence</dt>
          <dd>{licence}</dd>
        </div>
      </dl>
      <div>
        <MetricList summary={`${held.length} ${held.length === 1 ? "metric" : "metrics"} here`} metrics={held} />
        <MetricList
          summary={`${rest.length} more ${rest.length === 1 ? "metric" : "metrics"} of this source, not imported`}
          metrics={rest}
        />
      </div>
    </article>
  );
}
