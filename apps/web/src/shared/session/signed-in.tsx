"use client";
// What needs somebody signed in. Others are told so, with a way in that leads back here.

import { useEffect, useState, type ReactNode } from "react";
import { EmptyNotice } from "../ui/empty-notice";
import { Skeleton } from "../ui/skeleton";
import { useAddress } from "../state/address";
import { askSession, currentSession, signInAddress, type Person } from "./session";
import { useSession } from "./use-session";
import styles from "./signed-in.module.css";

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
  const address = useAddress();
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
        <h1>{title}</h1>
        <Skeleton shape="row" />
        <Skeleton shape="row" />
        <span role="status" className="visually-hidden">
          Loading
        </span>
      </div>
    );
  }
  if (!session) {
    return (
      <div className={styles.page} data-testid="signed-out">
        <h1>{title}</h1>
        <EmptyNotice title="Sign in to see this">
          <p>It belongs to an account. Making one takes a mail address and a password.</p>
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
  const path = address?.split("?")[0];
  const pages = session.person.role === "admin" ? [...kPages, { href: "/admin", name: "Admin" }] : kPages;
  return (
    <div className={styles.page}>
      <nav aria-label="Your pages" className={styles.pages}>
        {pages.map(({ href, name }) => (
          <a key={href} href={href} aria-current={path === href ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      <h1>{title}</h1>
      {children(session.person)}
    </div>
  );
}
