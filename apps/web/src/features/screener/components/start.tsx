"use client";
// Ready screens for the level.

import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { typePlural } from "@/shared/format/words";
import { examplesFor } from "../examples";
import type { Level } from "../view-state";
import styles from "./start.module.css";

interface Props {
  level: Level;
  where: string;
  onStart: (where: string) => void;
}

export function Start({ level, where, onStart }: Props) {
  const { data, loading } = useAnswer(questions.metrics());
  const examples = examplesFor(data?.metrics ?? [], level);
  return (
    <div
      className={styles.start}
      role="group"
      aria-label="Ready screens"
      data-testid="examples"
      aria-busy={loading}
      data-unsized={loading || undefined}
    >
      <span className={styles.lead}>Start from</span>
      {data && examples.length === 0 ? (
        <span className="muted">nothing ready: too few {typePlural(level)} have values here. Add a measure below.</span>
      ) : null}
      {examples.map((example) => (
        <button
          key={example.where}
          type="button"
          className={styles.example}
          aria-pressed={where === example.where}
          title={example.where}
          onClick={() => onStart(example.where)}
          data-testid="example"
        >
          {example.name}
        </button>
      ))}
    </div>
  );
}
