"use client";
// The newest home value of each watched place and its change in a year, as one list asks for them.

import { createContext, useContext, useMemo, type ReactNode } from "react";
import type { Series } from "@/shared/api/contract";
import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { formatPeriod } from "@/shared/format/period";
import { Change } from "@/shared/ui/change";
import { Figure } from "@/shared/ui/figure";
import { kMaxRegions, lastOf } from "../watched";
import styles from "./newest.module.css";

const kMetric = "home_value";
const kMonths = 13;

interface Known {
  level: ReadonlyMap<string, Series>;
  yearly: ReadonlyMap<string, Series>;
  loading: boolean;
}
const Values = createContext<Known>({ level: new Map(), yearly: new Map(), loading: true });

const byRegion = (series: readonly Series[] | undefined) => new Map((series ?? []).map((one) => [one.region, one]));

/** Asks once for all the places of a list. */
export function NewestOf({ regions, children }: { regions: readonly string[]; children: ReactNode }) {
  const asked = regions.slice(0, kMaxRegions);
  const ask = { regions: asked, metrics: [kMetric], last: kMonths };
  const level = useAnswer(asked.length > 0 ? questions.series(ask) : null);
  const yearly = useAnswer(asked.length > 0 ? questions.series({ ...ask, transform: "yoy" }) : null);
  const known = useMemo(
    () => ({
      level: byRegion(level.data?.series),
      yearly: byRegion(yearly.data?.series),
      loading: level.loading || yearly.loading,
    }),
    [level.data, level.loading, yearly.data, yearly.loading],
  );
  return <Values value={known}>{children}</Values>;
}

export function Newest({ region, label }: { region: string; label: string }) {
  const { level, yearly, loading } = useContext(Values);
  const series = level.get(region);
  const last = lastOf(series);
  if (!series || !last) {
    return <p className={`${styles.value} small muted`}>{loading ? "" : "no home value known"}</p>;
  }
  const change = lastOf(yearly.get(region));
  return (
    <p className={styles.value} data-testid="watched-value">
      <strong>
        <Figure
          value={last.value}
          unit={series.unit}
          decimals={0}
          name={`Home value, ${label}`}
          metric={kMetric}
          period={last.period}
          prov={series.prov}
        />
      </strong>{" "}
      <Change change={change?.period === last.period ? change.value : null} unit="percent" />{" "}
      <span className="small muted">in a year, {formatPeriod(last.period)}</span>
    </p>
  );
}
