"use client";
// Where one is signed in.

import { address } from "@/shared/api/address";
import { formatTime } from "@/shared/format/time";
import { ask } from "@/shared/session/ask";
import { setSession, type Person } from "@/shared/session/session";
import { useMine } from "@/shared/session/use-mine";
import { Action } from "@/shared/ui/action";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import rows from "@/shared/ui/rows.module.css";
import { Section } from "@/shared/ui/section";
import { Skeleton } from "@/shared/ui/skeleton";
import { agentName } from "../agent";

export function Sessions({ person }: { person: Person }) {
  const { data, problem, reload } = useMine(address("/api/v1/me/sessions"));
  async function everywhere(): Promise<void> {
    await ask("POST", "/api/v1/auth/logout-all");
    setSession(null);
    location.assign("/sign-in");
  }
  async function end(id: string): Promise<void> {
    await ask("DELETE", "/api/v1/me/sessions/{id}", { path: { id } });
    reload();
  }
  return (
    <Section title="Where you are signed in" testId="sessions" loading={!data && !problem}>
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      {!data && !problem ? <Skeleton shape="row" /> : null}
      <ul className={rows.rows}>
        {(data?.sessions ?? []).map((session) => (
          <li key={session.id} data-testid="session">
            <div className={rows.what}>
              <p className={rows.title} title={session.agent}>
                {agentName(session.agent)}
                {session.current ? " · this one" : ""}
              </p>
              <p className={rows.facts}>
                from {session.address}, since {formatTime(session.created, person.time_zone)}, last seen{" "}
                {formatTime(session.seen, person.time_zone)}
              </p>
            </div>
            {session.current ? null : (
              <Action act={() => end(session.id)} label={`End the session of ${agentName(session.agent)}`}>
                End
              </Action>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Action act={everywhere} sure="Sign out everywhere" testId="sign-out-everywhere">
          Sign out everywhere…
        </Action>
      </div>
    </Section>
  );
}
