"use client";
// The day as of which everything is told: today, or any day before, chosen here and kept in the address.

import { useEffect, useRef, useState } from "react";
import { formatDate } from "@/shared/format/period";
import { setAsOf, useAsOf } from "@/shared/state/as-of";
import { asOfIn } from "@/shared/state/day";
import { keepDay } from "../keep-day";
import styles from "./as-of.module.css";

/** The day the reader's calendar shows. */
const today = (): string => new Date().toLocaleDateString("sv-SE");

export function AsOfControl() {
  const day = useAsOf();
  const box = useRef<HTMLDetailsElement>(null);
  const [wanted, setWanted] = useState("");
  useEffect(keepDay, []);

  function close(): void {
    if (box.current) box.current.open = false;
  }
  function show(): void {
    if (asOfIn(`?as_of=${wanted}`) === null) return;
    setAsOf(wanted >= today() ? null : wanted);
    close();
  }
  return (
    <details
      ref={box}
      className={styles.control}
      onToggle={() => setWanted(day ?? today())}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <summary data-testid="as-of" className={day ? styles.past : undefined}>
        {day ? `As of ${formatDate(day)}` : "As of today"}
      </summary>
      <form
        className={`panel ${styles.box}`}
        onSubmit={(event) => {
          event.preventDefault();
          show();
        }}
      >
        <label>
          Show what was known on
          <input
            type="date"
            value={wanted}
            min="1990-01-01"
            max={today()}
            data-testid="as-of-day"
            onChange={(event) => setWanted(event.target.value)}
          />
        </label>
        <span className={styles.actions}>
          <button type="submit" className="button button-primary" data-testid="as-of-show">
            Show
          </button>
          {day ? (
            <button
              type="button"
              className="button"
              data-testid="as-of-today"
              onClick={() => {
                setAsOf(null);
                close();
              }}
            >
              Today
            </button>
          ) : null}
        </span>
        <p className="small muted">Only what had been released by that day counts: no later release, no revision.</p>
      </form>
    </details>
  );
}
