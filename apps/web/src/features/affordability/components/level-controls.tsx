"use client";
// Which places, and what colours them.

import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { typePlural } from "@/shared/format/words";
import { kLevels, kShows, type AffordView, type Level, type Show } from "../view-state";
import styles from "./level-section.module.css";

const kMaxStates = 60;
const kShowNames: Record<Show, string> = {
  share: "Share of income",
  within: "Within it or not",
  needed: "Income it takes",
};

interface Props {
  view: AffordView;
  /** Levels that have the price; null: not known yet. */
  known: readonly Level[] | null;
  change: (part: Partial<AffordView>) => void;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function LevelControls({ view, known, change }: Props) {
  const { data } = useAnswer(questions.regions({ type: "state", limit: kMaxStates }));
  const states = [...(data?.regions ?? [])].sort((a, b) => a.label.localeCompare(b.label));
  const unknown = view.within !== null && !states.some(({ id }) => id === view.within);
  return (
    <div className={styles.controls}>
      <div className="segments" role="group" aria-label="Places">
        {kLevels.map((level) => (
          <button
            key={level}
            type="button"
            aria-pressed={view.level === level}
            data-testid={`level-${level}`}
            disabled={known !== null && !known.includes(level) && view.level !== level}
            title={known !== null && !known.includes(level) ? "No such price has been imported" : undefined}
            onClick={() => change({ level })}
          >
            {capital(typePlural(level))}
          </button>
        ))}
      </div>
      <select
        aria-label="Inside"
        className={styles.select}
        value={view.within ?? ""}
        disabled={view.level === "state"}
        data-testid="level-within"
        onChange={(event) => change({ within: event.target.value || null })}
      >
        <option value="">All of the US</option>
        {unknown ? <option value={view.within ?? ""}>{view.within}</option> : null}
        {states.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <div className="segments" role="group" aria-label="Colour by">
        {kShows.map((show) => (
          <button
            key={show}
            type="button"
            aria-pressed={(view.show ?? "share") === show}
            data-testid={`show-${show}`}
            onClick={() => change({ show: show === "share" ? null : show })}
          >
            {kShowNames[show]}
          </button>
        ))}
      </div>
    </div>
  );
}
