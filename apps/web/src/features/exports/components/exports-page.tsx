"use client";
// Whole metrics to take away, made in the background.

import { useEffect } from "react";
import { address } from "@/shared/api/address";
import type { Export } from "@/shared/api/contract";
import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { Buttons, FormBox, Submit, TextField } from "@/shared/form/form";
import { Mistakes, useForm } from "@/shared/form/use-form";
import { formatCount } from "@/shared/format/number";
import { formatTime } from "@/shared/format/time";
import { kTypeOrder, typePlural } from "@/shared/format/words";
import { ask } from "@/shared/session/ask";
import { ownPath } from "@/shared/session/next";
import type { Person } from "@/shared/session/session";
import { SignedIn } from "@/shared/session/signed-in";
import { useMine } from "@/shared/session/use-mine";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import rows from "@/shared/ui/rows.module.css";
import { Section } from "@/shared/ui/section";
import { Skeleton } from "@/shared/ui/skeleton";
import { exportRequest, sizeText } from "../request";
import { CheckGroup } from "./check-group";
import styles from "./exports-page.module.css";

const kLookAgainMs = 5_000;

export function ExportsPage() {
  return <SignedIn title="Exports">{(person) => <Exports person={person} />}</SignedIn>;
}

function Exports({ person }: { person: Person }) {
  const { data, problem, reload } = useMine(address("/api/v1/exports"));
  const all = data?.exports ?? [];
  const open = all.some(({ state }) => state === "queued");
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, kLookAgainMs);
    return () => clearInterval(timer);
  }, [open, reload]);

  return (
    <>
      <Section title="Your exports" testId="exports" loading={!data && !problem}>
        {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
        {!data && !problem ? <Skeleton shape="row" /> : null}
        {data && all.length === 0 ? <EmptyNotice title="No exports yet" /> : null}
        <ul className={rows.rows} aria-live="polite">
          {all.map((made) => (
            <li key={made.id} data-testid="export-row">
              <div className={rows.what}>
                <p className={rows.title}>{made.request.metrics.join(", ")}</p>
                <p className={rows.facts}>{stateText(made, person.time_zone)}</p>
                {made.note ? (
                  <p className={rows.facts}>{made.state === "done" ? `Left out: ${made.note}` : made.note}</p>
                ) : null}
              </div>
              <Download made={made} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title="New export" hint="One CSV file. A mail tells when it is ready." testId="new-export">
        <ExportForm onMade={reload} />
      </Section>
    </>
  );
}

function Download({ made }: { made: Export }) {
  const path = ownPath(made.download);
  if (path === null) return null;
  return (
    <a className="button" href={path} download data-testid="download">
      Download<span className="visually-hidden"> {made.request.metrics.join(", ")}</span>
    </a>
  );
}

function stateText(made: Export, zone: string): string {
  if (made.state === "queued") return `Asked for ${formatTime(made.created, zone)}, being made`;
  if (made.state === "failed") return `Could not be made, ${formatTime(made.done, zone)}`;
  const size = `${formatCount(made.rows)} rows, ${sizeText(made.bytes)}`;
  return made.download
    ? `${size}, there until ${formatTime(made.ends, zone)}`
    : `${size}, gone since ${formatTime(made.ends, zone)}`;
}

function ExportForm({ onMade }: { onMade: () => void }) {
  const catalogue = useAnswer(questions.metrics());
  const metrics = (catalogue.data?.metrics ?? []).filter(({ coverage }) => coverage !== null);
  const types = kTypeOrder.filter((type) => metrics.some(({ coverage }) => (coverage?.by_type[type] ?? 0) > 0));
  const form = useForm(async (values) => {
    const checked = exportRequest(values.all("metrics"), values.all("types"), values.text("from"), values.text("to"));
    if ("wrong" in checked) throw new Mistakes(checked.wrong);
    await ask("POST", "/api/v1/exports", { body: checked.good });
    values.reset();
    onMade();
    return "Asked for. It is made in the background.";
  });
  return (
    <FormBox form={form} testId="export-form" label="New export">
      {catalogue.problem ? <ProblemNotice problem={catalogue.problem} onRetry={catalogue.retry} /> : null}
      <CheckGroup
        form={form}
        name="metrics"
        label="Metrics"
        loading={catalogue.loading}
        options={metrics.map(({ id, name, redistribution }) => ({
          id,
          name,
          note: redistribution === "display-only" ? "display only, may be left out" : null,
        }))}
      />
      <CheckGroup
        form={form}
        name="types"
        label="Kinds of places"
        hint="None chosen: all."
        options={types.map((type) => ({ id: type, name: typePlural(type), note: null }))}
      />
      <div className={styles.window}>
        <TextField form={form} name="from" label="From (optional)" placeholder="2015-01" autoComplete="off" />
        <TextField form={form} name="to" label="To (optional)" placeholder="2025-03" autoComplete="off" />
      </div>
      <Buttons>
        <Submit form={form}>Make the export</Submit>
      </Buttons>
    </FormBox>
  );
}
