import type { ReactNode } from "react";
import styles from "./narrow.module.css";

/** One form in the middle, with where else to go below it. */
export function Narrow({ title, children, after }: { title: string; children: ReactNode; after?: ReactNode }) {
  return (
    <div className={styles.narrow}>
      <h1>{title}</h1>
      {children}
      {after ? <div className={styles.after}>{after}</div> : null}
    </div>
  );
}
