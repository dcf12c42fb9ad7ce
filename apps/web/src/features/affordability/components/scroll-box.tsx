// A table that may be wider than the screen: it scrolls, by keyboard too.

import type { ReactNode } from "react";
import styles from "./place-section.module.css";

export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  );
}
