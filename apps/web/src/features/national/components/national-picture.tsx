"use client";
// Small multiples of the nation: one card for every metric that has data for `us`.

import { questions } from "@/shared/api/questions";
import type { LatestValue, Series } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatValue } from "@/shared/format/number";
import { addMonths, formatPeriod, monthOf, periodTime } from "@/shared/format/period";
import { Change } from "@/shared/ui/change";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { SourceLine } from "@/shared/ui/source-line";
import { Sparkline } from "@/shared/ui/sparkline";
import { kMaxCards, pick } from "../pick";
import styles from "./national-picture.module.css";

const kYears = 10;

/** The month `kYears` before the newest period among the metrics. */
function windowStart(latest: readonly LatestValue[]): string | null {
  const times = latest.map(({ period }) => periodTime(period)).filter((t): t is number => t !== null);
  return times.length > 0 ? addMonths(monthOf(Math.max(...times)), -12 * kYears) : null;
}

export function NationalPicture() {
  const profile = useAnswer(questions.region("us"));
  const latest = pick(profile.data?.latest ?? []);
  const series = useAnswer(
    latest.length > 0
      ? questions.series({ regions: ["us"], metrics: latest.map(({ metric }) => metric), from: windowStart(latest) })
      : null,
  );
  const byMetric = new Map((series.data?.series ?? []).map((s) => [s.metric, s]));

  return (
    <section aria-labelledby="national-title" aria-busy={profile.loading} data-unsized={profile.loading || undefined}>
      <div className="section-head">
        <h2 id="national-title">The national picture</h2>
        <p>Last {kYears} years, and the newest value of each series</p>
      </div>
      {profile.problem ? <ProblemNotice problem={profile.problem} onRetry={profile.retry} /> : null}
      {profile.loading ? (
        <div className={styles.cards}>
          {Array.from({ length: kMaxCards }, (_, i) => (
            <div key={i} className={styles.room}>
              <Skeleton shape="card" />
            </div>
          ))}
        </div>
      ) : null}
      {profile.data && latest.length === 0 ? (
        <EmptyNotice title="No national series yet">
          <p>
            Import publishers’ files with <code>housing import</code>, or look around with <code>housing demo</code>.
          </p>
        </EmptyNotice>
      ) : null}
      <ul className={styles.cards}>
        {latest.map((value) => (
          <Card key={value.metric} value={value} series={byMetric.get(value.metric)} />
        ))}
      </ul>
    </section>
  );
}

function Card({ value, series }: { value: LatestValue; series: Series | undefined }) {
  const { metric, name, unit, decimals, period, change, prov } = value;
  const yearly = change.yoy !== null;
  return (
    <li className={`panel ${styles.card}`}>
      <h3>
        <a href={`/region/us?metric=${encodeURIComponent(metric)}`} className={styles.link}>
          {name}
        </a>
      </h3>
      <p className={styles.figure}>
        <data value={value.value ?? ""} className={styles.value} data-testid={`national-${metric}`}>
          {formatValue(value.value, unit, decimals)}
        </data>
        {change.yoy !== null || change.mom !== null ? (
          <span className={styles.change}>
            <Change change={yearly ? change.yoy : change.mom} unit={change.unit} />{" "}
            <span className="muted">{yearly ? "in a year" : "in a month"}</span>
          </span>
        ) : null}
      </p>
      <div className={styles.spark}>
        {series ? <Sparkline values={series.values} label={`${name}, last ${kYears} years`} /> : null}
      </div>
      <p className={styles.print}>
        <span>{formatPeriod(period)}</span>
        <SourceLine source={value.source} prov={prov} />
      </p>
    </li>
  );
}
