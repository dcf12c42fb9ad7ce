"use client";
// One measure of the screen: its histogram, a slider with two ends, fields for exact bounds. React draws it once for
// each settled screen; what moves is painted by the live screen (../live.ts).

import { useEffect, useMemo, useRef, useState } from "react";
import { useTheme } from "@/shared/state/theme";
import { SourceLine } from "@/shared/ui/source-line";
import { formatPeriod } from "@/shared/format/period";
import { parseNumber } from "@/shared/form/number";
import { formatCount } from "@/shared/format/number";
import type { Bound, Filter } from "../condition";
import type { Column } from "../level-data";
import type { LiveScreen } from "../live";
import { coloursOf, paintBars } from "../paint-bars";
import { positionOf, valueAt, type Scale } from "../scale";
import { filterText, nameOf, printer, scaleText, spreadText } from "../words";
import styles from "./measure-card.module.css";

type End = "low" | "high";

interface Props {
  measure: string;
  index: number;
  column: Column;
  live: LiveScreen;
  /** The hand rests: what was moved goes into the address. */
  onSettle: () => void;
  onRemove: () => void;
}

/** Where the thumb was put, and for which value: rounding must not push it elsewhere. */
interface Held {
  position: number;
  value: number;
}

/** Where a thumb means no bound. */
const unbound = (end: End, { steps }: Scale): number => (end === "low" ? 0 : steps);
const kEnds = ["low", "high"] as const;

export function MeasureCard({ measure, index, column, live, onSettle, onRemove }: Props) {
  const { use, scale, quartiles } = column;
  const print = useMemo(() => printer(use), [use]);
  const name = nameOf(measure, use);
  const theme = useTheme();
  const card = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const readout = useRef<HTMLOutputElement>(null);
  const thumbs = useRef<Record<End, HTMLInputElement | null>>({ low: null, high: null });
  const fields = useRef<Record<End, HTMLInputElement | null>>({ low: null, high: null });
  const known = useRef<HTMLSelectElement>(null);
  const held = useRef<Record<End, Held | null>>({ low: null, high: null });
  const [wrong, setWrong] = useState<Record<End, boolean>>({ low: false, high: false });

  useEffect(() => {
    const colours = card.current && coloursOf(card.current);
    const paint = () => {
      const filter = live.filterOf(measure);
      if (!filter || !colours || !canvas.current) return;
      paintBars(canvas.current, { scale, all: column.all, matching: live.engine?.histograms[index] }, filter, colours);
      if (readout.current) readout.current.value = filterText(filter, print);
      for (const end of kEnds) {
        const bound = filter[end];
        const thumb = thumbs.current[end];
        const field = fields.current[end];
        if (held.current[end]?.value !== bound?.value) held.current[end] = null;
        if (thumb) {
          const position = bound
            ? (held.current[end]?.position ?? positionOf(scale, bound.value))
            : unbound(end, scale);
          if (Number(thumb.value) !== position) thumb.value = String(position);
          thumb.setAttribute(
            "aria-valuetext",
            bound ? print(bound.value) : end === "low" ? "no lower bound" : "no upper bound",
          );
          thumb.style.zIndex = end === "low" && position > scale.steps / 2 ? "2" : "1";
          thumb.disabled = filter.known === false;
        }
        if (field && document.activeElement !== field) field.value = bound ? String(bound.value) : "";
      }
      if (known.current) known.current.value = filter.known === null ? "" : String(filter.known);
    };
    const sizes = new ResizeObserver(paint);
    if (canvas.current) sizes.observe(canvas.current);
    const leave = live.subscribe(paint);
    // React's onChange is the input event; this one comes when the hand lets go, or after a key.
    const both = kEnds.map((end) => thumbs.current[end]);
    for (const thumb of both) thumb?.addEventListener("change", onSettle);
    return () => {
      leave();
      for (const thumb of both) thumb?.removeEventListener("change", onSettle);
      sizes.disconnect();
    };
    // With `theme` the colours are asked for anew.
  }, [live, measure, index, column, scale, print, theme, onSettle]);

  function slide(end: End): void {
    const thumb = thumbs.current[end];
    const other = Number(thumbs.current[end === "low" ? "high" : "low"]?.value);
    if (!thumb) return;
    const position = end === "low" ? Math.min(Number(thumb.value), other) : Math.max(Number(thumb.value), other);
    thumb.value = String(position);
    const bound: Bound | null =
      position === unbound(end, scale) ? null : { value: valueAt(scale, position), open: false };
    held.current[end] = bound && { position, value: bound.value };
    setWrong((now) => (now[end] ? { ...now, [end]: false } : now));
    live.move(measure, { [end]: bound } satisfies Partial<Filter>);
  }
  function write(end: End): void {
    const text = fields.current[end]?.value ?? "";
    const value = parseNumber(text);
    const bad = text.trim() !== "" && value === null;
    setWrong((now) => ({ ...now, [end]: bad }));
    const before = live.filterOf(measure)?.[end] ?? null;
    if (bad || before?.value === (value ?? undefined)) return;
    live.move(measure, { [end]: value === null ? null : { value, open: false } } satisfies Partial<Filter>);
    onSettle();
  }
  function choose(text: string): void {
    live.move(measure, { known: text === "" ? null : text === "true" });
    onSettle();
  }

  const words = { low: "at least", high: "at most" } as const;
  return (
    <article ref={card} className={styles.card} aria-label={name} data-testid="measure-card" data-measure={measure}>
      <div className={styles.head}>
        <h3>{name}</h3>
        <button
          type="button"
          className={styles.remove}
          aria-label={`Remove ${name}`}
          onClick={onRemove}
          data-testid="remove-measure"
        >
          ×
        </button>
      </div>
      <output ref={readout} className={styles.readout} aria-live="off" data-testid="filter-text" />
      <canvas ref={canvas} className={styles.bars} role="img" aria-label={spreadText(quartiles, print)} />
      <div className={styles.slider}>
        {kEnds.map((end) => (
          <input
            key={end}
            ref={(element) => {
              thumbs.current[end] = element;
            }}
            type="range"
            min={0}
            max={scale.steps}
            step={1}
            defaultValue={unbound(end, scale)}
            aria-label={`${name}: ${words[end]}`}
            data-testid={`slider-${end}`}
            onInput={() => slide(end)}
          />
        ))}
      </div>
      <p className={styles.scale}>{scaleText(scale, print)}</p>
      <div className={styles.exact}>
        {kEnds.map((end) => (
          <label key={end}>
            {end === "low" ? "From" : "To"}
            <input
              ref={(element) => {
                fields.current[end] = element;
              }}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              placeholder="any"
              aria-label={`${name}: ${words[end]}, exact number`}
              aria-invalid={wrong[end] || undefined}
              data-testid={`field-${end}`}
              onBlur={() => write(end)}
              onKeyDown={(event) => event.key === "Enter" && write(end)}
            />
          </label>
        ))}
        <label>
          Missing values
          <select ref={known} defaultValue="" onChange={(event) => choose(event.target.value)} data-testid="known">
            <option value="">undecided</option>
            <option value="true">left out</option>
            <option value="false">only these</option>
          </select>
        </label>
      </div>
      {wrong.low || wrong.high ? (
        <p role="alert" className={styles.wrong}>
          Write a number, such as 450,000 or −2.5, or nothing for no bound.
        </p>
      ) : null}
      <p className={styles.facts}>
        Known for {formatCount(column.of)} of {formatCount(column.values.length)}, {formatPeriod(use.period)}.{" "}
        <SourceLine source={use.source} prov={use.prov} />
      </p>
    </article>
  );
}
