"use client";
// Which places are looked at, where, and when.

import { useState } from "react";
import { PlaceSearch } from "@/features/search";
import { parsePeriod } from "@/shared/format/period";
import { typePlural } from "@/shared/format/words";
import { useLabels } from "@/shared/state/use-labels";
import { kLevels, type Level, type ScreenView } from "../view-state";
import styles from "./question-bar.module.css";

interface Props {
  view: ScreenView;
  onChange: (part: Partial<ScreenView>) => void;
}

export function QuestionBar({ view, onChange }: Props) {
  const label = useLabels(view.within ? [view.within] : []);
  return (
    <div className={`panel ${styles.bar}`} data-testid="question">
      <label className={styles.part}>
        <span>Find every</span>
        <select
          value={view.level}
          onChange={(event) => onChange({ level: event.target.value as Level })}
          data-testid="level"
        >
          {kLevels.map((level) => (
            <option key={level} value={level}>
              {level === "zip" ? "ZIP code" : level === "metro" ? "metro area" : level}
            </option>
          ))}
        </select>
      </label>
      <div className={`${styles.part} ${styles.place}`}>
        <span>in</span>
        {view.within ? (
          <span className={styles.chosen} data-testid="within">
            {label(view.within)}
            <button
              type="button"
              aria-label={`Look in all of the United States, not only in ${label(view.within)}`}
              onClick={() => onChange({ within: null })}
              data-testid="within-clear"
            >
              ×
            </button>
          </span>
        ) : (
          <PlaceSearch
            label={`Only ${typePlural(view.level)} in this state, metro area or county`}
            placeholder="the United States (or name a place)"
            testId="within-search"
            clearOnPick
            within={{ name: "within" }}
            onPick={(place) => onChange({ within: place.id === "us" ? null : place.id })}
          />
        )}
      </div>
      <Month key={view.period ?? ""} view={view} onChange={onChange} />
    </div>
  );
}

/** Typed as 2024-06; a browser with a picker of months shows that. */
function Month({ view, onChange }: Props) {
  const [wrong, setWrong] = useState(false);
  function choose(text: string): void {
    const month = text.trim();
    const good = month === "" || parsePeriod(month)?.kind === "month";
    setWrong(!good);
    if (good && (month || null) !== view.period) onChange({ period: month || null });
  }
  return (
    <div className={styles.part}>
      <label htmlFor="screen-month">as of</label>
      <input
        id="screen-month"
        type="month"
        min="1975-01"
        defaultValue={view.period ?? ""}
        placeholder="2024-06"
        aria-describedby="screen-month-hint"
        aria-invalid={wrong || undefined}
        onBlur={(event) => choose(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && choose(event.currentTarget.value)}
        data-testid="period"
      />
      <span id="screen-month-hint" className={styles.hint}>
        {wrong ? "Write a month as 2024-06." : view.period ? "a past month" : "the newest month of each measure"}
      </span>
      {view.period ? (
        <button type="button" className="button" onClick={() => onChange({ period: null })} data-testid="period-clear">
          Newest
        </button>
      ) : null}
    </div>
  );
}
