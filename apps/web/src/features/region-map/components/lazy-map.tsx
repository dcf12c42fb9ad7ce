"use client";
// The map, loaded when the first is shown; until then its room.

import { lazy, Suspense } from "react";
import { Skeleton } from "@/shared/ui/skeleton";
import type { RegionMapProps } from "./region-map";
import styles from "./region-map.module.css";

const Loaded = lazy(() => import("./region-map"));

export function RegionMap(props: RegionMapProps) {
  const room = (
    <div className={styles.frame} aria-busy="true">
      <Skeleton shape="chart" />
    </div>
  );
  return (
    <Suspense fallback={room}>
      <Loaded {...props} />
    </Suspense>
  );
}
