"use client";
// The chart's twin: the same values as a table, newest first.

import { useMemo, useState } from "react";
import { formatPeriod, periodTime } from "@/shared/format/period";
import type { Line } from "../lines";
import { printValue } from "../print";
import styles from "./series-table.module.css";

const kFirstRows = 120;

interface Row {
  period: string;
  values: (number | null | undefined)[];
}

function rowsOf(lines: readonly Line[]): Row[] {
  const rows = new Map<string, Row>();
  lines.forEach((line, i) => {
    for (const { period, value } of line.points) {
      if (period === null) continue;
      const row = rows.get(period) ?? { period, values: lines.map(() => undefined) };
      row.values[i] = value;
      rows.set(period, row);
    }
  });
  return [...rows.values()].sort((a, b) => (periodTime(b.period) ?? 0) - (periodTime(a.period) ?? 0));
}

export function SeriesTable({ lines, caption }: { lines: readonly Line[]; caption: string }) {
  const [all, setAll] = useState(false);
  const rows = useMemo(() => rowsOf(lines), [lines]);
  const shown = all ? rows : rows.slice(0, kFirstRows);
  return (
    <>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="Table of the chart’s values">
        <table className={styles.table} data-testid="series-table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Period</th>
              {lines.map((line) => (
                <th key={line.key} scope="col" className={styles.value}>
                  {line.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.period} data-period={row.period}>
                <th scope="row">{formatPeriod(row.period)}</th>
                {lines.map((line, i) => {
                  const value = row.values[i];
                  return (
                    <td key={line.key} className={styles.value}>
                      {value === undefined ? (
                        ""
                      ) : value === null ? (
                        <span className="muted" title="no value">
                          –
                        </span>
                      ) : (
                        <data value={value} data-series={line.key}>
                          {printValue(line, value)}
                        </data>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length ? (
        <button type="button" className="button" data-testid="series-table-all" onClick={() => setAll(true)}>
          Show all {rows.length} periods
        </button>
      ) : null}
    </>
  );
}
