"use client";
// The cards of one's places: watched ones first, then those looked at last.

import { useState } from "react";
import { address } from "@/shared/api/address";
import type { ComparisonAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { useMine } from "@/shared/session/use-mine";
import { readRecent } from "@/shared/state/recent-searches";
import { Change } from "@/shared/ui/change";
import { yourPlaces, type YourPlace } from "../your-places";
import styles from "./your-places.module.css";

/** What a place is told by: the first it has. */
const kMeasures = "home_value,rent,hpi,mortgage_rate";
/** Places of one comparison, as the API has it. */
const kAtOnce = 5;

/** @param signedIn null: not known yet */
export default function YourCards({ signedIn }: { signedIn: boolean | null }) {
  const mine = useMine(signedIn ? address("/api/v1/watchlist") : null);
  const [recent] = useState(() => readRecent(localStorage));
  const waiting = signedIn === null || (signedIn && !mine.data && !mine.problem);
  const places = waiting ? [] : yourPlaces(mine.data?.items ?? [], recent);
  if (waiting) return null;
  if (places.length === 0) {
    return (
      <p className="muted">
        Press “Watch” on the page of a place, and it stands here with its newest value.{" "}
        <a href="/watchlist">Watchlist</a>
      </p>
    );
  }
  const groups = [places.slice(0, kAtOnce), places.slice(kAtOnce)].filter((group) => group.length > 0);
  return (
    <ul className={styles.cards} tabIndex={0} aria-label="Your places and their newest values">
      {groups.map((group) => (
        <Group key={group.map(({ id }) => id).join()} places={group} />
      ))}
    </ul>
  );
}

function Group({ places }: { places: readonly YourPlace[] }) {
  const { data } = useAnswer(
    address("/api/v1/compare", { query: { region: places.map(({ id }) => id).join(","), metric: kMeasures } }),
  );
  return places.map((place, i) => (
    <li key={place.id} className="panel" data-region={place.id} data-testid="your-place">
      <a href={`/region/${place.id}`}>{place.label}</a>
      <Newest answer={data} i={i} />
    </li>
  ));
}

/** The first measure the place has; only its name where nothing is known. */
function Newest({ answer, i }: { answer: ComparisonAnswer | null; i: number }) {
  const row = answer?.rows.find(({ cells }) => cells[i]);
  const cell = row?.cells[i];
  if (!row || !cell) return <span className="small muted">{answer ? "no home value or rent" : ""}</span>;
  return (
    <>
      <span className={styles.value}>
        <data value={cell.value}>{formatValue(cell.value, row.unit, row.decimals)}</data>{" "}
        {cell.yoy === null ? null : <Change change={cell.yoy} unit="percent" />}
      </span>
      <span className="small muted">
        {row.name}, {formatPeriod(cell.period)}
      </span>
    </>
  );
}
