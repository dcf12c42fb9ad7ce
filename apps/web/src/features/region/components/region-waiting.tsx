// A place that is being read. Its name stands at once where the server wrote it into the page (public/place-name.js).

import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./region-waiting.module.css";

const kNoName = "\u00a0";

export function RegionWaiting() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton shape="line" />
      {/* What place-name.js writes here is to stay. */}
      <h1 data-place-name suppressHydrationWarning className={styles.name}>
        {kNoName}
      </h1>
      <script src="/place-name.js" />
      <Skeleton shape="line" />
      <Skeleton shape="chart" />
      <span role="status" className="visually-hidden">
        Loading
      </span>
    </div>
  );
}
