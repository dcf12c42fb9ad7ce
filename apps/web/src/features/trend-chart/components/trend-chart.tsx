"use client";
// The interactive chart: read-out (which is the legend), canvas, keyboard cursor, text summary.

import { lazy, Suspense, useCallback, useMemo, useState, useSyncExternalStore, type KeyboardEvent } from "react";
import { formatPeriod, monthOf, nextBegin } from "@/shared/format/period";
import { Skeleton } from "@/shared/ui/skeleton";
import { align, lastKnown, pointAt, type Line } from "../lines";
import { printValue, summarise } from "../print";
import { assignScales, looks } from "../scales";
import styles from "./trend-chart.module.css";

const Canvas = lazy(() => import("./canvas"));

interface Props {
  lines: readonly Line[];
  /** Months, as the address holds them. */
  onZoom: (from: string, to: string) => void;
  onReset: () => void;
  stale: boolean;
}

function subscribeTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
const theme = (): string => document.documentElement.dataset.theme ?? "light";

export function TrendChart({ lines, onZoom, onReset, stale }: Props) {
  const [hovered, setHovered] = useState<number | null>(null);
  const [keyed, setKeyed] = useState<number | null>(null);
  const shownTheme = useSyncExternalStore(subscribeTheme, theme, () => "light");
  const scales = useMemo(() => assignScales(lines), [lines]);
  const times = useMemo(() => align(lines).times, [lines]);

  const zoom = useCallback(
    (from: number, to: number) => {
      const inside = times.filter((time) => time >= from && time <= to);
      const first = inside[0];
      const last = inside.at(-1);
      if (first === undefined || last === undefined || first === last) return;
      // The window must hold the last period whole, whatever its length.
      const ends = lines.flatMap((line) => {
        const point = line.points.find((p) => p.time === last);
        const end = point ? nextBegin(point.time, line.frequency) : null;
        return end !== null && line.frequency !== "week" ? [end - 1] : [];
      });
      onZoom(monthOf(first), monthOf(Math.max(last, ...ends)));
    },
    [lines, times, onZoom],
  );

  function onKeyDown(event: KeyboardEvent): void {
    if (times.length === 0) return;
    const at = hovered === null ? times.length : times.indexOf(hovered);
    const page = Math.max(1, Math.round(times.length / 10));
    const moves: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - page,
      PageDown: at + page,
      Home: 0,
      End: times.length - 1,
    };
    if (event.key === "Escape") return onReset();
    const wanted = moves[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    setKeyed(times[Math.min(times.length - 1, Math.max(0, wanted))] ?? null);
  }

  return (
    <figure className={`${styles.figure} ${stale ? styles.stale : ""}`} aria-busy={stale}>
      <Readout lines={lines} scales={scales} time={hovered} />
      <div
        className={styles.frame}
        role="group"
        aria-roledescription="chart"
        aria-label="Trend chart. Arrow keys move through the periods, Escape shows the whole history."
        tabIndex={0}
        data-testid="trend-chart"
        data-points={times.length}
        onKeyDown={onKeyDown}
      >
        <Suspense fallback={<Skeleton shape="chart" />}>
          <Canvas
            lines={lines}
            scales={scales}
            theme={shownTheme}
            cursor={keyed}
            onHover={setHovered}
            onZoom={zoom}
            onReset={onReset}
          />
        </Suspense>
      </div>
      <figcaption className="visually-hidden" data-testid="chart-summary">
        {summarise(lines)}
      </figcaption>
    </figure>
  );
}

interface ReadoutProps {
  lines: readonly Line[];
  scales: ReadonlyMap<string, 0 | 1>;
  /** null: nothing is pointed at, the newest values are shown. */
  time: number | null;
}

function Readout({ lines, scales, time }: ReadoutProps) {
  const style = looks(lines);
  const points = lines.map((line) => (time === null ? lastKnown(line) : pointAt(line, time)));
  const periods = [...new Set(points.flatMap((p) => (p?.period ? [p.period] : [])))];
  const oneDate = periods.length === 1;
  return (
    <div className={styles.readout} data-testid="chart-readout" aria-live="polite" aria-atomic="true">
      <p className={styles.when}>
        {oneDate
          ? formatPeriod(periods[0] ?? "")
          : time === null
            ? "Newest"
            : periods.map(formatPeriod).join(" · ") || "No value here"}
      </p>
      <ul className={styles.keys}>
        {lines.map((line, i) => {
          const point = points[i] ?? null;
          const { colour, dash } = style[i] ?? { colour: 1, dash: [] };
          return (
            <li key={line.key} className={styles.key}>
              <svg viewBox="0 0 26 4" className={styles.swatch} data-colour={colour} aria-hidden="true">
                <path d="M1 2h24" strokeDasharray={dash.join(" ")} />
              </svg>
              <span className={styles.label}>
                {line.label}
                {scales.get(line.metric) === 1 ? <span className="muted"> (right axis)</span> : null}
                {!scales.has(line.metric) ? <span className="muted"> (not drawn: a third unit)</span> : null}
              </span>
              <span className={styles.value}>
                {printValue(line, point?.value ?? null)}
                {!oneDate && time === null && point?.period ? (
                  <span className={styles.each}> {formatPeriod(point.period)}</span>
                ) : null}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
