"use client";
// The conditions of the screen: a card for each measure, what sliders cannot show, and a way to add a measure.

import { useState } from "react";
import { MeasurePicker } from "@/features/measures";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { plainMeasure } from "../condition";
import { isColumn, type LevelData } from "../level-data";
import type { LiveScreen } from "../live";
import { kMaxMeasures, type Level, type Shown } from "../view-state";
import { MeasureCard } from "./measure-card";
import styles from "./conditions.module.css";

interface Props {
  level: Level;
  shown: Shown;
  data: LevelData | null;
  live: LiveScreen;
  onSettle: () => void;
  onAdd: (measure: string) => void;
  onRemove: (measure: string) => void;
  onDropRest: () => void;
}

const kFirstChoice: Record<Level, string> = {
  zip: "home_value",
  county: "home_value",
  metro: "home_value",
  state: "home_value",
};

export function Conditions({ level, shown, data, live, onSettle, onAdd, onRemove, onDropRest }: Props) {
  return (
    <section aria-labelledby="conditions-title" className={`panel ${styles.conditions}`} data-testid="conditions">
      <h2 id="conditions-title" className={styles.title}>
        Conditions
      </h2>
      {shown.filters.length === 0 && shown.rest.length === 0 ? (
        <p className={styles.hint}>None yet: every place counts. Add a measure, then drag its ends.</p>
      ) : null}
      {shown.filters.map(({ measure }) => {
        const index = data?.measures.indexOf(measure) ?? -1;
        const column = data?.columns[index];
        if (isColumn(column)) {
          return (
            <MeasureCard
              key={measure}
              measure={measure}
              index={index}
              column={column}
              live={live}
              onSettle={onSettle}
              onRemove={() => onRemove(measure)}
            />
          );
        }
        return (
          <div key={measure} className={styles.waiting} data-testid="measure-waiting">
            {column ? (
              <ProblemNotice problem={column}>
                <button type="button" className="button" onClick={() => onRemove(measure)} data-testid="remove-measure">
                  Remove {measure}
                </button>
              </ProblemNotice>
            ) : (
              <Skeleton shape="card" />
            )}
          </div>
        );
      })}
      {shown.rest.length > 0 ? (
        <div className={styles.rest} data-testid="text-only">
          <p>
            {shown.readable
              ? "No slider shows this part; it counts all the same:"
              : "This text cannot be shown by sliders:"}
          </p>
          <ul>
            {shown.rest.map((term) => (
              <li key={term}>
                <code>{term}</code>
              </li>
            ))}
          </ul>
          <button type="button" className="button" onClick={onDropRest} data-testid="drop-text">
            Drop it
          </button>
        </div>
      ) : null}
      <AddMeasure key={level} level={level} taken={shown.filters.map(({ measure }) => measure)} onAdd={onAdd} />
      {shown.filters.length > 0 ? (
        <p className={styles.legend}>
          Bars in colour: places that meet all other conditions, strong where they meet this one too; grey: all places.
          Each is as tall as its own greatest bar. The ends of a slider mean “no bound”.
        </p>
      ) : null}
    </section>
  );
}

function AddMeasure({
  level,
  taken,
  onAdd,
}: {
  level: Level;
  taken: readonly string[];
  onAdd: (measure: string) => void;
}) {
  const [measure, setMeasure] = useState(kFirstChoice[level]);
  const there = taken.includes(plainMeasure(measure));
  const full = taken.length >= kMaxMeasures;
  return (
    <div className={styles.add}>
      <MeasurePicker type={level} value={measure} onChange={setMeasure} label="Measure to add" testId="add" />
      <button
        type="button"
        className="button button-primary"
        aria-disabled={there || full}
        onClick={() => !there && !full && onAdd(plainMeasure(measure))}
        data-testid="add-measure"
      >
        Add
      </button>
      <span role="status" className={styles.said}>
        {full ? `A screen has at most ${kMaxMeasures} measures.` : there ? "Already here." : ""}
      </span>
    </div>
  );
}
