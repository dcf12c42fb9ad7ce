"use client";
// Says so, on every page, as soon as one answer was marked as demo data.

import { useSyncExternalStore } from "react";
import { isSynthetic, subscribeSynthetic } from "../api/synthetic";
import styles from "./synthetic-banner.module.css";

export function SyntheticBanner() {
  const shown = useSyncExternalStore(subscribeSynthetic, isSynthetic, () => false);
  if (!shown) return null;
  return (
    <div className={styles.banner} role="note" data-testid="synthetic-banner">
      <strong>Synthetic demo data – not real prices.</strong> Place names are real; every number is made up.
    </div>
  );
}
