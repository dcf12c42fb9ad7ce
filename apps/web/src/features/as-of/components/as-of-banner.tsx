"use client";
// Says on every page that the past is being looked at.

import { formatDate } from "@/shared/format/period";
import { setAsOf, useAsOf } from "@/shared/state/as-of";
import styles from "./as-of.module.css";

export function AsOfBanner() {
  const day = useAsOf();
  if (day === null) return null;
  return (
    <div className={styles.banner} role="note" data-testid="as-of-banner">
      <span>
        What was known on <strong>{formatDate(day)}</strong>, without later releases and revisions.
      </span>
      <button type="button" className={styles.back} onClick={() => setAsOf(null)}>
        Back to today
      </button>
    </div>
  );
}
