"use client";
// The whole history as a strip below the chart; the window on it is what the chart shows. By pointer: drag an end, the
// window, or across the strip for a new one. By keyboard: three sliders.

import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { formatPeriod, monthOf, nextBegin, parsePeriod, periodTime } from "@/shared/format/period";
import { sparkPath } from "@/shared/ui/spark-path";
import type { Line } from "../lines";
import { between, move, spanOf, type Part, type Span } from "../window";
import styles from "./overview.module.css";

interface Props {
  /** The whole history of one line. */
  line: Line;
  /** Months, as the address holds them; null: open. */
  from: string | null;
  to: string | null;
  /** @param how a step of its own, or a correction of the last one */
  onChange: (window: { from: string | null; to: string | null }, how: "push" | "replace") => void;
}

const kWidth = 1000;
const kHeight = 44;
const kGrip = 14;
const kSmallest = 3;
const kPage = 12;

type Drag = { part: Part | "new"; from: number; span: Span };

export function Overview({ line, from, to, onChange }: Props) {
  const strip = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [moving, setMoving] = useState<Span | null>(null);
  const times = line.points.map((p) => p.time);
  const count = times.length;
  if (count < kSmallest) return null;
  const after = to === null ? null : nextBegin(periodTime(to) ?? 0, parsePeriod(to)?.kind ?? "month");
  const shown = moving ?? spanOf(times, from === null ? null : periodTime(from), after);

  function commit(span: Span, how: "push" | "replace"): void {
    const first = times[span.first] ?? 0;
    const last = times[span.last] ?? 0;
    const end = line.frequency === "week" ? last : (nextBegin(last, line.frequency) ?? last + 1) - 1;
    onChange(
      {
        from: span.first === 0 ? null : monthOf(first),
        to: span.last === count - 1 ? null : monthOf(end),
      },
      how,
    );
  }

  const share = (index: number): number => (100 * index) / (count - 1);
  function indexAt(x: number): number {
    const box = strip.current?.getBoundingClientRect();
    return box ? Math.round(((x - box.left) / box.width) * (count - 1)) : 0;
  }
  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const box = strip.current?.getBoundingClientRect();
    if (!box || event.button !== 0) return;
    const x = event.clientX - box.left;
    const left = (share(shown.first) / 100) * box.width;
    const right = (share(shown.last) / 100) * box.width;
    const whole = shown.first === 0 && shown.last === count - 1;
    const part =
      Math.abs(x - left) <= kGrip
        ? "first"
        : Math.abs(x - right) <= kGrip
          ? "last"
          : !whole && x > left && x < right
            ? "both"
            : "new";
    drag.current = { part, from: indexAt(event.clientX), span: shown };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  }
  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const held = drag.current;
    if (!held) return;
    const at = indexAt(event.clientX);
    setMoving(held.part === "new" ? between(held.from, at, count) : move(held.span, held.part, at - held.from, count));
  }
  function onPointerUp(): void {
    if (drag.current && moving) commit(moving, "push");
    drag.current = null;
    setMoving(null);
  }
  function onKeyDown(event: KeyboardEvent, part: Part): void {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -kPage,
      PageUp: kPage,
      Home: -count,
      End: count,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    commit(move(shown, part, by, count), "replace");
  }

  const period = (index: number): string => formatPeriod(line.points[index]?.period ?? monthOf(times[index] ?? 0));
  const sliders: { part: Part; name: string; at: number; text: string }[] = [
    { part: "first", name: "Window begins", at: shown.first, text: period(shown.first) },
    {
      part: "both",
      name: "Move the window",
      at: shown.first,
      text: `${period(shown.first)} to ${period(shown.last)}`,
    },
    { part: "last", name: "Window ends", at: shown.last, text: period(shown.last) },
  ];
  const place = (part: Part): number =>
    part === "first"
      ? share(shown.first)
      : part === "last"
        ? share(shown.last)
        : (share(shown.first) + share(shown.last)) / 2;
  return (
    <div className={styles.overview} data-testid="overview">
      <div
        ref={strip}
        className={styles.strip}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onDoubleClick={() => onChange({ from: null, to: null }, "push")}
      >
        <svg viewBox={`0 0 ${kWidth} ${kHeight}`} preserveAspectRatio="none" aria-hidden="true">
          <path
            d={
              sparkPath(
                line.points.map((p) => p.value),
                kWidth,
                kHeight,
              ).line
            }
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <span className={styles.out} style={{ left: 0, width: `${share(shown.first)}%` }} />
        <span className={styles.out} style={{ right: 0, width: `${100 - share(shown.last)}%` }} />
        {sliders.map(({ part, name, at, text }) => (
          <span
            key={part}
            role="slider"
            tabIndex={0}
            className={part === "both" ? styles.middle : styles.grip}
            style={{ left: `${place(part)}%` }}
            aria-label={name}
            aria-valuemin={0}
            aria-valuemax={count - 1}
            aria-valuenow={at}
            aria-valuetext={text}
            data-testid={`overview-${part}`}
            onKeyDown={(event) => onKeyDown(event, part)}
          />
        ))}
      </div>
      <p className={styles.ends} aria-hidden="true">
        <span>{period(0)}</span>
        <span>{period(count - 1)}</span>
      </p>
    </div>
  );
}
