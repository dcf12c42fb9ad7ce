"use client";
// What is published for one place: each metric with its first and last period, values and gaps.

import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { formatDate, formatPeriod } from "@/shared/format/period";
import { frequencyName } from "@/shared/format/words";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./region-coverage.module.css";

export function RegionCoverage({ region }: { region: string }) {
  const { data, problem, retry } = useAnswer(questions.regionCoverage(region));
  if (problem) return <ProblemNotice problem={problem} onRetry={retry} />;
  if (!data) return <Skeleton shape="row" />;
  if (data.coverage.length === 0) return <p className="muted">Nothing is published for this place.</p>;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={`What is published for ${data.label}`}>
      <table className={styles.table} data-testid="region-coverage">
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Every</th>
            <th scope="col">From – to</th>
            <th scope="col">Values</th>
            <th scope="col">Gaps</th>
            <th scope="col">Last release</th>
          </tr>
        </thead>
        <tbody>
          {data.coverage.map((each) => (
            <tr key={each.metric}>
              <th scope="row">
                {each.name} <code className="muted small">{each.metric}</code>
              </th>
              <td>{frequencyName(each.frequency)}</td>
              <td>
                {formatPeriod(each.from)} – {formatPeriod(each.to)}
              </td>
              <td>{formatCount(each.values)}</td>
              <td>{formatCount(each.gaps)}</td>
              <td>{each.last_release ? formatDate(each.last_release.date) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
