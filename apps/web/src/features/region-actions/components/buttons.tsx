"use client";
// "Watch" and "Save chart" of who is signed in.

import { useState } from "react";
import { address } from "@/shared/api/address";
import { kDefaultList } from "@/shared/format/lists";
import { ask } from "@/shared/session/ask";
import { asProblem, useMine } from "@/shared/session/use-mine";
import type { Props } from "./region-actions";
import styles from "./region-actions.module.css";

interface Said {
  text: string;
  href?: string;
  bad?: boolean;
}

export default function Buttons({ region, address: shown }: Props) {
  const { data, reload } = useMine(address("/api/v1/watchlist"));
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const lists = (data?.items ?? []).filter((item) => item.region === region.id).map(({ list }) => list);
  const watched = lists.length > 0;

  function run(action: () => Promise<Said>): void {
    if (busy) return;
    setBusy(true);
    action()
      .then(setSaid, (fault: unknown) => {
        const problem = asProblem(fault);
        setSaid({ text: problem.detail ?? problem.title, bad: true });
      })
      .finally(() => setBusy(false));
  }
  const placed = (list: string) => ({ path: { region: region.id }, query: { list } });
  async function toggle(): Promise<Said> {
    if (watched) for (const list of lists) await ask("DELETE", "/api/v1/watchlist/{region}", placed(list));
    else await ask("PUT", "/api/v1/watchlist/{region}", placed(kDefaultList));
    reload();
    return watched ? { text: "No longer on your watchlist." } : { text: "On your watchlist.", href: "/watchlist" };
  }
  async function save(): Promise<Said> {
    await ask("POST", "/api/v1/saved-charts", { body: { name: region.label, body: { address: shown } } });
    return { text: "The chart is saved as it is now.", href: "/saved" };
  }
  return (
    <>
      <button
        type="button"
        className="button"
        aria-pressed={watched}
        aria-disabled={busy || !data}
        onClick={() => data && run(toggle)}
        data-testid="watch"
      >
        {watched ? "Watching" : "Watch"}
      </button>
      <button type="button" className="button" aria-disabled={busy} onClick={() => run(save)} data-testid="save-chart">
        Save chart
      </button>
      <span role={said?.bad ? "alert" : "status"} className={styles.said} data-testid="actions-said">
        {said?.href ? <a href={said.href}>{said.text}</a> : said?.text}
      </span>
    </>
  );
}
