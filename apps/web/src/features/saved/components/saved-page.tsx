"use client";
// Searches, charts and notes somebody keeps.

import { useState, type ReactNode } from "react";
import { address } from "@/shared/api/address";
import type { SavedItem } from "@/shared/api/contract";
import { Buttons, FormBox, LongField, Submit, TextField } from "@/shared/form/form";
import { useForm } from "@/shared/form/use-form";
import { formatTime } from "@/shared/format/time";
import { ask } from "@/shared/session/ask";
import { ownPath } from "@/shared/session/next";
import type { Person } from "@/shared/session/session";
import { SignedIn } from "@/shared/session/signed-in";
import { useMine } from "@/shared/session/use-mine";
import { Action } from "@/shared/ui/action";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import rows from "@/shared/ui/rows.module.css";
import { Section } from "@/shared/ui/section";
import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./saved-page.module.css";

type Kind = "saved-searches" | "saved-charts" | "notes";

const textOf = (item: SavedItem, member: string): string => {
  const value = item.body[member];
  return typeof value === "string" ? value : "";
};

export function SavedPage() {
  return (
    <SignedIn title="Saved">
      {(person) => (
        <>
          <Items
            person={person}
            kind="saved-charts"
            title="Charts"
            none={<>None yet. “Save chart” on the page of a place keeps it with its metrics and its window.</>}
          />
          <Items
            person={person}
            kind="saved-searches"
            title="Searches"
            none={<>None yet. “Save this search” stands below the results of a search.</>}
          />
          <Notes person={person} />
        </>
      )}
    </SignedIn>
  );
}

interface Props {
  person: Person;
  kind: Kind;
  title: string;
  none: ReactNode;
}

function Items({ person, kind, title, none }: Props) {
  const { data, problem, reload } = useMine(address(`/api/v1/${kind}`));
  return (
    <Section title={title} testId={kind} loading={!data && !problem}>
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      {!data && !problem ? <Skeleton shape="row" /> : null}
      {data?.items.length === 0 ? <p className="muted">{none}</p> : null}
      <ul className={rows.rows}>
        {(data?.items ?? []).map((item) => (
          <Row key={item.id} kind={kind} item={item} zone={person.time_zone} reload={reload} />
        ))}
      </ul>
    </Section>
  );
}

function Notes({ person }: { person: Person }) {
  const { data, problem, reload } = useMine(address("/api/v1/notes"));
  const form = useForm(async (values) => {
    await ask("POST", "/api/v1/notes", {
      body: { name: values.text("name"), body: { text: values.text("text") } },
    });
    values.reset();
    reload();
    return "Kept.";
  });
  return (
    <Section title="Notes" testId="notes" loading={!data && !problem}>
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      <ul className={rows.rows}>
        {(data?.items ?? []).map((item) => (
          <Row key={item.id} kind="notes" item={item} zone={person.time_zone} reload={reload} />
        ))}
      </ul>
      <FormBox form={form} testId="note-form" label="New note">
        <TextField
          form={form}
          name="name"
          testId="note-name"
          label="Title"
          autoComplete="off"
          maxLength={100}
          required
        />
        <LongField form={form} name="text" testId="note-text" label="Note" maxLength={2000} required />
        <div>
          <Submit form={form}>Keep the note</Submit>
        </div>
      </FormBox>
    </Section>
  );
}

interface RowProps {
  kind: Kind;
  item: SavedItem;
  zone: string;
  reload: () => void;
}

function Row({ kind, item, zone, reload }: RowProps) {
  const [changing, setChanging] = useState(false);
  const path = { id: item.id };
  const leadsTo = ownPath(textOf(item, "address"));
  const form = useForm(async (values) => {
    const body = kind === "notes" ? { ...item.body, text: values.text("text") } : item.body;
    await ask("PUT", `/api/v1/${kind}/{id}`, { path, body: { name: values.text("name"), body } });
    setChanging(false);
    reload();
    return undefined;
  });
  async function remove(): Promise<void> {
    await ask("DELETE", `/api/v1/${kind}/{id}`, { path });
    reload();
  }
  if (changing) {
    return (
      <li>
        <div className={rows.whole}>
          <FormBox form={form} testId="change-item-form" label={`Change ${item.name}`}>
            <TextField
              form={form}
              name="name"
              testId="item-name"
              label={kind === "notes" ? "Title" : "Name"}
              defaultValue={item.name}
              autoComplete="off"
              maxLength={100}
              autoFocus
              required
            />
            {kind === "notes" ? (
              <LongField
                form={form}
                name="text"
                testId="item-text"
                label="Note"
                defaultValue={textOf(item, "text")}
                maxLength={2000}
                required
              />
            ) : null}
            <Buttons>
              <Submit form={form}>Save</Submit>
              <button type="button" className="button" onClick={() => setChanging(false)}>
                Cancel
              </button>
            </Buttons>
          </FormBox>
        </div>
      </li>
    );
  }
  return (
    <li data-testid="saved-item">
      <div className={rows.what}>
        <p className={rows.title}>{leadsTo === null ? item.name : <a href={leadsTo}>{item.name}</a>}</p>
        {kind === "notes" ? <p className={styles.note}>{textOf(item, "text")}</p> : null}
        <p className={rows.facts}>{formatTime(item.updated, zone)}</p>
      </div>
      <div className={rows.do}>
        <button type="button" className="button" aria-label={`Change ${item.name}`} onClick={() => setChanging(true)}>
          {kind === "notes" ? "Change" : "Rename"}
        </button>
        <Action act={remove} label={`Remove ${item.name}`} sure="Remove it" testId="remove-item">
          Remove…
        </Action>
      </div>
    </li>
  );
}
