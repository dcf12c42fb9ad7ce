"use client";
// What waits to be done, and what was given up: tried once more, or discarded.

import { address } from "@/shared/api/address";
import { formatCount } from "@/shared/format/number";
import { formatTime } from "@/shared/format/time";
import { waitText } from "@/shared/form/errors";
import { ask } from "@/shared/session/ask";
import type { Person } from "@/shared/session/session";
import { useMine } from "@/shared/session/use-mine";
import { Action } from "@/shared/ui/action";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import rows from "@/shared/ui/rows.module.css";
import table from "@/shared/ui/scroll-table.module.css";
import { Section } from "@/shared/ui/section";

export function Queues({ person }: { person: Person }) {
  const { data, problem, reload } = useMine(address("/api/v1/admin/jobs"));
  const queues = data?.queues ?? [];
  const dead = queues.flatMap(({ queue, dead }) => dead.map((message) => ({ queue, ...message })));

  async function retry(queue: string, id: string): Promise<void> {
    await ask("POST", "/api/v1/admin/jobs/{queue}/{id}/retry", { path: { queue, id } });
    reload();
  }
  async function discard(queue: string, id: string): Promise<void> {
    await ask("DELETE", "/api/v1/admin/jobs/{queue}/{id}", { path: { queue, id } });
    reload();
  }
  return (
    <Section title="Queues" testId="queues" loading={!data && !problem}>
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      <div className={table.frame} tabIndex={0} role="group" aria-label="Queues">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col" className={table.number}>
                Waiting
              </th>
              <th scope="col" className={table.number}>
                Delayed
              </th>
              <th scope="col" className={table.number}>
                In work
              </th>
              <th scope="col" className={table.number}>
                Oldest waits
              </th>
              <th scope="col" className={table.number}>
                Given up
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map((queue) => (
              <tr key={queue.queue} data-testid="queue">
                <th scope="row">{queue.queue}</th>
                <td className={table.number}>{formatCount(queue.waiting)}</td>
                <td className={table.number}>{formatCount(queue.delayed)}</td>
                <td className={table.number}>{formatCount(queue.in_flight)}</td>
                <td className={table.number}>{queue.oldest_seconds > 0 ? waitText(queue.oldest_seconds) : "–"}</td>
                <td className={table.number}>{formatCount(queue.dead.length)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>Given up</h3>
      {data && dead.length === 0 ? <p className="muted">Nothing.</p> : null}
      <ul className={rows.rows}>
        {dead.map((message) => (
          <li key={`${message.queue} ${message.id}`} data-testid="dead">
            <div className={rows.what}>
              <p className={rows.title}>
                {message.queue}: {message.key}
              </p>
              <p>{message.reason}</p>
              <p className={rows.facts}>
                {message.attempts} attempts, given up {formatTime(message.died, person.time_zone)}
              </p>
            </div>
            <div className={rows.do}>
              <Action
                act={() => retry(message.queue, message.id)}
                label={`Try again: ${message.key}`}
                testId="retry-dead"
              >
                Try again
              </Action>
              <Action
                act={() => discard(message.queue, message.id)}
                sure="Discard it"
                label={`Discard: ${message.key}`}
                testId="discard-dead"
              >
                Discard…
              </Action>
            </div>
          </li>
        ))}
      </ul>
      <div>
        <button type="button" className="button" onClick={reload}>
          Look again
        </button>
      </div>
    </Section>
  );
}
