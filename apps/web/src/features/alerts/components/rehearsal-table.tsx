"use client";
// What an alert would have told in the last years, newest first.

import { useEffect, useRef } from "react";
import type { AlertForm, Metric, Rehearsal } from "@/shared/api/contract";
import { formatChange, formatCount, formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { listName } from "@/shared/format/lists";
import table from "@/shared/ui/scroll-table.module.css";
import { firingUnit } from "../request";
import styles from "./alert-form.module.css";

interface Props {
  request: AlertForm;
  rehearsal: Rehearsal;
  metric: Metric | undefined;
  labelOfList: string | undefined;
}

const kChangeDecimals = 2;

export function RehearsalTable({ request, rehearsal, metric, labelOfList }: Props) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [rehearsal]);
  const kind = firingUnit(metric, request.transform ?? "level", request.op ?? "above");
  const print = (value: number): string => {
    if (kind === "change")
      return formatChange(value, kChangeDecimals, metric?.unit === "percent" ? "points" : "percent");
    return kind === "unit" && metric
      ? formatValue(value, metric.unit, metric.decimals)
      : formatValue(value, "index", 1);
  };
  const { total, firings, years, places } = rehearsal;
  const times = total === 0 ? "never" : total === 1 ? "once" : `${formatCount(total)} times`;
  const around =
    labelOfList === undefined
      ? ""
      : `, over ${formatCount(places)} ${places === 1 ? "place" : "places"} of “${listName(labelOfList)}”`;
  return (
    <section className={styles.rehearsal} aria-labelledby="rehearsal-title" data-testid="rehearsal">
      <h3 id="rehearsal-title" ref={head} tabIndex={-1}>
        In the last {years} years it would have fired {times}
        {around}
      </h3>
      <p className="muted">{rehearsal.text}</p>
      {firings.length > 0 ? (
        <div className={table.frame} tabIndex={0} role="group" aria-label="Firings">
          <table className={table.table}>
            <caption className="visually-hidden">Firings, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Period</th>
                <th scope="col">Place</th>
                <th scope="col" className={table.number}>
                  Value
                </th>
                <th scope="col" className={table.number}>
                  Before
                </th>
              </tr>
            </thead>
            <tbody>
              {firings.map((firing) => (
                <tr key={`${firing.region} ${firing.period}`} data-testid="firing">
                  <td className={table.short}>{formatPeriod(firing.period)}</td>
                  <td>
                    <a href={`/region/${firing.region}`}>{firing.label}</a>
                  </td>
                  <td className={table.number}>{print(firing.value)}</td>
                  <td className={table.number}>{print(firing.before)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {total > firings.length && firings.length > 0 ? (
        <p className="small muted">The newest {formatCount(firings.length)} are listed.</p>
      ) : null}
      {rehearsal.notes.map((note) => (
        <p key={note} className="small muted">
          {note}
        </p>
      ))}
    </section>
  );
}
