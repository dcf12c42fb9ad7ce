"use client";
// Imports: asking for one, and how far those asked for are. Looked at again while one waits or runs.

import { useEffect } from "react";
import { address } from "@/shared/api/address";
import type { ImportRun } from "@/shared/api/contract";
import { Buttons, FormBox, Submit, TextField } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { formatCount } from "@/shared/format/number";
import { formatTime } from "@/shared/format/time";
import { ask } from "@/shared/session/ask";
import type { Person } from "@/shared/session/session";
import { useMine } from "@/shared/session/use-mine";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import rows from "@/shared/ui/rows.module.css";
import { Section } from "@/shared/ui/section";
import { Skeleton } from "@/shared/ui/skeleton";
import { isOpen, progressOf, stateName } from "../import-run";
import styles from "./imports.module.css";

const kLookAgainMs = 1_500;

export function Imports({ person }: { person: Person }) {
  const { data, problem, reload } = useMine(address("/api/v1/admin/imports"));
  const runs = data?.imports ?? [];
  const open = runs.some(isOpen);
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, kLookAgainMs);
    return () => clearInterval(timer);
  }, [open, reload]);

  const form = useForm(async (values) => {
    const { source } = await ask("POST", "/api/v1/admin/imports", { body: { source: values.text("source").trim() } });
    values.reset();
    reload();
    return `Asked for ${source}.`;
  });
  const where =
    data?.place === "own"
      ? "Files are taken from the place this installation’s settings name."
      : "Files are taken from the publishers’ own addresses.";
  return (
    <Section title="Imports" hint={data ? where : undefined} testId="import-runs" loading={!data && !problem}>
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      {!data && !problem ? <Skeleton shape="row" /> : null}
      <FormBox form={form} testId="import-form" label="Start an import">
        <div className={styles.ask}>
          <TextField
            form={form}
            name="source"
            testId="import-source"
            label="Source, or a family of its files"
            hint={
              <>
                Such as <code>zillow</code> or <code>zillow/zhvi/zip</code>.
              </>
            }
            list="import-sources"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            required
          />
          <datalist id="import-sources">
            {(data?.sources ?? []).map((source) => (
              <option key={source} value={source} />
            ))}
          </datalist>
          <Buttons>
            <Submit form={form} testId="start-import">
              Start the import
            </Submit>
          </Buttons>
        </div>
      </FormBox>
      {data && runs.length === 0 ? (
        <p className="muted">
          Nobody has asked for one. What came by <code>housing import</code> is listed under <a href="/data">Data</a>.
        </p>
      ) : null}
      <ul className={rows.rows}>
        {runs.map((run) => (
          <Run key={run.id} run={run} zone={person.time_zone} />
        ))}
      </ul>
    </Section>
  );
}

function Run({ run, zone }: { run: ImportRun; zone: string }) {
  const { share, text } = progressOf(run);
  return (
    <li data-testid="import-run" data-state={run.state}>
      <div className={rows.what}>
        <p className={rows.title}>
          {run.source} <span className={`${styles.state} ${styles[run.state] ?? ""}`}>{stateName(run.state)}</span>
        </p>
        {isOpen(run) ? (
          <progress
            className={styles.progress}
            aria-label={`Import of ${run.source}`}
            value={share ?? undefined}
            max={1}
            data-testid="import-progress"
          />
        ) : null}
        {run.said ? <p className={styles.said}>{run.said}</p> : null}
        <p className={rows.facts}>
          {text} · {formatCount(run.rows_kept)} rows kept
          {run.rows_refused > 0 ? `, ${formatCount(run.rows_refused)} refused` : ""}
          {run.attempts > 1 ? ` · try ${run.attempts}` : ""} · asked for by {run.by ?? "somebody who has left"},{" "}
          {formatTime(run.at, zone)}
          {run.ended ? `, over ${formatTime(run.ended, zone)}` : ""}
        </p>
      </div>
    </li>
  );
}
