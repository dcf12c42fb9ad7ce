"use client";
// The strip below the chart: the whole history of its first line, and the window on it.

import { useMemo } from "react";
import { Overview, toLines } from "@/features/trend-chart";
import { questions, type SeriesQuery } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import type { ViewState } from "../view-state";
import styles from "./trend-section.module.css";

interface Props {
  query: SeriesQuery;
  view: ViewState;
  change: (part: Partial<ViewState>, how?: "push" | "replace") => void;
}

export function WholeHistory({ query, view, change }: Props) {
  // Without a window the chart's own answer holds it, and it is not asked again.
  const whole: SeriesQuery = { ...query, from: null, to: null };
  const { data } = useAnswer(questions.series(whole));
  const line = useMemo(
    () => toLines(data?.series.slice(0, 1) ?? [], { region: (id) => id, metric: (id) => id })[0],
    [data],
  );
  return (
    <div className={`${styles.whole} no-print`}>
      {line ? <Overview line={line} from={view.from} to={view.to} onChange={change} /> : null}
    </div>
  );
}
