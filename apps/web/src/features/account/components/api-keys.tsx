"use client";
// Keys for programs. A key is shown once, when it is made.

import { useState } from "react";
import { address } from "@/shared/api/address";
import { CheckField, FormBox, SelectField, Submit, TextField } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { formatTime } from "@/shared/format/time";
import { ask } from "@/shared/session/ask";
import type { Person } from "@/shared/session/session";
import { useMine } from "@/shared/session/use-mine";
import { Action } from "@/shared/ui/action";
import { Once } from "@/shared/ui/once";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import rows from "@/shared/ui/rows.module.css";
import { Section } from "@/shared/ui/section";

const kLifetimes = [
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "A year"],
  ["", "Until revoked"],
] as const;
const kDefaultLifetime = "90";

export function ApiKeys({ person }: { person: Person }) {
  const { data, problem, reload } = useMine(address("/api/v1/api-keys"));
  const [made, setMade] = useState<{ name: string; key: string } | null>(null);
  const form = useForm(async (values) => {
    const days = values.text("days");
    const { name, key = "" } = await ask("POST", "/api/v1/api-keys", {
      body: { name: values.text("name"), write: values.is("write"), days: days === "" ? null : Number(days) },
    });
    setMade({ name, key });
    values.reset();
    reload();
    return undefined;
  });
  async function revoke(id: string): Promise<void> {
    await ask("DELETE", "/api/v1/api-keys/{id}", { path: { id } });
    reload();
  }
  const zone = person.time_zone;
  const keys = (data?.api_keys ?? []).filter(({ revoked }) => revoked === null);
  return (
    <Section
      title="API keys"
      hint={
        <>
          For programs that act for you: <code>Authorization: Bearer …</code> (<a href="/docs">API</a>)
        </>
      }
      testId="api-keys"
      loading={!data && !problem}
    >
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      {data && keys.length === 0 ? <p className="muted">No keys yet.</p> : null}
      <ul className={rows.rows}>
        {keys.map((key) => (
          <li key={key.id} data-testid="api-key-row">
            <div className={rows.what}>
              <p className={rows.title}>{key.name}</p>
              <p className={rows.facts}>
                <code>{key.hint}…</code> · {key.scopes === "read" ? "reads" : "reads and writes"} · made{" "}
                {formatTime(key.created, zone)} · {key.ends ? `ends ${formatTime(key.ends, zone)}` : "no end"} ·{" "}
                {key.used ? `last used ${formatTime(key.used, zone)}` : "never used"}
              </p>
            </div>
            <Action act={() => revoke(key.id)} sure="Revoke it" label={`Revoke ${key.name}`} testId="revoke">
              Revoke…
            </Action>
          </li>
        ))}
      </ul>
      {made ? (
        <div role="status">
          <p>
            <strong>The key “{made.name}”.</strong> Copy it now, it is not shown again.
          </p>
          <Once text={made.key} label="API key" testId="api-key" />
        </div>
      ) : null}
      <FormBox form={form} testId="api-key-form" label="New API key">
        <TextField form={form} name="name" label="What is it for?" testId="api-key-name" maxLength={100} required />
        <SelectField form={form} name="days" label="Good for" testId="api-key-days" defaultValue={kDefaultLifetime}>
          {kLifetimes.map(([days, name]) => (
            <option key={days} value={days}>
              {name}
            </option>
          ))}
        </SelectField>
        <CheckField form={form} name="write" label="May change things: watchlist, saved things, alerts" />
        <div>
          <Submit form={form}>Make a key</Submit>
        </div>
      </FormBox>
    </Section>
  );
}
