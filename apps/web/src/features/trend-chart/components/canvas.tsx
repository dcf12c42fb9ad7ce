"use client";
// The only file that knows uPlot; loaded when a chart is first drawn. Not the legend: see trend-chart.tsx.
// Units: x in seconds since 1970 UTC. Gaps: null is never bridged.

import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { formatAxis } from "@/shared/format/number";
import { align, lonePoints, type Line } from "../lines";
import { looks } from "../scales";
import styles from "./trend-chart.module.css";

export interface CanvasProps {
  lines: readonly Line[];
  scales: ReadonlyMap<string, 0 | 1>;
  /** Changes when colours must be read anew. */
  theme: string;
  /** Time under the cursor, null when it left. */
  onHover: (time: number | null) => void;
  onZoom: (from: number, to: number) => void;
  onReset: () => void;
  /** Where the cursor should stand by keyboard, null to leave it to the pointer. */
  cursor: number | null;
}

const kScaleNames = ["left", "right"] as const;
const kMinZoomPixels = 8;
const kNarrow = 520;

function heightFor(width: number): number {
  return Math.round(Math.min(420, Math.max(260, width * 0.46)));
}

function options(props: CanvasProps, host: HTMLElement, callbacks: Callbacks): uPlot.Options {
  const css = getComputedStyle(host);
  const colour = (name: string) => css.getPropertyValue(name).trim();
  const ink = colour("--ink-3");
  const grid = { stroke: colour("--line"), width: 1 };
  const font = `12px ${css.fontFamily}`;
  const width = host.clientWidth;
  const { lines, scales } = props;
  const { values } = align(lines);
  const style = looks(lines);

  const axis = (side: 0 | 1): uPlot.Axis => {
    const unit = lines.find((l) => scales.get(l.metric) === side)?.unit ?? "index";
    return {
      scale: kScaleNames[side],
      side: side === 0 ? 3 : 1,
      stroke: ink,
      font,
      gap: 6,
      ticks: { show: false },
      grid: side === 0 ? grid : { show: false },
      size: (_u, texts) => 18 + 7.4 * Math.max(2, ...(texts ?? []).map((t) => t.length)),
      space: width < kNarrow ? 32 : 44,
      values: (_u, splits) => splits.map((v) => formatAxis(v, unit)),
    };
  };
  const sides = ([0, 1] as const).filter((side) => lines.some((l) => scales.get(l.metric) === side));

  return {
    width,
    height: heightFor(width),
    tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), "Etc/UTC"),
    legend: { show: false },
    padding: [12, sides.includes(1) ? 4 : 14, 0, 4],
    scales: { x: { time: true }, left: { auto: true }, right: { auto: true } },
    axes: [
      {
        stroke: ink,
        font,
        grid: { show: false },
        ticks: { ...grid, size: 5 },
        gap: 6,
        size: 34,
        space: width < kNarrow ? 64 : 80,
      },
      ...sides.map(axis),
    ],
    series: [
      {},
      ...lines.map((line, i): uPlot.Series => {
        const stroke = colour(`--series-${style[i]?.colour ?? 1}`);
        const lone = lonePoints(values[i] ?? []);
        return {
          scale: kScaleNames[scales.get(line.metric) ?? 0],
          show: scales.has(line.metric),
          stroke,
          width: 2,
          dash: style[i]?.dash ?? [],
          spanGaps: false,
          points: lone.length > 0 ? { show: true, size: 6, fill: stroke, filter: () => lone } : { show: false },
        };
      }),
    ],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: kMinZoomPixels },
      points: { size: 9, width: 2, fill: colour("--surface") },
      bind: {
        dblclick: () => () => {
          callbacks.current.onReset();
          return null;
        },
      },
    },
    hooks: {
      setCursor: [
        (u) => {
          const { idx, left } = u.cursor;
          callbacks.current.onHover(left === undefined || left < 0 || idx == null ? null : (u.data[0][idx] ?? null));
        },
      ],
      setSelect: [
        (u) => {
          const { left, width: wide } = u.select;
          if (wide < kMinZoomPixels) return;
          const from = u.posToVal(left, "x");
          const to = u.posToVal(left + wide, "x");
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          callbacks.current.onZoom(from, to);
        },
      ],
      drawAxes: [
        (u) => {
          // The zero line of changes, a little stronger than the grid.
          const scale = u.scales.left;
          if (scale?.min == null || scale.max == null || scale.min >= 0 || scale.max <= 0) return;
          const y = Math.round(u.valToPos(0, "left", true));
          u.ctx.save();
          u.ctx.strokeStyle = colour("--line-strong");
          u.ctx.lineWidth = devicePixelRatio;
          u.ctx.beginPath();
          u.ctx.moveTo(u.bbox.left, y);
          u.ctx.lineTo(u.bbox.left + u.bbox.width, y);
          u.ctx.stroke();
          u.ctx.restore();
        },
      ],
    },
  };
}

type Callbacks = { current: Pick<CanvasProps, "onHover" | "onZoom" | "onReset"> };

export default function Canvas(props: CanvasProps) {
  const { lines, scales, theme, cursor, onHover, onZoom, onReset } = props;
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const callbacks = useRef({ onHover, onZoom, onReset });

  useEffect(() => {
    callbacks.current = { onHover, onZoom, onReset };
  }, [onHover, onZoom, onReset]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const { times, values } = align(lines);
    const made = new uPlot(
      options({ lines, scales, theme, cursor: null, ...callbacks.current }, element, callbacks),
      [times, ...values] as uPlot.AlignedData,
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => {
      const width = element.clientWidth;
      if (width > 0 && width !== made.width) made.setSize({ width, height: heightFor(width) });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [lines, scales, theme]);

  useEffect(() => {
    const made = plot.current;
    if (!made || cursor === null) return;
    made.setCursor({ left: made.valToPos(cursor, "x"), top: 10 });
  }, [cursor]);

  return <div ref={host} className={styles.canvas} />;
}
