"use client";
// The way in, or the menu of who is in. The menu is loaded for those alone.

import { lazy, Suspense, useEffect } from "react";
import { findSession, signInAddress } from "@/shared/session/session";
import { useSession } from "@/shared/session/use-session";
import { useAddress } from "@/shared/state/address";
import styles from "./account-menu.module.css";

const Menu = lazy(() => import("./menu"));

/** Pages nobody wants to come back to. */
const kEntries: readonly string[] = ["/", "/sign-in", "/register", "/verify", "/forgot", "/reset", "/confirm-email"];

export function AccountMenu() {
  const session = useSession();
  const address = useAddress();
  useEffect(findSession, []);
  const away = address === null || kEntries.includes(address.split("?")[0] ?? "");
  return (
    <div className={styles.place}>
      {session ? (
        <Suspense>
          <Menu person={session.person} />
        </Suspense>
      ) : session === null ? (
        <a className={styles.enter} href={away ? "/sign-in" : signInAddress(address)} data-testid="sign-in-link">
          Sign in
        </a>
      ) : null}
    </div>
  );
}
