"use client";
// The interactive chart: read-out (which is the legend), canvas or a small one for each line, keyboard cursor, text
// summary.

import { lazy, Suspense, useCallback, useMemo, useState, type KeyboardEvent } from "react";
import { monthOf, nextBegin } from "@/shared/format/period";
import { useTheme } from "@/shared/state/theme";
import { Skeleton } from "@/shared/ui/skeleton";
import { align, observed, type Line } from "../lines";
import { kNoOverlay, type Overlay } from "../overlay";
import { summarise } from "../print";
import { assignScales, looks } from "../scales";
import { Readout } from "./readout";
import styles from "./trend-chart.module.css";

const Canvas = lazy(() => import("../plot/canvas"));

interface Props {
  lines: readonly Line[];
  /** Months, as the address holds them. Without it the window stays as it is. */
  onZoom?: (from: string, to: string) => void;
  onReset?: () => void;
  stale?: boolean;
  overlay?: Overlay;
  log?: boolean;
  /** A small chart for each observed line. */
  separate?: boolean;
  /** What the chart is of: "Trend chart". */
  name?: string;
  testId?: string;
}

const nothing = (): void => undefined;

export function TrendChart({
  lines,
  onZoom,
  onReset = nothing,
  stale = false,
  overlay = kNoOverlay,
  log = false,
  separate = false,
  name = "Trend chart",
  testId = "trend-chart",
}: Props) {
  const [hovered, setHovered] = useState<number | null>(null);
  const [keyed, setKeyed] = useState<number | null>(null);
  const theme = useTheme();
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
      onZoom?.(monthOf(first), monthOf(Math.max(last, ...ends)));
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
    const time = times[Math.min(times.length - 1, Math.max(0, wanted))] ?? null;
    setKeyed(time);
    setHovered(time);
  }

  const shared = {
    overlay,
    log,
    theme,
    cursor: keyed,
    zooms: onZoom !== undefined,
    onHover: setHovered,
    onZoom: zoom,
    onReset,
  };
  return (
    <figure className={`${styles.figure} ${stale ? styles.stale : ""}`} aria-busy={stale}>
      <Readout lines={lines} scales={separate ? null : scales} overlay={overlay} time={hovered} />
      <div
        className={styles.frame}
        role="group"
        aria-roledescription="chart"
        aria-label={`${name}. Arrow keys move through the periods${onZoom ? ", Escape shows the whole history" : ""}.`}
        tabIndex={0}
        data-testid={testId}
        data-points={times.length}
        data-scale={log ? "log" : "linear"}
        onKeyDown={onKeyDown}
      >
        <Suspense fallback={<Skeleton shape="chart" />}>
          {separate ? (
            <Facets lines={lines} shared={shared} />
          ) : (
            <Canvas lines={lines} scales={scales} small={false} {...shared} />
          )}
        </Suspense>
      </div>
      <figcaption className="visually-hidden" data-testid={`${testId === "trend-chart" ? "chart" : testId}-summary`}>
        {summarise(lines)}
      </figcaption>
    </figure>
  );
}

type Shared = Omit<Parameters<typeof Canvas>[0], "lines" | "scales" | "small">;

function Facets({ lines, shared }: { lines: readonly Line[]; shared: Shared }) {
  const facets = useMemo(() => {
    const style = looks(lines);
    return observed(lines).map((line) => {
      const own = lines.filter((other) => other.metric === line.metric && other.region === line.region);
      const marks = shared.overlay.marks.filter((m) => m.metric === line.metric && m.region === line.region);
      return {
        line,
        own,
        scales: new Map([[line.metric, 0 as const]]),
        overlay: { bands: shared.overlay.bands, marks },
        colour: style[lines.indexOf(line)]?.colour ?? 1,
      };
    });
  }, [lines, shared.overlay]);
  return (
    <div className={styles.facets}>
      {facets.map(({ line, own, scales, overlay, colour }) => (
        <div key={line.key} data-testid="facet" data-series={line.key}>
          <p className={styles.facet}>{line.label}</p>
          <Canvas {...shared} lines={own} scales={scales} overlay={overlay} colour={colour} small />
        </div>
      ))}
    </div>
  );
}
