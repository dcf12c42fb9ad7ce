// A source's metrics, folded away: their meaning, and which places and times each has.

import type { Metric } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { adjustmentText, frequencyName, kTypeOrder, typeNoun } from "@/shared/format/words";
import styles from "./metric-list.module.css";

export function MetricList({ summary, metrics }: { summary: string; metrics: readonly Metric[] }) {
  if (metrics.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary>{summary}</summary>
      <ul className={styles.metrics}>
        {metrics.map((metric) => (
          <MetricRow key={metric.id} metric={metric} />
        ))}
      </ul>
    </details>
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
