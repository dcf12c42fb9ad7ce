"use client";
// Measures down, places across; on a narrow screen each measure is a card with the places below one another.

import { measureName, parseMeasure } from "@/features/measures";
import type { ComparedMeasure, ComparisonAnswer, RegionType } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { useSourceNames } from "@/shared/state/source-names";
import { alikeNames, periodOf } from "../cells";
import type { CompareView } from "../view-state";
import { Cell } from "./cell";
import styles from "./compare-table.module.css";

interface Props {
  answer: ComparisonAnswer;
  view: CompareView;
  change: (part: Partial<CompareView>) => void;
}

export function CompareTable({ answer, view, change }: Props) {
  const { regions, rows } = answer;
  const ids = regions.map(({ region }) => region);
  function remove(measure: string): void {
    change({ measures: rows.map((row) => row.measure).filter((each) => each !== measure) });
  }
  return (
    <div className={`panel ${styles.frame}`} tabIndex={0} role="group" aria-label="Table of the compared places">
      <table className={styles.table} data-testid="compare-table">
        <caption className="visually-hidden">Measures of the compared places</caption>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {regions.map(({ region, label }) => (
              <th key={region} scope="col">
                <a href={`/region/${region}`}>{label}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.measure} data-measure={row.measure}>
              <Head row={row} labels={regions} onRemove={rows.length > 1 ? () => remove(row.measure) : null} />
              {regions.map(({ region, label, type }, i) => (
                <td key={region} data-region={region}>
                  <span className={styles.label}>{label}</span>
                  <Cell row={row} i={i} ids={ids} label={label} type={type} versus={view.versus} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps {
  row: ComparedMeasure;
  labels: readonly { region: string; label: string; type: RegionType }[];
  onRemove: (() => void) | null;
}

function Head({ row, labels, onRemove }: HeadProps) {
  const sources = useSourceNames();
  const name = measureName(parseMeasure(row.measure), row.name);
  const period = periodOf(row);
  const labelOf = (id: string) => labels.find(({ region }) => region === id)?.label ?? id;
  const alike = alikeNames(row, labelOf);
  return (
    <th scope="row" className={styles.measure}>
      <span className={styles.name}>
        {name}
        {onRemove ? (
          <button
            type="button"
            aria-label={`Remove the row ${name}`}
            data-testid="compare-remove-row"
            onClick={onRemove}
          >
            ×
          </button>
        ) : null}
      </span>
      <span className={styles.facts}>
        {sources.get(row.source) ?? row.source}
        {period ? `, ${formatPeriod(period)}` : ""}
      </span>
      {period ? null : (
        <span className={styles.note} data-testid="compare-periods">
          The values are of different periods.
        </span>
      )}
      {alike.length > 0 ? (
        <span className={styles.note} data-testid="compare-alike">
          ≈ The survey does not tell apart {alike.join("; ")}.
        </span>
      ) : null}
    </th>
  );
}
