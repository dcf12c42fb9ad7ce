"use client";
// Says so, on every page, as soon as one answer was marked as demo data. At the foot of the window: what comes once an
// answer is there must not push the page down.

import { useSyncExternalStore } from "react";
import { isSynthetic, subscribeSynthetic } from "../api/synthetic";
import styles from "./synthetic-banner.module.css";

export function SyntheticBanner() {
  const shown = useSyncExternalStore(subscribeSynthetic, isSynthetic, () => false);
  if (!shown) return null;
  return (
    <aside className={styles.banner} aria-label="About the data" data-testid="synthetic-banner">
      <strong>Synthetic demo data – not real prices.</strong> Place names are real; every number is made up.
    </aside>
  );
}
