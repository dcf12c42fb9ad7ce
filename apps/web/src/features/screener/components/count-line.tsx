"use client";
// How many places match. Follows the pointer; at rest it is the server's count.

import { useEffect, useRef } from "react";
import type { ScreenAnswer } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { typeNoun, typePlural } from "@/shared/format/words";
import type { LiveScreen } from "../live";
import type { Level } from "../view-state";
import styles from "./count-line.module.css";

interface Props {
  level: Level;
  live: LiveScreen;
  /** The server's answer to what the address asks; null while it is on its way. */
  answer: ScreenAnswer | null;
}

export function CountLine({ level, live, answer }: Props) {
  const matched = useRef<HTMLDataElement>(null);
  const of = useRef<HTMLSpanElement>(null);
  const untold = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const paint = () => {
      const here = live.counts;
      const counts = live.moving || !answer ? here : answer;
      const places = answer?.places ?? live.engine?.size ?? null;
      if (!matched.current || !of.current || !untold.current || !counts || places === null) return;
      matched.current.value = String(counts.matched);
      matched.current.textContent = formatCount(counts.matched);
      matched.current.dataset.here = here ? String(here.matched) : "";
      matched.current.dataset.settled = String(!live.moving && answer !== null && here !== null);
      of.current.textContent = `of ${formatCount(places)} ${typePlural(level)} match`;
      untold.current.textContent =
        counts.unknown === 0
          ? "Of every place it can be told."
          : `Of ${formatCount(counts.unknown)} ${typeNoun(level, counts.unknown)} it cannot be told: ` +
            "a value is missing.";
      untold.current.dataset.value = String(counts.unknown);
    };
    return live.subscribe(paint);
  }, [level, live, answer]);
  return (
    <div className={styles.line} data-testid="count-line">
      <p className={styles.count}>
        <data ref={matched} value="" className={styles.number} data-testid="matched">
          –
        </data>{" "}
        <span ref={of} data-testid="of-places">
          {typePlural(level)} match
        </span>
      </p>
      <p ref={untold} className={styles.untold} data-testid="unknown">
        {"\u00a0"}
      </p>
      <span role="status" className="visually-hidden">
        {answer ? `${formatCount(answer.matched)} ${typeNoun(level, answer.matched)} match` : ""}
      </span>
    </div>
  );
}
