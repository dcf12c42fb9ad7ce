// The head of a page: its title and, in a sentence or two, what it is for.

import type { ReactNode } from "react";
import styles from "./page-head.module.css";

export function PageHead({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.head}>
      <h1>{title}</h1>
      <p>{children}</p>
    </div>
  );
}
