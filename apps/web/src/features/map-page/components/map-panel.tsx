"use client";
// The map with its legend, the slider through the periods, and what was picked. Everything that follows the slider is
// here, so that the rest of the page stays still while it moves.

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { MapLegend, onlyClass, palettes, RegionMap } from "@/features/region-map";
import type { MapAnswer } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { typePlural } from "@/shared/format/words";
import { goTo } from "@/shared/state/address";
import { useTheme } from "@/shared/state/theme";
import { useFrame } from "../use-frame";
import { useHistory } from "../use-history";
import { kLevels, printMapView, type MapView } from "../view-state";
import { printBound, printMeasured } from "../words";
import { Picked } from "./picked";
import { Scrubber } from "./scrubber";
import styles from "./map-page.module.css";

interface Props {
  view: MapView;
  answer: MapAnswer | null;
  /** Regions that have the metric, by level; null: not known. */
  covered: Readonly<Partial<Record<string, number>>> | null;
  measureName: string;
  label: string;
  nameOf: (id: string) => string;
  onPick: (id: string) => void;
}

const kSettleMs = 220;

const kSigns = ["pointermove", "touchstart", "keydown", "wheel"] as const;

/** True once the reader stirs on a page that is drawn, or someone asks for it. */
function useStirred(ready: boolean): [boolean, () => void] {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
    if (!ready || saving) return;
    const end = new AbortController();
    const stir = (): void => {
      end.abort();
      setWanted(true);
    };
    for (const name of kSigns) window.addEventListener(name, stir, { passive: true, signal: end.signal });
    return () => end.abort();
  }, [ready]);
  return [wanted, useCallback(() => setWanted(true), [])];
}

export function MapPanel({ view, answer, covered, measureName, label, nameOf, onPick }: Props) {
  const theme = useTheme();
  const [wanted, want] = useStirred(answer !== null);
  const { history, failed } = useHistory(view, wanted);
  const [scrub, setScrub] = useState<{ of: string | null; index: number } | null>(null);
  const [only, setOnly] = useState<{ of: string; index: number } | null>(null);
  const pending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(pending.current), []);

  const scrubbed = scrub !== null && history !== null && scrub.index < history.periods.length ? scrub.index : null;
  const asked = view.period !== null && history !== null ? history.periods.indexOf(view.period) : -1;
  const at = scrubbed ?? (asked >= 0 ? asked : null);
  const allPeriods = (view.period !== null || scrubbed !== null) && !view.ownScale;
  const frame = useFrame(answer, history, at, allPeriods);

  function goThrough(index: number): void {
    const period = history?.periods[index];
    if (period === undefined) return;
    setScrub({ of: view.period, index });
    clearTimeout(pending.current);
    pending.current = setTimeout(() => {
      goTo(printMapView({ ...view, period }), "replace");
      setScrub(null);
    }, kSettleMs);
  }
  function goNewest(): void {
    clearTimeout(pending.current);
    setScrub(null);
    goTo(printMapView({ ...view, period: null, ownScale: false }));
  }

  const count = (frame?.breaks.length ?? 0) + 1;
  const kind = frame?.method === "diverging" ? "diverging" : "sequential";
  const below = frame?.breaks.filter((begin) => begin <= 0).length ?? 0;
  const palette = useMemo(() => palettes(kind, count, theme, below), [kind, count, theme, below]);
  const classKey = `${view.level} ${view.measure} ${view.within} ${count}`;
  const shownOnly = only?.of === classKey ? only.index : null;
  const painted = useMemo(() => onlyClass(palette, shownOnly, theme), [palette, shownOnly, theme]);
  const none = useMemo(() => ({ regions: [] as string[], classes: new Uint8Array(0) }), []);
  const measure = answer?.measure ?? null;
  const print = (value: number | null) => (measure === null ? "" : printMeasured(value, measure));
  const describe = (index: number): string => {
    if (!frame) return "";
    const value = frame.valueAt(index);
    const told = value === null ? "no data" : `${frame.rounded ? "about " : ""}${print(value)}`;
    return `${nameOf(frame.regions[index] ?? "")}: ${told}\n${formatPeriod(frame.period)}`;
  };
  const newestAt = history && measure ? history.periods.indexOf(measure.period) : -1;
  const sliderAt = at ?? (newestAt >= 0 ? newestAt : (history?.periods.length ?? 1) - 1);
  const picked = view.place !== null && frame ? frame.regions.indexOf(view.place) : -1;
  return (
    <div className={`panel ${styles.panel}`}>
      <div className={styles.stage}>
        <div
          className={styles.map}
          data-testid="map-frame"
          data-period={frame?.period ?? ""}
          data-rounded={frame?.rounded ?? true}
        >
          <RegionMap
            level={view.level}
            within={view.within}
            regions={frame?.regions ?? none.regions}
            classes={frame?.classes ?? none.classes}
            palette={painted}
            selected={view.place}
            onPick={onPick}
            label={label}
            describe={describe}
          />
        </div>
        <div className={styles.side}>
          <h2 className={styles.legendTitle}>{measureName}</h2>
          <p className="small muted" data-testid="legend-about">
            {frame ? (
              <>
                {kLevels.find(({ id }) => id === view.level)?.name}, {formatPeriod(frame.period)}.{" "}
                {allPeriods && history
                  ? "Classes over all periods, so that a colour always means the same."
                  : "Classes of this period."}
              </>
            ) : (
              "Reading the numbers …"
            )}
          </p>
          {frame && measure ? (
            <MapLegend
              palette={palette}
              breaks={frame.breaks}
              counts={frame.counts}
              noData={null}
              format={(bound) => printBound(bound, measure)}
              only={shownOnly}
              onOnly={(index) => setOnly(index === null ? null : { of: classKey, index })}
              noun={typePlural(view.level)}
              hatched={view.level !== "zip"}
            />
          ) : null}
          {view.period !== null ? (
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={view.ownScale}
                data-testid="own-scale"
                onChange={(event) => goTo(printMapView({ ...view, ownScale: event.target.checked }))}
              />
              Classes of this period alone
            </label>
          ) : null}
        </div>
      </div>
      <Scrubber
        periods={history?.periods ?? null}
        at={sliderAt}
        period={frame?.period ?? null}
        newest={view.period === null && scrubbed === null}
        failed={failed}
        onWanted={want}
        onScrub={goThrough}
        onNewest={goNewest}
      />
      {view.place !== null && frame && measure ? (
        <Picked
          view={view}
          covered={covered}
          id={view.place}
          name={nameOf(view.place)}
          measure={measure}
          measureName={measureName}
          value={picked >= 0 ? frame.valueAt(picked) : null}
          period={frame.period}
          rounded={frame.rounded}
          onClose={() => goTo(printMapView({ ...view, place: null }), "replace")}
        />
      ) : null}
    </div>
  );
}
