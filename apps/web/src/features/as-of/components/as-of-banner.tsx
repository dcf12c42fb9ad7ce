"use client";
// Says on every page that the past is being looked at. Its room is kept before the scripts know the day.

import { formatDate } from "@/shared/format/period";
import { setAsOf, useAsOf } from "@/shared/state/as-of";
import styles from "./as-of.module.css";

export function AsOfBanner() {
  const day = useAsOf();
  if (day === null) return <div className={styles.room} />;
  return (
    <aside className={styles.banner} aria-label="The day looked at" data-testid="as-of-banner">
      <span>
        What was known on <strong>{formatDate(day)}</strong>, without later releases and revisions.
      </span>
      <button type="button" className={styles.back} onClick={() => setAsOf(null)}>
        Back to today
      </button>
    </aside>
  );
}
