"use client";
// One's alerts: what each waits for, pausing, changing, ending it.

import { useState } from "react";
import type { Alert, AlertsAnswer } from "@/shared/api/contract";
import { ask } from "@/shared/session/ask";
import type { Mine } from "@/shared/session/use-mine";
import { formatCount } from "@/shared/format/number";
import { listName } from "@/shared/format/lists";
import { Action } from "@/shared/ui/action";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import rows from "@/shared/ui/rows.module.css";
import { Section } from "@/shared/ui/section";
import { Skeleton } from "@/shared/ui/skeleton";
import { screenerAddress } from "../screen";
import { kDeliveries } from "../words";
import { ChangeForm } from "./change-form";

const placesThatMeet = (count: number | null): string =>
  count === 1 ? "1 place meets it" : `${formatCount(count ?? 0)} places meet it`;

export function AlertList({ data, problem, reload }: Mine<AlertsAnswer>) {
  const alerts = data?.alerts ?? [];
  const [changing, setChanging] = useState<string | null>(null);

  async function pause({ id, paused }: Alert): Promise<void> {
    await ask("PATCH", "/api/v1/alerts/{id}", { path: { id }, body: { paused: !paused } });
    reload();
  }
  async function end({ id }: Alert): Promise<void> {
    await ask("DELETE", "/api/v1/alerts/{id}", { path: { id } });
    reload();
  }
  return (
    <Section title="Your alerts" testId="alerts" loading={!data && !problem}>
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      {!data && !problem ? <Skeleton shape="row" /> : null}
      {data && alerts.length === 0 ? (
        <EmptyNotice title="No alerts yet">
          <p>Make one below, or from the page of a place.</p>
        </EmptyNotice>
      ) : null}
      <ul className={rows.rows}>
        {alerts.map((alert) => {
          const delivery = kDeliveries.find(({ id }) => id === alert.delivery)?.name ?? alert.delivery;
          const title = alert.name || alert.text;
          return (
            <li key={alert.id} data-testid="alert-row">
              <div className={rows.what}>
                <p className={rows.title}>
                  {title}
                  {alert.paused ? " (paused)" : ""}
                </p>
                <p className={rows.facts}>
                  {alert.name ? <>{alert.text} · </> : null}
                  {alert.screen ? (
                    <a href={screenerAddress(alert.screen)}>{placesThatMeet(alert.matched)}</a>
                  ) : alert.region ? (
                    <a href={`/region/${alert.region}?metric=${encodeURIComponent(alert.metric ?? "")}`}>
                      {alert.label ?? alert.region}
                    </a>
                  ) : (
                    <a href="/watchlist">every place of “{listName(alert.watchlist ?? "")}”</a>
                  )}{" "}
                  · {delivery}
                  {alert.hysteresis ? ` · must come back by ${alert.hysteresis}` : ""}
                  {alert.cooldown > 0 ? ` · silent for ${alert.cooldown} days` : ""}
                </p>
              </div>
              <div className={rows.do}>
                <Action
                  act={() => pause(alert)}
                  label={`${alert.paused ? "Resume" : "Pause"}: ${title}`}
                  testId="pause-alert"
                >
                  {alert.paused ? "Resume" : "Pause"}
                </Action>
                <button
                  type="button"
                  className="button"
                  aria-expanded={changing === alert.id}
                  aria-label={`Change: ${title}`}
                  data-testid="change-alert"
                  onClick={() => setChanging(changing === alert.id ? null : alert.id)}
                >
                  Change
                </button>
                <Action act={() => end(alert)} label={`End: ${title}`} sure="End it" testId="end-alert">
                  End…
                </Action>
              </div>
              {changing === alert.id ? (
                <div className={rows.whole}>
                  <ChangeForm
                    alert={alert}
                    onChanged={() => {
                      setChanging(null);
                      reload();
                    }}
                  />
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
