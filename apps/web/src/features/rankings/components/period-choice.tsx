"use client";
// The month, quarter or year the list is of: the newest, or any before, as far back as the metric goes.

import { parseMeasure } from "@/features/measures";
import { address } from "@/shared/api/address";
import type { Metric } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatPeriod } from "@/shared/format/period";
import { partName, periodsBetween } from "../periods";
import type { RankingView } from "../view-state";
import styles from "./controls.module.css";

interface Props {
  view: RankingView;
  metrics: readonly Metric[];
  change: (part: Partial<RankingView>) => void;
}

export function PeriodChoice({ view, metrics, change }: Props) {
  const { type, measure, period } = view;
  // The newest of this kind of place; the catalogue knows only the newest of all kinds.
  const newest = useAnswer(address("/api/v1/rankings", { query: { type, metric: measure, limit: 1 } }));
  const use = newest.data?.measure;
  const metric = use?.metric ?? parseMeasure(measure).metric;
  const first = metrics.find(({ id }) => id === metric)?.coverage?.from;
  const periods = use && first ? periodsBetween(first, use.period) : null;
  const year = period?.slice(0, 4) ?? "";
  const parts = periods && period ? periods.within(year) : [];
  const known = period !== null && (parts.includes(period) || (periods?.years.includes(period) ?? false));

  return (
    <div className={styles.choice}>
      <span className={styles.name} aria-hidden="true">
        Period
      </span>
      <span className={styles.pair}>
        <select
          className={styles.select}
          aria-label="Period: newest or a year"
          value={year}
          disabled={!periods && period === null}
          data-testid="ranking-year"
          onChange={(event) => {
            const chosen = event.target.value;
            const part = period?.slice(4) ?? "";
            const same = `${chosen}${part}`;
            const fits = periods?.within(chosen).includes(same);
            change({ period: chosen === "" ? null : fits ? same : (periods?.last(chosen) ?? chosen) });
          }}
        >
          <option value="">{use ? `Newest (${formatPeriod(use.period)})` : "Newest"}</option>
          {period !== null && !periods?.years.includes(year) ? <option value={year}>{year}</option> : null}
          {(periods?.years ?? []).map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
        {period !== null && (parts.length > 0 || !known) ? (
          <select
            className={styles.select}
            aria-label="Part of the year"
            value={period}
            data-testid="ranking-period"
            onChange={(event) => change({ period: event.target.value })}
          >
            {known ? null : <option value={period}>{formatPeriod(period)}</option>}
            {parts.map((part) => (
              <option key={part} value={part}>
                {partName(part)}
              </option>
            ))}
          </select>
        ) : null}
      </span>
    </div>
  );
}
