"use client";
// What of the home page lies below the fold: loaded when it is about to come into sight, in the room kept for it.

import { lazy, Suspense } from "react";
import { WhenSeen } from "@/shared/ui/when-seen";
import styles from "./later.module.css";

const kParts = {
  movers: lazy(() => import("./movers")),
  map: lazy(() => import("./nation-map")),
  releases: lazy(() => import("./releases")),
} as const;

export function Later({ part }: { part: keyof typeof kParts }) {
  const Part = kParts[part];
  return (
    <WhenSeen className={styles[part]}>
      <Suspense>
        <Part />
      </Suspense>
    </WhenSeen>
  );
}
