"use client";
// What alerts and exports had to tell, newest first.

import { address } from "@/shared/api/address";
import { formatTime } from "@/shared/format/time";
import { ask } from "@/shared/session/ask";
import { kNotificationsRead } from "@/shared/session/events";
import { ownPath } from "@/shared/session/next";
import type { Person } from "@/shared/session/session";
import { SignedIn } from "@/shared/session/signed-in";
import { useMine } from "@/shared/session/use-mine";
import { Action } from "@/shared/ui/action";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import rows from "@/shared/ui/rows.module.css";
import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./notifications-page.module.css";

export function NotificationsPage() {
  return <SignedIn title="Notifications">{(person) => <Notifications person={person} />}</SignedIn>;
}

function Notifications({ person }: { person: Person }) {
  const { data, problem, reload } = useMine(address("/api/v1/notifications"));
  const all = data?.notifications ?? [];
  const unread = all.filter(({ read }) => read === null).length;

  async function mark(reading: Promise<void>): Promise<void> {
    await reading;
    reload();
    window.dispatchEvent(new Event(kNotificationsRead));
  }
  if (problem) return <ProblemNotice problem={problem} onRetry={reload} />;
  if (!data) return <Skeleton shape="row" />;
  if (all.length === 0) {
    return (
      <EmptyNotice title="Nothing to tell yet">
        <p>
          What your <a href="/alerts">alerts</a> find comes here, and when an export is ready.
        </p>
      </EmptyNotice>
    );
  }
  return (
    <>
      <div className={styles.head}>
        <p role="status" data-testid="unread-count">
          {unread === 0 ? "All read." : unread === 1 ? "One unread." : `${unread} unread.`}
        </p>
        {unread > 0 ? (
          <Action act={() => mark(ask("POST", "/api/v1/notifications/read"))} testId="read-all">
            Mark all as read
          </Action>
        ) : null}
      </div>
      <div className={`panel ${styles.panel}`}>
        <ul className={rows.rows}>
          {all.map((one) => {
            const link = ownPath(one.link);
            return (
              <li key={one.id} data-testid="notification">
                <div className={rows.what}>
                  <p className={one.read === null ? rows.title : undefined}>
                    {one.read === null ? <span className={styles.fresh}>New</span> : null}
                    {link === null ? one.title : <a href={link}>{one.title}</a>}
                  </p>
                  <p>{one.body}</p>
                  <p className={rows.facts}>{formatTime(one.created, person.time_zone)}</p>
                </div>
                {one.read === null ? (
                  <Action
                    act={() => mark(ask("POST", "/api/v1/notifications/{id}/read", { path: { id: one.id } }))}
                    label={`Mark as read: ${one.title}`}
                  >
                    Mark as read
                  </Action>
                ) : null}
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
