"use client";
// The map's page: controls, map, table. The address holds the whole state.

import { lazy, useCallback, useMemo } from "react";
import { measureName, parseMeasure, kDerived } from "@/features/measures";
import { usePlaceNames } from "@/features/region-map";
import { address as ask } from "@/shared/api/address";
import type { MapAnswer } from "@/shared/api/contract";
import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { goTo, useAddress } from "@/shared/state/address";
import { PageHead } from "@/shared/ui/page-head";
import { Skeleton } from "@/shared/ui/skeleton";
import { WhenSeen } from "@/shared/ui/when-seen";
import { insideOf, parseMapView, printMapView, type MapView } from "../view-state";
import { summarise } from "../words";
import { Crumbs } from "./crumbs";
import { MapControls } from "./map-controls";
import { MapNotes } from "./map-notes";
import { MapPanel } from "./map-panel";
import { NoData } from "./no-data";
import styles from "./map-page.module.css";

const MapTable = lazy(() => import("./map-table").then((module) => ({ default: module.MapTable })));

export function MapPage() {
  const address = useAddress();
  const view = useMemo(() => (address === null ? null : parseMapView(address)), [address]);
  return (
    <div className={`stack ${styles.page}`}>
      <PageHead title="Map">
        Every state, county, metro area and ZIP code with its number, month by month. Point at a place to read it, press
        it to go inside.
      </PageHead>
      {view === null ? (
        <div className={styles.room} aria-busy="true">
          <Skeleton shape="row" />
          <Skeleton shape="chart" />
        </div>
      ) : (
        <Shown view={view} />
      )}
    </div>
  );
}

/** An answer of before stands in only while another period is read. */
function fits(answer: MapAnswer, view: MapView): boolean {
  return (
    answer.type === view.level && answer.within === (view.within ?? "us") && answer.measure.measure === view.measure
  );
}

function Shown({ view }: { view: MapView }) {
  const { level, measure, within, period, breaks } = view;
  const asked = useAnswer(
    ask("/api/v1/map", {
      query: {
        type: level,
        metric: measure,
        within: within ?? undefined,
        period: period ?? undefined,
        breaks: breaks ?? undefined,
      },
    }),
  );
  const metrics = useAnswer(questions.metrics()).data?.metrics;
  const names = usePlaceNames(level);
  const nameOf = useCallback((id: string) => names.get(id) ?? id, [names]);
  const answer = asked.data && (!asked.stale || fits(asked.data, view)) ? asked.data : null;
  const parsed = parseMeasure(measure);
  const metric = metrics?.find(({ id }) => id === parsed.metric) ?? null;
  const covered = metric?.coverage?.by_type ?? null;
  const plainName =
    answer?.measure.name ?? metric?.name ?? kDerived.find(({ id }) => id === parsed.metric)?.name ?? parsed.metric;
  const title = measureName(parsed, plainName);
  const placeName = useAnswer(within === null ? null : questions.region(within)).data?.label ?? null;
  const label = useMemo(
    () => (answer ? summarise(answer, title, placeName ?? within, nameOf) : `Map: ${title}`),
    [answer, title, placeName, within, nameOf],
  );

  function change(part: Partial<MapView>): void {
    const next = { ...view, ...part };
    // A period of another level or measure may not exist there: the newest is shown then.
    const elsewhere = next.level !== view.level || next.measure !== view.measure;
    goTo(printMapView(elsewhere ? { ...next, period: null, ownScale: false } : next));
  }
  function pick(id: string): void {
    const inside = level === "state" ? insideOf(level, covered) : null;
    if (inside) goTo(printMapView({ ...view, level: inside, within: id, period: null, ownScale: false, place: null }));
    else goTo(printMapView({ ...view, place: id }), "replace");
  }

  return (
    <>
      <div aria-busy={asked.loading && answer === null}>
        <MapControls view={view} change={change} />
        <Crumbs view={view} />
        {asked.problem ? (
          <NoData
            view={view}
            problem={asked.problem}
            metrics={metrics ?? []}
            measureName={title}
            onRetry={asked.retry}
          />
        ) : (
          <>
            <MapPanel
              view={view}
              answer={answer}
              covered={covered}
              measureName={title}
              label={label}
              nameOf={nameOf}
              onPick={pick}
            />
            {answer ? <MapNotes view={view} answer={answer} metric={metric} nameOf={nameOf} /> : null}
          </>
        )}
      </div>
      {answer && !asked.problem ? (
        <WhenSeen className={styles.tableRoom}>
          <MapTable view={view} answer={answer} measureName={title} nameOf={nameOf} change={change} />
        </WhenSeen>
      ) : null}
    </>
  );
}
