"use client";
// What one can do with a place: watch it, be told about it, keep its chart. Loaded for who is signed in; others are
// led to signing in and back.

import { lazy, Suspense } from "react";
import { signInAddress } from "@/shared/session/session";
import { useSession } from "@/shared/session/use-session";
import styles from "./region-actions.module.css";

const Buttons = lazy(() => import("./buttons"));

export interface Props {
  region: { id: string; label: string };
  metric: string | undefined;
  /** The page as it is now. */
  address: string;
}

export function RegionActions(props: Props) {
  const session = useSession();
  const { region, metric, address } = props;
  const enter = signInAddress(address);
  const wait = (
    <>
      <a className="button" href={enter} data-testid="watch">
        Watch
      </a>
      <a className="button" href={enter} data-testid="save-chart">
        Save chart
      </a>
    </>
  );
  return (
    <div className={styles.actions} role="group" aria-label="This place">
      {session ? (
        <Suspense fallback={wait}>
          <Buttons {...props} />
        </Suspense>
      ) : (
        wait
      )}
      <a
        className="button"
        href={`/alerts?region=${encodeURIComponent(region.id)}${metric ? `&metric=${encodeURIComponent(metric)}` : ""}`}
        data-testid="alert-me"
      >
        Alert me…
      </a>
    </div>
  );
}
