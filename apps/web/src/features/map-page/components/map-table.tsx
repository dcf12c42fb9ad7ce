"use client";
// The map's twin: the same values as a table, also of what lies outside the drawing.

import { useMemo, useState } from "react";
import { address } from "@/shared/api/address";
import type { MapAnswer } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeName, typePlural } from "@/shared/format/words";
import { useDated } from "@/shared/state/as-of";
import table from "@/shared/ui/scroll-table.module.css";
import { rowsOf } from "../rows";
import type { MapView, TableOrder } from "../view-state";
import { printMeasured } from "../words";
import styles from "./map-page.module.css";

interface Props {
  view: MapView;
  answer: MapAnswer;
  measureName: string;
  nameOf: (id: string) => string;
  change: (part: Partial<MapView>) => void;
}

const kRows = 25;
const kMaxCsvRows = 1000; // of one answer of /api/v1/rankings
const kMaxCsvLinks = 5;
const kOrders: readonly { id: TableOrder; name: string }[] = [
  { id: "desc", name: "Highest first" },
  { id: "asc", name: "Lowest first" },
  { id: "name", name: "By name" },
];

/** "26 to 50": the places of a page. */
const span = (page: number, size: number, of: number): string =>
  `${formatCount(page * size + 1)} to ${formatCount(Math.min(of, (page + 1) * size))}`;

export function MapTable({ view, answer, measureName, nameOf, change }: Props) {
  const { measure } = answer;
  const rows = useMemo(() => rowsOf(answer, view.order, nameOf), [answer, view.order, nameOf]);
  const [turned, setTurned] = useState<{ of: unknown; page: number }>({ of: null, page: 0 });
  const pages = Math.max(1, Math.ceil(rows.length / kRows));
  const page = turned.of === rows ? Math.min(turned.page, pages - 1) : 0;
  const turn = (to: number) => setTurned({ of: rows, page: to });
  const dated = useDated();
  const csv = (offset: number) =>
    dated(
      address("/api/v1/rankings", {
        query: {
          type: view.level,
          metric: view.measure,
          within: view.within ?? undefined,
          period: measure.period,
          limit: kMaxCsvRows,
          offset: offset === 0 ? undefined : offset,
          format: "csv",
        },
      }),
    );
  const parts = Array.from({ length: Math.min(kMaxCsvLinks, Math.ceil(rows.length / kMaxCsvRows)) }, (_, i) => i);
  return (
    <section aria-labelledby="map-table-title">
      <div className="section-head">
        <h2 id="map-table-title">The same numbers as a table</h2>
        <p>
          {measureName}, {formatPeriod(measure.period)}
        </p>
      </div>
      <div className={styles.tableHead}>
        <div className="segments" role="group" aria-label="Order of the table">
          {kOrders.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              aria-pressed={view.order === id}
              data-testid={`table-order-${id}`}
              onClick={() => change({ order: id })}
            >
              {name}
            </button>
          ))}
        </div>
        <p className="small">
          {parts.map((i) => (
            <a key={i} href={csv(i * kMaxCsvRows)} download className={styles.csv} data-testid={`map-csv-${i}`}>
              {rows.length <= kMaxCsvRows ? "CSV" : `CSV, ranks ${span(i, kMaxCsvRows, rows.length)}`}
            </a>
          ))}
          {rows.length > kMaxCsvRows * kMaxCsvLinks ? <span className="muted">more by the API</span> : null}
        </p>
      </div>
      <div
        className={`${table.frame} ${styles.values}`}
        tabIndex={0}
        role="group"
        aria-label="Table of the map’s values"
      >
        <table className={table.table} data-testid="map-table">
          <caption className="visually-hidden">
            {measureName} of {typePlural(view.level)}, {formatPeriod(measure.period)}
          </caption>
          <thead>
            <tr>
              <th scope="col" className={table.number}>
                Rank
              </th>
              <th scope="col">{typeName(view.level)}</th>
              <th scope="col" className={table.number}>
                {measureName}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(page * kRows, (page + 1) * kRows).map(({ id, name, value, rank }) => (
              <tr key={id} data-region={id}>
                <td className={table.number}>{formatCount(rank)}</td>
                <th scope="row">
                  <a href={`/region/${id}?metric=${encodeURIComponent(measure.metric)}`}>{name}</a>
                </th>
                <td className={table.number}>
                  <data value={value}>{printMeasured(value, measure)}</data>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.pager}>
        <button
          type="button"
          className="button"
          disabled={page === 0}
          data-testid="table-before"
          onClick={() => turn(page - 1)}
        >
          Before
        </button>
        <span className="small muted" role="status" data-testid="table-page">
          {rows.length === 0 ? "No values" : `${span(page, kRows, rows.length)} of ${formatCount(rows.length)}`}
        </span>
        <button
          type="button"
          className="button"
          disabled={page >= pages - 1}
          data-testid="table-next"
          onClick={() => turn(page + 1)}
        >
          Next
        </button>
      </div>
    </section>
  );
}
