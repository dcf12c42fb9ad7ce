"use client";
// The rows of a page. Values open their passport; a press elsewhere on a row opens the place.

import type { MouseEvent } from "react";
import { isDerived, parseMeasure } from "@/features/measures";
import type { MeasureUse, RankedRegion, RankingAnswer } from "@/shared/api/contract";
import { formatValue } from "@/shared/format/number";
import { formatPeriod, parsePeriod } from "@/shared/format/period";
import { visit } from "@/shared/state/as-of";
import { Bar, type Span } from "@/shared/ui/bar";
import { Figure } from "@/shared/ui/figure";
import { Sparkline } from "@/shared/ui/sparkline";
import { positionOf } from "../ranks";
import { kHistoryYears, useHistories } from "../use-histories";
import { kPageRows } from "../view-state";
import { headingOf, isChange, nameOf, regionAddress } from "../words";
import styles from "./ranking-table.module.css";

interface Props {
  answer: RankingAnswer;
  offset: number;
  span: Span | null;
}

export function RankingTable({ answer, offset, span }: Props) {
  const { measure, rows, margins, type } = answer;
  const shown = rows.slice(0, kPageRows);
  // What is made of several metrics has no series of its own.
  // Nor have surveys over several years a line to draw.
  const kind = parsePeriod(measure.period)?.kind;
  const drawn = !isDerived(parseMeasure(measure.measure).metric) && kind !== "span" && kind !== "fiscal-year";
  const { histories, watch } = useHistories(
    drawn ? measure.metric : null,
    measure.period,
    shown.map(({ region }) => region),
  );
  const name = nameOf(measure);
  return (
    <div className={`panel ${styles.frame}`}>
      <table className={styles.table} data-testid="ranking-table">
        <caption className="visually-hidden">
          {headingOf(type, name)}, {formatPeriod(measure.period)}
        </caption>
        <thead>
          <tr>
            <th scope="col" className={styles.position}>
              Rank
            </th>
            <th scope="col">Place</th>
            {drawn ? (
              <th scope="col" className={styles.history}>
                {measure.name}, {kHistoryYears} years
              </th>
            ) : null}
            <th scope="col" className={styles.number}>
              {name}
            </th>
            <th scope="col" className={styles.bar}>
              <span className="visually-hidden">Bar</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row, i) => (
            <tr
              key={row.region}
              data-region={row.region}
              className={positionOf(rows, i, offset).open ? styles.open : undefined}
              ref={watch}
              onClick={(event) => openPlace(event, regionAddress(row.region, measure))}
            >
              <Position rows={rows} i={i} offset={offset} />
              <th scope="row" className={styles.place}>
                <a href={regionAddress(row.region, measure)}>{row.label}</a>
              </th>
              {drawn ? (
                <td className={styles.history}>
                  {histories.get(row.region) ? (
                    <Sparkline
                      values={histories.get(row.region) ?? []}
                      label={`${measure.name} of ${row.label}, last ${kHistoryYears} years`}
                    />
                  ) : null}
                </td>
              ) : null}
              <td className={styles.number}>
                <Value row={row} measure={measure} name={name} margins={margins !== null} />
              </td>
              <td className={styles.bar}>
                <Bar value={row.value} span={span} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Position({ rows, i, offset }: { rows: readonly RankedRegion[]; i: number; offset: number }) {
  const { text, meaning } = positionOf(rows, i, offset);
  return (
    <td className={styles.position} title={meaning ?? undefined} data-testid="rank">
      {text}
      {meaning ? <span className="visually-hidden"> ({meaning})</span> : null}
    </td>
  );
}

interface ValueProps {
  row: RankedRegion;
  measure: MeasureUse;
  name: string;
  margins: boolean;
}

function Value({ row, measure, name, margins }: ValueProps) {
  return (
    <>
      <Figure
        value={row.value}
        unit={measure.unit}
        decimals={measure.decimals}
        name={`${name}, ${row.label}`}
        metric={measure.metric}
        period={measure.period}
        prov={measure.prov}
        signed={isChange(measure.transform)}
        testId="ranking-value"
      />
      {margins ? (
        <span className={styles.margin} data-testid="ranking-margin">
          {row.margin === null || row.margin === undefined
            ? "no margin published"
            : `± ${formatValue(row.margin, measure.unit, measure.decimals)}`}
        </span>
      ) : null}
    </>
  );
}

/** For who presses beside the link; selecting text or using a control of the row is no such press. */
function openPlace(event: MouseEvent, address: string): void {
  const on = event.target instanceof Element ? event.target.closest("a, button, dialog, tr") : null;
  if (on?.tagName !== "TR" || event.button !== 0 || !(getSelection()?.isCollapsed ?? true)) return;
  visit(address);
}
