"use client";
// The places somebody watches, list by list.

import { useState } from "react";
import { PlaceSearch } from "@/features/search";
import { address } from "@/shared/api/address";
import { ApiError } from "@/shared/api/client";
import type { WatchedPlace } from "@/shared/api/contract";
import { formatTime } from "@/shared/format/time";
import { kDefaultList, listName } from "@/shared/format/lists";
import { FormBox, Submit, TextField } from "@/shared/form/form";
import { Mistakes, useForm } from "@/shared/form/use-form";
import { ask } from "@/shared/session/ask";
import type { Person } from "@/shared/session/session";
import { SignedIn } from "@/shared/session/signed-in";
import { useMine } from "@/shared/session/use-mine";
import { Action } from "@/shared/ui/action";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import rows from "@/shared/ui/rows.module.css";
import { Section } from "@/shared/ui/section";
import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./watchlist-page.module.css";
import { byList } from "../watched";
import { Newest, NewestOf } from "./newest";

export function WatchlistPage() {
  return <SignedIn title="Watchlist">{(person) => <Watchlist person={person} />}</SignedIn>;
}

function Watchlist({ person }: { person: Person }) {
  const { data, problem, reload } = useMine(address("/api/v1/watchlist"));
  const [list, setList] = useState(kDefaultList);
  const [said, setSaid] = useState<{ text: string; bad: boolean } | null>(null);
  const lists = byList(data?.items ?? []);

  async function remove({ region, list }: WatchedPlace): Promise<void> {
    await ask("DELETE", "/api/v1/watchlist/{region}", { path: { region }, query: { list } });
    reload();
  }
  function add(place: { id: string; label: string }): void {
    setSaid(null);
    ask("PUT", "/api/v1/watchlist/{region}", { path: { region: place.id }, query: { list } }).then(
      () => {
        setSaid({ text: `${place.label} is on “${listName(list)}”.`, bad: false });
        reload();
      },
      (fault: unknown) =>
        setSaid({
          text: fault instanceof ApiError ? (fault.problem.detail ?? fault.problem.title) : String(fault),
          bad: true,
        }),
    );
  }
  const names = [...new Set([kDefaultList, list, ...lists.map(({ name }) => name)])];
  return (
    <>
      <Section title="Add a place" testId="watch-add">
        <PlaceSearch
          label={`Place to watch in ${listName(list)}`}
          placeholder="ZIP code, city, county, metro or state"
          testId="watch-input"
          clearOnPick
          onPick={add}
        />
        <ListChoice names={names} list={list} onList={setList} />
        <p role={said?.bad ? "alert" : "status"} data-testid="watch-said">
          {said?.text}
        </p>
      </Section>
      {problem ? <ProblemNotice problem={problem} onRetry={reload} /> : null}
      {!data && !problem ? <Skeleton shape="row" /> : null}
      {data && lists.length === 0 ? (
        <EmptyNotice title="No places watched yet">
          <p>
            Add one above, or press “Watch” on the page of a place. An <a href="/alerts?list=default">alert</a> can look
            after all of them at once.
          </p>
        </EmptyNotice>
      ) : null}
      {lists.map(({ name, items }) => (
        <Section
          key={name}
          title={listName(name)}
          hint={<a href={`/alerts?list=${encodeURIComponent(name)}`}>Alert me about all of these…</a>}
          testId="watch-list"
        >
          <NewestOf regions={items.map(({ region }) => region)}>
            <ul className={rows.rows}>
              {items.map((item) => (
                <li key={item.region} data-testid="watched">
                  <div className={rows.what}>
                    <p className={rows.title}>
                      <a href={`/region/${item.region}`}>{item.label}</a>
                    </p>
                    <p className={rows.facts}>watched since {formatTime(item.added, person.time_zone)}</p>
                  </div>
                  <Newest region={item.region} label={item.label} />
                  <Action act={() => remove(item)} label={`Remove ${item.label}`} testId="unwatch">
                    Remove
                  </Action>
                </li>
              ))}
            </ul>
          </NewestOf>
        </Section>
      ))}
    </>
  );
}

interface ListProps {
  names: readonly string[];
  list: string;
  onList: (list: string) => void;
}

const kMaxListName = 40;

/** Which list a new place goes to. */
function ListChoice({ names, list, onList }: ListProps) {
  const form = useForm(async (values) => {
    const name = values.text("list").trim();
    if (name === "") throw new Mistakes({ list: "Fill this in." });
    onList(name);
    values.reset();
    return `Places go to “${name}” now.`;
  });
  return (
    <>
      <div role="group" aria-label="List it goes to" className={styles.lists}>
        {names.map((name) => (
          <label key={name}>
            <input type="radio" name="into" checked={name === list} onChange={() => onList(name)} />
            {listName(name)}
          </label>
        ))}
      </div>
      <details>
        <summary>Another list</summary>
        <FormBox form={form} testId="list-form" label="Another list">
          <TextField
            form={form}
            name="list"
            label="Name of the list"
            autoComplete="off"
            maxLength={kMaxListName}
            required
          />
          <div>
            <Submit form={form}>Use it</Submit>
          </div>
        </FormBox>
      </details>
    </>
  );
}
