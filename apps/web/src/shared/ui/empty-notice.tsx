import type { ReactNode } from "react";
import styles from "./notice.module.css";

/** Nothing to show, and that is no fault. */
export function EmptyNotice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={`${styles.notice} ${styles.empty}`} data-testid="empty">
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
