"use client";
// What needs somebody signed in. Others are told so, with a way in that leads back here. When the session ends while
// the page is open, the page stays as it is, with all that was typed, and asks for the password.

import { Fragment, lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { EmptyNotice } from "../ui/empty-notice";
import { Skeleton } from "../ui/skeleton";
import { useAddress } from "../state/address";
import { askSession, currentSession, signInAddress, type Person } from "./session";
import { useEndedSession, useSession } from "./use-session";
import styles from "./signed-in.module.css";

const SessionEnded = lazy(() => import("./session-ended"));

const kPages = [
  { href: "/watchlist", name: "Watchlist" },
  { href: "/alerts", name: "Alerts" },
  { href: "/notifications", name: "Notifications" },
  { href: "/saved", name: "Saved" },
  { href: "/exports", name: "Exports" },
  { href: "/account", name: "Account" },
] as const;

export function SignedIn({ title, children }: { title: string; children: (person: Person) => ReactNode }) {
  const session = useSession();
  const ended = useEndedSession();
  const address = useAddress();
  const path = address?.split("?")[0];
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    let wanted = true;
    const known = currentSession() ? Promise.resolve() : askSession();
    void known.then(() => wanted && setAsked(true));
    return () => {
      wanted = false;
    };
  }, []);

  if (!session && !asked) {
    return (
      <div className={styles.page} aria-busy="true">
        <Pages path={path} admin={false} />
        <h1>{title}</h1>
        <Skeleton shape="row" />
        <Skeleton shape="row" />
        <span role="status" className="visually-hidden">
          Loading
        </span>
      </div>
    );
  }
  const left = ended === true ? null : ended;
  const person = session?.person ?? left;
  if (!person) {
    return (
      <div className={styles.page} data-testid="signed-out">
        <h1>{title}</h1>
        <EmptyNotice title={ended ? "Your session has ended" : "Sign in to see this"}>
          <p>
            {ended
              ? "Sign in again and you are back on this page."
              : "It belongs to an account. Making one takes a mail address and a password."}
          </p>
          <p className={styles.ways}>
            <a className="button button-primary" href={signInAddress(address ?? "/")}>
              Sign in
            </a>
            <a className="button" href="/register">
              Register
            </a>
          </p>
        </EmptyNotice>
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <Pages path={path} admin={person.role === "admin"} />
      <h1>{title}</h1>
      {left ? (
        <Suspense>
          <SessionEnded person={left} />
        </Suspense>
      ) : null}
      {/* Another person's page is another page. */}
      <Fragment key={person.id}>{children(person)}</Fragment>
    </div>
  );
}

function Pages({ path, admin }: { path: string | undefined; admin: boolean }) {
  const pages = admin ? [...kPages, { href: "/admin", name: "Admin" }] : kPages;
  return (
    <nav aria-label="Your pages" className={styles.pages}>
      {pages.map(({ href, name }) => (
        <a key={href} href={href} aria-current={path === href ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
