"use client";

import { useState } from "react";
import { address } from "@/shared/api/address";
import { formatTime } from "@/shared/format/time";
import { ask } from "@/shared/session/ask";
import type { Person } from "@/shared/session/session";
import { useMine } from "@/shared/session/use-mine";
import { Action } from "@/shared/ui/action";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import table from "@/shared/ui/scroll-table.module.css";
import { Section } from "@/shared/ui/section";

export function People({ person }: { person: Person }) {
  const [after, setAfter] = useState<string[]>([]);
  const { data, problem, reload } = useMine(address("/api/v1/admin/users", { query: { after: after.at(-1) } }));

  async function setRole(email: string, role: Person["role"]): Promise<void> {
    await ask("POST", "/api/v1/admin/roles", { body: { email, role } });
    reload();
  }
  const next = data?.next ?? null;
  return (
    <Section title="People" testId="people" loading={!data && !problem}>
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      <div className={table.frame} tabIndex={0} role="group" aria-label="People">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Address</th>
              <th scope="col">Name</th>
              <th scope="col">Since</th>
              <th scope="col">Second factor</th>
              <th scope="col">Role</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(data?.users ?? []).map((user) => {
              const other = user.role === "admin" ? "user" : "admin";
              return (
                <tr key={user.id} data-testid="person">
                  <td>{user.email}</td>
                  <td>{user.name}</td>
                  <td className={table.short}>{formatTime(user.created, person.time_zone)}</td>
                  <td>{user.second_factor ? "yes" : "no"}</td>
                  <td>
                    {user.role}
                    {user.delete_after ? " (leaving)" : ""}
                  </td>
                  <td>
                    {user.id === person.id ? null : (
                      <Action
                        act={() => setRole(user.email, other)}
                        sure={other === "admin" ? "Make admin" : "Take the role"}
                        label={`${other === "admin" ? "Make admin…" : "Make user…"} ${user.email}`}
                        testId="role"
                      >
                        {other === "admin" ? "Make admin…" : "Make user…"}
                      </Action>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {after.length > 0 || next !== null ? (
        <div>
          {after.length > 0 ? (
            <button type="button" className="button" onClick={() => setAfter(after.slice(0, -1))}>
              Back
            </button>
          ) : null}{" "}
          {next !== null ? (
            <button type="button" className="button" onClick={() => setAfter([...after, next])}>
              More
            </button>
          ) : null}
        </div>
      ) : null}
    </Section>
  );
}
