import { useId, type ReactNode } from "react";
import styles from "./section.module.css";

interface Props {
  title: string;
  hint?: ReactNode;
  testId?: string;
  /** Nothing to show yet: what is below waits (data-unsized, base.css). */
  loading?: boolean;
  children: ReactNode;
}

/** A panel with a heading: one thing a page of settings or a list is about. */
export function Section({ title, hint, testId, loading = false, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={`panel ${styles.section}`}
      data-testid={testId}
      aria-busy={loading}
      data-unsized={loading || undefined}
    >
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {hint ? <p className={styles.hint}>{hint}</p> : null}
      </div>
      {children}
    </section>
  );
}
