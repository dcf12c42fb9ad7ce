"use client";
// The screener: find every place that meets conditions. The address is the question; ../live.ts is what moves in
// between.

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { goTo, useAddress } from "@/shared/state/address";
import { typePlural } from "@/shared/format/words";
import { PageHead } from "@/shared/ui/page-head";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { emptyFilter, type Filter } from "../condition";
import { useLevelData } from "../level-data";
import { LiveScreen } from "../live";
import { listOf } from "../questions";
import { parseView, printView, shownOf, withFilters, type ScreenView } from "../view-state";
import { screenName } from "../words";
import { BackTest } from "./back-test";
import { Conditions } from "./conditions";
import { CountLine } from "./count-line";
import { Keep } from "./keep";
import { QuestionBar } from "./question-bar";
import { Results } from "./results";
import { ResultsMap } from "./results-map";
import { Start } from "./start";
import { TextForm } from "./text-form";
import styles from "./screener-page.module.css";

/** A key that is held down is not a hundred questions. */
const kSettleMs = 120;

export function ScreenerPage() {
  const address = useAddress();
  return (
    <div className={styles.page}>
      <PageHead title="Screener">
        Find every ZIP code, county, metro area or state that meets your conditions. Drag the ends of a slider: count,
        bars, map and list follow.
      </PageHead>
      {address === null ? (
        <div className={styles.waiting} aria-busy="true">
          <Skeleton shape="row" />
          <Skeleton shape="chart" />
        </div>
      ) : (
        <Screen address={address} />
      )}
    </div>
  );
}

function Screen({ address }: { address: string }) {
  const view = useMemo(() => parseView(address), [address]);
  const shown = useMemo(() => shownOf(view), [view]);
  const [live] = useState(() => new LiveScreen());
  const measures = useMemo(() => shown.filters.map(({ measure }) => measure), [shown]);
  const level = useLevelData(view, measures, shown.rest);
  const list = useAnswer(listOf(view));
  const metrics = useAnswer(questions.metrics()).data?.metrics;
  const fits = level.data && !level.loading ? level.data : null;

  useEffect(() => {
    if (fits) live.show(fits, shown.filters);
  }, [live, fits, shown]);

  const now = useRef({ view, shown });
  useEffect(() => {
    now.current = { view, shown };
  }, [view, shown]);
  const change = useCallback((part: Partial<ScreenView>, how: "push" | "replace" = "push") => {
    goTo(printView({ ...now.current.view, ...part }), how);
  }, []);
  const changeFilters = useCallback((filters: readonly Filter[], how: "push" | "replace") => {
    const { view, shown } = now.current;
    goTo(printView(withFilters(view, filters, shown.rest)), how);
  }, []);

  const timer = useRef(0);
  const settle = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => live.moving && changeFilters(live.filters, "replace"), kSettleMs);
  }, [live, changeFilters]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const settled = list.stale || list.loading ? null : list.data;
  return (
    <>
      <QuestionBar view={view} onChange={(part) => change({ ...part, offset: 0 })} />
      <Start
        level={view.level}
        where={view.where}
        onStart={(where) => change({ where, columns: [], sort: null, order: "desc", offset: 0 })}
      />
      <div className={styles.columns}>
        <Conditions
          level={view.level}
          shown={shown}
          data={level.data}
          live={live}
          onSettle={settle}
          onAdd={(measure) => changeFilters([...live.filters, emptyFilter(measure)], "push")}
          onRemove={(measure) =>
            changeFilters(
              live.filters.filter((filter) => filter.measure !== measure),
              "push",
            )
          }
          onDropRest={() => change(withFilters(view, live.filters, []))}
        />
        <section aria-labelledby="matches-title" className={styles.matches}>
          <h2 id="matches-title" className="visually-hidden">
            Places that match
          </h2>
          <CountLine level={view.level} live={live} answer={settled} />
          <TextForm
            key={view.where}
            where={view.where}
            problem={list.problem}
            onWrite={(where) => change({ where, columns: [], offset: 0 })}
          />
          <Keep view={view} name={screenName(view.level, shown.filters, metrics ?? [])} />
          {level.problem ? <ProblemNotice problem={level.problem} /> : null}
          <ResultsMap
            key={view.level}
            level={view.level}
            within={view.within}
            live={live}
            places={fits?.places ?? null}
          />
          <div className={styles.list} aria-busy={list.loading}>
            {list.problem ? (
              <ProblemNotice problem={list.problem} onRetry={list.retry} />
            ) : list.data && list.data.type === view.level ? (
              <Results
                view={view}
                answer={list.data}
                live={live}
                stale={list.stale}
                onChange={(part) => change(part)}
              />
            ) : (
              <>
                <span role="status" className="visually-hidden">
                  Loading {typePlural(view.level)}
                </span>
                <Skeleton shape="chart" />
              </>
            )}
          </div>
        </section>
      </div>
      <BackTest view={view} onChange={(part) => change(part)} />
    </>
  );
}
