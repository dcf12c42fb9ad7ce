"use client";
// Going through the periods: a slider over the whole history, and a button that plays it.

import { useEffect, useRef, useState } from "react";
import { formatPeriod } from "@/shared/format/period";
import styles from "./scrubber.module.css";

interface Props {
  /** null: not read yet. */
  periods: readonly string[] | null;
  /** Index of the shown period. */
  at: number;
  /** What stands there until the history is read. */
  period: string | null;
  /** The newest period is shown because nothing else was asked for. */
  newest: boolean;
  failed: boolean;
  /** The history is about to be used. */
  onWanted: () => void;
  onScrub: (index: number) => void;
  /** Back to the newest well covered period. */
  onNewest: () => void;
}

const kStepMs = 90;
const kCalmStepMs = 600; // for who asked for less motion

export function Scrubber({ periods, at, period, newest, failed, onWanted, onScrub, onNewest }: Props) {
  const [playing, setPlaying] = useState(false);
  const last = (periods?.length ?? 1) - 1;
  const now = useRef({ at, last, onScrub });
  useEffect(() => {
    now.current = { at, last, onScrub };
  });
  const running = playing && periods !== null && last > 0;
  useEffect(() => {
    if (!running) return;
    const step = matchMedia("(prefers-reduced-motion: reduce)").matches ? kCalmStepMs : kStepMs;
    const timer = setInterval(() => {
      const { at: from, last: end, onScrub: go } = now.current;
      if (from >= end) setPlaying(false);
      else go(from + 1);
    }, step);
    return () => clearInterval(timer);
  }, [running]);

  function toggle(): void {
    onWanted();
    if (!playing && periods !== null && at >= last) onScrub(0);
    setPlaying(!playing);
  }
  const shown = periods?.[at] ?? period;
  const words = shown === null ? "" : formatPeriod(shown);
  return (
    <div className={styles.scrubber} data-testid="scrubber" data-ready={periods !== null}>
      <button
        type="button"
        className={styles.play}
        aria-label={playing ? "Pause" : "Play through the periods"}
        data-testid="scrub-play"
        disabled={periods !== null && last <= 0}
        onClick={toggle}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {playing ? <path d="M3 2h4v12H3zM9 2h4v12H9z" /> : <path d="M4 2l10 6-10 6z" />}
        </svg>
      </button>
      <div className={styles.track}>
        <input
          type="range"
          min={0}
          max={Math.max(1, last)}
          value={periods === null ? 1 : at}
          disabled={periods !== null && last <= 0}
          aria-label="Period"
          aria-valuetext={words}
          data-testid="scrub-slider"
          onFocus={onWanted}
          onPointerEnter={onWanted}
          onChange={(event) => {
            if (periods === null) return;
            setPlaying(false);
            onScrub(Number(event.target.value));
          }}
        />
        <div className={styles.ends} aria-hidden="true">
          <span>{periods?.[0] ? formatPeriod(periods[0]) : " "}</span>
          <span>
            {failed ? "The history could not be read" : periods?.[last] ? formatPeriod(periods[last] ?? "") : " "}
          </span>
        </div>
      </div>
      <output className={styles.period} data-testid="scrub-period">
        {words}
      </output>
      <button
        type="button"
        className={`button ${styles.newest}`}
        disabled={newest}
        data-testid="scrub-newest"
        onClick={onNewest}
      >
        Newest
      </button>
    </div>
  );
}
