"use client";
// Every source with its licence, last release and the metrics that come from it.

import { paths } from "@/shared/api/client";
import type { Metric, MetricsAnswer, Source, SourcesAnswer } from "@/shared/api/types";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import {
  adjustmentText,
  frequencyName,
  kTypeOrder,
  originText,
  redistributionName,
  releaseText,
  typeNoun,
} from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./data-status.module.css";

export function SourceCards() {
  const sources = useAnswer<SourcesAnswer>(paths.sources());
  const metrics = useAnswer<MetricsAnswer>(paths.metrics());
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
  return (
    <div className={styles.sources} data-testid="sources">
      {sources.data.sources.filter(held).map((source) => (
        <SourceCard key={source.id} source={source} metrics={all.filter((m) => m.source === source.id)} />
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

function SourceCard({ source, metrics }: { source: Source; metrics: readonly Metric[] }) {
  const { id, name, url, licence, redistribution, cadence, last_release: release } = source;
  const held = metrics.filter((m) => m.coverage !== null);
  const rest = metrics.filter((m) => m.coverage === null);
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
          <dt>Use</dt>
          <dd>{redistributionName(redistribution)}</dd>
        </div>
        <div>
          <dt>Licence</dt>
          <dd>{licence}</dd>
        </div>
      </dl>
      <ul className={styles.metrics}>
        {held.map((metric) => (
          <MetricRow key={metric.id} metric={metric} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <details className={styles.unheld}>
          <summary>
            {rest.length} more {rest.length === 1 ? "metric" : "metrics"} of this source, not imported
          </summary>
          <ul className={styles.metrics}>
            {rest.map((metric) => (
              <MetricRow key={metric.id} metric={metric} />
            ))}
          </ul>
        </details>
      ) : null}
    </article>
  );
}

function MetricRow({ metric }: { metric: Metric }) {
  const { coverage } = metric;
  const adjusted = adjustmentText(metric.seasonal_adjustment);
  const kinds = kTypeOrder.flatMap((type) => {
    const n = coverage?.by_type[type];
    if (n === undefined) return [];
    return [type === "us" ? "nation" : `${formatCount(n)} ${typeNoun(type, n)}`];
  });
  return (
    <li className={styles.metric}>
      <div>
        <strong>{metric.name}</strong> <code className="muted">{metric.id}</code>
        <p className="small muted">
          {frequencyName(metric.frequency)}
          {adjusted ? `, ${adjusted}` : ""}. {metric.definition}
        </p>
      </div>
      <p className={`small ${styles.coverage}`}>
        {coverage ? (
          <>
            {formatPeriod(coverage.from)} – {formatPeriod(coverage.to)}
            <br />
            <span className="muted">{kinds.join(", ")}</span>
          </>
        ) : (
          <span className="muted">no data yet</span>
        )}
      </p>
    </li>
  );
}
