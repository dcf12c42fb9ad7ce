"use client";
// What the places of the screen did next, month by month, against all places. Asked when it comes into sight.

import { useEffect, useMemo, useRef, useState } from "react";
import { SeriesTable, TrendChart } from "@/features/trend-chart";
import { questions } from "@/shared/api/questions";
import type { ScreenHistoryAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeNoun, typePlural } from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { excessText, kFew, linesOf, within } from "../back-test";
import { historyOf } from "../questions";
import { kHorizons, type ScreenView } from "../view-state";
import styles from "./back-test.module.css";

const kOutcomes = ["home_value", "rent", "hpi", "list_price", "sale_price"] as const;
const kFewestPlaces = 10;

interface Props {
  view: ScreenView;
  onChange: (part: Partial<ScreenView>) => void;
}

function useSeen() {
  const ref = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!ref.current || seen) return;
    const watch = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && setSeen(true), {
      rootMargin: "300px",
    });
    watch.observe(ref.current);
    return () => watch.disconnect();
  }, [seen]);
  return { ref, seen };
}

export function BackTest({ view, onChange }: Props) {
  const { ref, seen } = useSeen();
  const metrics = useAnswer(questions.metrics());
  const places = (id: string): number =>
    metrics.data?.metrics.find((metric) => metric.id === id)?.coverage?.by_type[view.level] ?? 0;
  // Without the catalogue the server says whether there is anything.
  const lacking = metrics.data !== null && places(view.outcome) === 0;
  const known = metrics.data !== null || metrics.problem !== null;
  const asked = seen && known && !lacking && view.where !== "" ? historyOf(view) : null;
  const { data, problem, stale, retry } = useAnswer(asked);
  const offered = (metrics.data?.metrics ?? []).filter(
    ({ id }) => id === view.outcome || ((kOutcomes as readonly string[]).includes(id) && places(id) >= kFewestPlaces),
  );
  return (
    <section ref={ref} aria-labelledby="backtest-title" className={`panel ${styles.section}`} data-testid="back-test">
      <h2 id="backtest-title">Had you screened like this in the past</h2>
      <p className={styles.lead}>
        The condition is asked of every month there is data for. Then it is looked at what the places it chose did next,
        and what all {typePlural(view.level)} did.
      </p>
      <div className={styles.choices}>
        <label>
          Change of{" "}
          <select
            value={view.outcome}
            onChange={(event) => onChange({ outcome: event.target.value })}
            data-testid="outcome"
          >
            {offered.some(({ id }) => id === view.outcome) ? null : (
              <option value={view.outcome}>{view.outcome}</option>
            )}
            {offered.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          over the next{" "}
          <select
            value={view.horizon}
            onChange={(event) => onChange({ horizon: Number(event.target.value) })}
            data-testid="horizon"
          >
            {kHorizons.map((months) => (
              <option key={months} value={months}>
                {months} months
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className={styles.body}>
        {view.where === "" ? (
          <p className="muted">Needs a condition: without one the screen chooses every place.</p>
        ) : lacking ? (
          <EmptyNotice title="Nothing to look back on">
            <p>
              No {typeNoun(view.level, 1)} has this metric in what was imported.
              {offered.length > 1 ? " Choose another above." : ""}
            </p>
          </EmptyNotice>
        ) : problem ? (
          <ProblemNotice problem={problem} onRetry={retry} />
        ) : data ? (
          <Told answer={data} stale={stale} level={typePlural(view.level)} />
        ) : (
          <Skeleton shape="chart" />
        )}
      </div>
    </section>
  );
}

function Told({ answer, stale, level }: { answer: ScreenHistoryAnswer; stale: boolean; level: string }) {
  const [window, setWindow] = useState<{ from: string; to: string } | null>(null);
  const all = useMemo(() => linesOf(answer, level), [answer, level]);
  const lines = useMemo(() => within(all, window?.from ?? null, window?.to ?? null), [all, window]);
  const { summary, periods, notes, horizon, hindsight } = answer;
  const unit = answer.frequency === "month" ? "month" : answer.frequency === "quarter" ? "quarter" : "year";
  const share = Math.round((100 * summary.ahead) / summary.periods);
  if (summary.periods === 0) {
    return (
      <EmptyNotice title="This screen has no past to look at">
        <p>
          In none of the {formatCount(periods.length)} {unit}s there is data for did it choose a place whose next{" "}
          {horizon} {unit}s are known: what it asks may not have been published then.
        </p>
      </EmptyNotice>
    );
  }
  const first = periods[0]?.period ?? "";
  const last = periods.at(-1)?.period ?? "";
  return (
    <>
      {hindsight || notes.length > 0 ? (
        <div className={styles.warning} role="note" data-testid="hindsight">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
          <p>
            The past of a screen is no promise: neighbouring {unit}s share most of their outcome, and one boom fills
            many.
          </p>
        </div>
      ) : null}
      <dl className={styles.summary}>
        <div>
          <dt>Ahead of all {level}</dt>
          <dd data-testid="ahead">
            {`${formatCount(summary.ahead)} of ${formatCount(summary.periods)} ${unit}s (${share}%)`}
          </dd>
        </div>
        <div>
          <dt>On average, the median place gained</dt>
          <dd data-testid="mean-excess">{excessText(summary.mean_excess)}</dd>
        </div>
        <div>
          <dt>In the middle one of these {unit}s</dt>
          <dd data-testid="median-excess">{excessText(summary.median_excess)}</dd>
        </div>
        <div>
          <dt>Thin {unit}s</dt>
          <dd data-testid="thin">
            {formatCount(summary.thin)} <span className="small muted">had fewer than {kFew} places</span>
          </dd>
        </div>
      </dl>
      <p className="small muted">
        {formatPeriod(first)} to {formatPeriod(last)}. Each point is a {unit}: the median change over the {horizon}{" "}
        {unit}s after it.
      </p>
      <TrendChart
        lines={lines}
        stale={stale}
        onZoom={(from, to) => setWindow({ from, to })}
        onReset={() => setWindow(null)}
      />
      <details className={styles.table}>
        <summary>The same as a table</summary>
        <SeriesTable lines={lines} caption={`Median change over the next ${horizon} ${unit}s, percent`} />
        <Matched answer={answer} />
      </details>
    </>
  );
}

/** How many places stand behind each month. */
function Matched({ answer }: { answer: ScreenHistoryAnswer }) {
  const { periods } = answer;
  const thin = periods
    .filter((p) => p.with_outcome > 0 && p.with_outcome < kFew)
    .map(({ period }) => formatPeriod(period));
  const none = periods.filter((p) => p.with_outcome === 0).length;
  return (
    <p className="small muted">
      {none > 0 ? `In ${formatCount(none)} of ${formatCount(periods.length)} no place matched. ` : ""}
      {thin.length > 0 ? `Thin: ${thin.join(", ")}.` : ""}
    </p>
  );
}
