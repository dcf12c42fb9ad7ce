"use client";
// The places somebody watches and looked at last, with their newest values. Who has none sees nothing of it; for the
// others theme.js says so before the first paint, so that the room is there (data-known).

import { lazy, Suspense, useSyncExternalStore } from "react";
import { useSession } from "@/shared/session/use-session";
import styles from "./your-places.module.css";

const YourCards = lazy(() => import("./your-cards"));

const nothing = (): (() => void) => () => undefined;
const isKnown = (): boolean => document.documentElement.dataset.known !== undefined;

export function YourPlaces() {
  const known = useSyncExternalStore(nothing, isKnown, () => false);
  const session = useSession();
  return (
    <section aria-labelledby="yours-title" className={styles.places} data-testid="your-places">
      <div className={styles.head}>
        <h2 id="yours-title">Your places</h2>
        {session ? <a href="/watchlist">Watchlist</a> : null}
      </div>
      {known ? (
        <Suspense>
          <YourCards signedIn={session ? true : session === null ? false : null} />
        </Suspense>
      ) : null}
    </section>
  );
}
