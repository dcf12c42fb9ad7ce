// The frame of what a layer has to tell below the chart: its heading, and the states of the read behind it.

import type { ReactNode } from "react";
import type { Answer } from "@/shared/api/use-answer";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./panel.module.css";

interface Props<T> {
  title: string;
  testId: string;
  /** null: nothing is read. */
  answer: Answer<T> | null;
  /** Said instead, where nothing is read. */
  instead?: ReactNode;
  children: (data: T) => ReactNode;
}

export function Panel<T>({ title, testId, answer, instead, children }: Props<T>) {
  return (
    <section className={styles.panel} aria-label={title} data-testid={testId}>
      <h3>{title}</h3>
      {answer === null ? (
        instead
      ) : answer.problem ? (
        <ProblemNotice problem={answer.problem} onRetry={answer.retry} />
      ) : answer.data ? (
        children(answer.data)
      ) : (
        <Skeleton shape="card" />
      )}
    </section>
  );
}

export function Notes({ notes }: { notes: readonly string[] }) {
  return notes.map((note) => (
    <p key={note} className="small muted">
      {note}
    </p>
  ));
}
