"use client";
// What an account offers, behind one button, and how many notifications wait.

import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import { address } from "@/shared/api/address";
import { ask } from "@/shared/session/ask";
import { setSession, type Person } from "@/shared/session/session";
import { useMine } from "@/shared/session/use-mine";
import { kNotificationsRead } from "@/shared/session/events";
import styles from "./account-menu.module.css";

const kMaxShown = 99;

const kLinks = [
  { href: "/watchlist", name: "Watchlist" },
  { href: "/alerts", name: "Alerts" },
  { href: "/saved", name: "Saved" },
  { href: "/exports", name: "Exports" },
  { href: "/account", name: "Account" },
] as const;

export default function Menu({ person }: { person: Person }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const { data, reload } = useMine(address("/api/v1/notifications", { query: { unread: true } }));
  const unread = data?.notifications.length ?? 0;

  useEffect(() => {
    window.addEventListener(kNotificationsRead, reload);
    return () => window.removeEventListener(kNotificationsRead, reload);
  }, [reload]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  }
  function onBlur(event: FocusEvent<HTMLDivElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  }
  function signOut(): void {
    setFailed(false);
    ask("POST", "/api/v1/auth/logout").then(
      () => {
        setSession(null);
        location.assign("/");
      },
      () => setFailed(true),
    );
  }

  const shownName = person.name || (person.email.split("@")[0] ?? "");
  const shown = unread > kMaxShown ? `${kMaxShown}+` : String(unread);
  return (
    <>
      <a
        className={styles.bell}
        href="/notifications"
        aria-label={unread > 0 ? `Notifications, ${shown} unread` : "Notifications"}
        data-testid="notifications-link"
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5-1.5 6.5h12c0-1.5-1.5-2.5-1.5-6.5A4.5 4.5 0 0 0 10 3z" />
          <path d="M8.5 16.5a1.6 1.6 0 0 0 3 0" />
        </svg>
        {unread > 0 ? (
          <span className={styles.badge} data-testid="unread">
            {shown}
          </span>
        ) : null}
      </a>
      <div className={styles.menu} onKeyDown={onKeyDown} onBlur={onBlur}>
        <button
          ref={button}
          type="button"
          className={styles.enter}
          aria-expanded={open}
          aria-controls={id}
          aria-label={`${shownName}, account of ${person.email}`}
          data-testid="account-menu"
          onClick={() => setOpen(!open)}
        >
          <span className={styles.who}>{shownName}</span>
          <span aria-hidden="true" className={styles.caret} />
        </button>
        <div id={id} className={styles.list} hidden={!open} data-testid="account-links">
          <p className={styles.email}>{person.email}</p>
          <ul>
            {kLinks.map(({ href, name }) => (
              <li key={href}>
                <a href={href}>{name}</a>
              </li>
            ))}
            {person.role === "admin" ? (
              <li>
                <a href="/admin">Admin</a>
              </li>
            ) : null}
            <li>
              {/* preventDefault: a press must not take the focus from the list, where some browsers put it nowhere. */}
              <button
                type="button"
                onMouseDown={(event) => event.preventDefault()}
                onClick={signOut}
                data-testid="sign-out"
              >
                Sign out
              </button>
            </li>
          </ul>
          {failed ? (
            <p role="alert" className={styles.email}>
              That did not work. Try again.
            </p>
          ) : null}
        </div>
      </div>
    </>
  );
}
