"use client";
// The only file that runs uPlot; loaded when a chart is first drawn. Not the legend: see components/trend-chart.tsx.
// Units: x in seconds since 1970 UTC. Gaps: null is never bridged.

import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { align, type Line } from "../lines";
import type { Overlay } from "../overlay";
import styles from "./canvas.module.css";
import { heightFor, optionsOf } from "./options";

export interface CanvasProps {
  lines: readonly Line[];
  scales: ReadonlyMap<string, 0 | 1>;
  overlay: Overlay;
  log: boolean;
  /** One of several: low, and without room around it. */
  small: boolean;
  /** Whether dragging across chooses a window. */
  zooms: boolean;
  /** Number of the colour all lines have, where they stand alone. */
  colour?: number;
  /** Changes when colours must be read anew. */
  theme: string;
  /** Time under the cursor, null when it left. */
  onHover: (time: number | null) => void;
  onZoom: (from: number, to: number) => void;
  onReset: () => void;
  /** Where the cursor should stand by keyboard, null to leave it to the pointer. */
  cursor: number | null;
}

export default function Canvas(props: CanvasProps) {
  const { lines, scales, overlay, log, small, zooms, colour, theme, cursor, onHover, onZoom, onReset } = props;
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
    const shown = { lines, scales, overlay, log, small, zooms, colour, theme, cursor: null, ...callbacks.current };
    const made = new uPlot(
      { ...optionsOf(shown, element, callbacks), tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), "Etc/UTC") },
      [times, ...values] as uPlot.AlignedData,
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => {
      const width = element.clientWidth;
      if (width > 0 && width !== made.width) made.setSize({ width, height: heightFor(width, small) });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [lines, scales, overlay, log, small, zooms, colour, theme]);

  useEffect(() => {
    const made = plot.current;
    if (!made || cursor === null) return;
    // Told by the one who set it: of several charts side by side each would tell a time of its own.
    made.setCursor({ left: made.valToPos(cursor, "x"), top: 10 }, false);
  }, [cursor]);

  return <div ref={host} className={small ? styles.small : styles.canvas} />;
}
