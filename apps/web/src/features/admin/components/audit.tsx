"use client";
// Who did what, newest first.

import { address } from "@/shared/api/address";
import { formatTime } from "@/shared/format/time";
import type { Person } from "@/shared/session/session";
import { useMine } from "@/shared/session/use-mine";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import table from "@/shared/ui/scroll-table.module.css";
import { Section } from "@/shared/ui/section";

export function Audit({ person }: { person: Person }) {
  const { data, problem, reload } = useMine(address("/api/v1/admin/audit"));
  return (
    <Section title="Diary" testId="audit" loading={!data && !problem}>
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      <div className={table.frame} tabIndex={0} role="group" aria-label="Diary">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">By</th>
              <th scope="col">About</th>
              <th scope="col">From</th>
              <th scope="col">Detail</th>
            </tr>
          </thead>
          <tbody>
            {(data?.audit ?? []).map((entry, i) => (
              <tr key={`${entry.at} ${i}`} data-testid="audit-entry">
                <td className={table.short}>{formatTime(entry.at, person.time_zone)}</td>
                <td className={table.short}>{entry.action}</td>
                <td>{entry.actor === entry.user ? "themselves" : entry.actor}</td>
                <td>{entry.user}</td>
                <td>{entry.address}</td>
                <td>{entry.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
