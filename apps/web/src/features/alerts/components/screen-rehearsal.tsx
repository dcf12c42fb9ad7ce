"use client";
// The messages an alert on a screen would have sent, newest first, each with the places it would have named.

import { useEffect, useRef } from "react";
import type { RegionType, RehearsedScreen, ScreenRehearsal } from "@/shared/api/contract";
import { formatCount, formatValue } from "@/shared/format/number";
import { formatDate, formatPeriod } from "@/shared/format/period";
import { typeNoun } from "@/shared/format/words";
import table from "@/shared/ui/scroll-table.module.css";
import styles from "./alert-form.module.css";

export function ScreenRehearsalTable({ rehearsal, type }: { rehearsal: ScreenRehearsal; type: RegionType }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [rehearsal]);
  const { total, publications, from, to, left_out: leftOut, mails, text, notes } = rehearsal;
  const times = total === 0 ? "none" : total === 1 ? "one" : formatCount(total);
  const looked = `${formatCount(publications)} ${publications === 1 ? "publication" : "publications"}`;
  return (
    <section className={styles.rehearsal} aria-labelledby="rehearsal-title" data-testid="screen-rehearsal">
      <h3 id="rehearsal-title" ref={head} tabIndex={-1}>
        {publications === 0 ? "No publication to rehearse yet" : `Of ${looked}, ${times} would have brought a message`}
      </h3>
      <p className="muted">
        {text}
        {from && to ? `; publications of ${formatDate(from)} to ${formatDate(to)}` : ""}
        {leftOut > 0 ? `, ${formatCount(leftOut)} older ones not looked at` : ""}.
      </p>
      {mails.map((mail) => (
        <Mail key={mail.release} mail={mail} type={type} />
      ))}
      {notes.map((note) => (
        <p key={note} className="small muted">
          {note}
        </p>
      ))}
    </section>
  );
}

function Mail({ mail, type }: { mail: RehearsedScreen; type: RegionType }) {
  const { release, new: fresh, matched, measures, places } = mail;
  const news = `${formatCount(fresh)} new ${typeNoun(type, fresh)}`;
  const title = `${formatDate(release)}: ${news}, ${formatCount(matched)} in all`;
  return (
    <details data-testid="screen-mail">
      <summary>{title}</summary>
      <div className={table.frame} tabIndex={0} role="group" aria-label={title}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Place</th>
              {measures.map(({ measure, name, period }) => (
                <th key={measure} scope="col" className={table.number}>
                  {name === measure ? name : `${name} · ${measure}`}, {formatPeriod(period)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map(({ region, label, values }) => (
              <tr key={region}>
                <td>
                  <a href={`/region/${region}`}>{label}</a>
                </td>
                {measures.map(({ measure, unit, decimals }, i) => (
                  <td key={measure} className={table.number}>
                    {formatValue(values[i] ?? null, unit, decimals)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {fresh > places.length ? (
        <p className="small muted">The first {formatCount(places.length)} are named, as in the message.</p>
      ) : null}
    </details>
  );
}
