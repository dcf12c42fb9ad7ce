"use client";
// The places that match: the server's list, page by page. While the pointer moves, rows that no longer match are
// hidden; those that newly match come with the server's next answer.

import { useEffect, useRef } from "react";
import type { ScreenAnswer, ScreenColumn } from "@/shared/api/contract";
import { useDated } from "@/shared/state/as-of";
import { formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeName } from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { Figure } from "@/shared/ui/figure";
import { kMatches } from "../engine";
import type { LiveScreen } from "../live";
import { fileOf, kFileRows } from "../questions";
import { kPageRows, type ScreenView } from "../view-state";
import { nameOf } from "../words";
import styles from "./results.module.css";

interface Props {
  view: ScreenView;
  answer: ScreenAnswer;
  live: LiveScreen;
  stale: boolean;
  onChange: (part: Partial<ScreenView>) => void;
}

export function Results({ view, answer, live, stale, onChange }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const dated = useDated();
  useEffect(
    () =>
      live.subscribe(() => {
        const { engine, data } = live;
        for (const row of body.current?.rows ?? []) {
          const place = data?.places.row.get(row.dataset.region ?? "");
          row.hidden = live.moving && place !== undefined && engine?.classes[place] !== kMatches;
        }
      }),
    [live, answer],
  );
  const { matched, regions, labels, columns, next, sort } = answer;
  if (matched === 0) {
    return (
      <EmptyNotice title="No place matches">
        <p>
          {answer.unknown > 0
            ? "Widen a range, or take a condition away. Of some places it cannot be told, because a value is missing."
            : "Widen a range, or take a condition away."}
        </p>
      </EmptyNotice>
    );
  }
  const last = view.offset + regions.length;
  const files = { csv: "CSV", xlsx: "Excel" } as const;
  return (
    <div aria-busy={stale} data-testid="list">
      <div className={styles.frame} tabIndex={0} role="group" aria-label="Places that match, a table">
        <table className={styles.table} data-testid="results">
          <caption className="visually-hidden">Places that match and their values</caption>
          <thead>
            <tr>
              <th scope="col">{typeName(view.level)}</th>
              {columns.map((column) => (
                <Head
                  key={column.measure.measure}
                  column={column}
                  sorted={sort === column.measure.measure ? view.order : null}
                  onSort={(order) => onChange({ sort: column.measure.measure, order, offset: 0 })}
                />
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {regions.map((id, row) => (
              <tr key={id} data-region={id}>
                <th scope="row">
                  <a href={`/region/${id}`}>{labels[row]}</a>
                </th>
                {columns.map(({ measure, values }) => (
                  <td key={measure.measure} className={styles.value}>
                    <Figure
                      value={values[row] ?? null}
                      unit={measure.unit}
                      decimals={measure.decimals}
                      name={`${labels[row] ?? id}: ${nameOf(measure.measure, measure)}`}
                      metric={measure.metric}
                      period={measure.period}
                      prov={measure.prov}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <p className="small muted" data-testid="page-of">
          {regions.length === 0
            ? "Nothing on this page."
            : `${formatCount(view.offset + 1)} to ${formatCount(last)} of ${formatCount(matched)}`}
        </p>
        <div className={styles.buttons}>
          {view.offset > 0 ? (
            <button
              type="button"
              className="button"
              onClick={() => onChange({ offset: Math.max(0, view.offset - kPageRows) })}
              data-testid="page-before"
            >
              Before
            </button>
          ) : null}
          {next !== null ? (
            <button type="button" className="button" onClick={() => onChange({ offset: next })} data-testid="page-next">
              Next {kPageRows}
            </button>
          ) : null}
        </div>
        <p className={styles.files}>
          {(["csv", "xlsx"] as const).map((format) => (
            <a
              key={format}
              className="button"
              href={dated(fileOf(view, format))}
              download
              data-testid={`file-${format}`}
            >
              {files[format]}
            </a>
          ))}
          {matched > kFileRows ? <span className="small muted">the first {formatCount(kFileRows)} rows</span> : null}
        </p>
      </div>
    </div>
  );
}

interface HeadProps {
  column: ScreenColumn;
  sorted: "asc" | "desc" | null;
  onSort: (order: "asc" | "desc") => void;
}

function Head({ column: { measure }, sorted, onSort }: HeadProps) {
  return (
    <th
      scope="col"
      className={styles.value}
      aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort(sorted === "desc" ? "asc" : "desc")}
        data-testid="sort"
        data-measure={measure.measure}
      >
        {nameOf(measure.measure, measure)}
        <span aria-hidden="true">{sorted === null ? " ↕" : sorted === "asc" ? " ↑" : " ↓"}</span>
      </button>
      <span className={styles.period}>{formatPeriod(measure.period)}</span>
    </th>
  );
}
