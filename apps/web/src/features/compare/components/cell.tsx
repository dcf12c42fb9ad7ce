"use client";
// One value of one place: the number with its passport, margin, change, rank, and where it stands in the place's own
// history.

import { measureName, parseMeasure } from "@/features/measures";
import type { ComparedMeasure, RegionType } from "@/shared/api/contract";
import { formatCount, formatValue, kMissing } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeNoun } from "@/shared/format/words";
import { Bar } from "@/shared/ui/bar";
import { Change } from "@/shared/ui/change";
import { Figure } from "@/shared/ui/figure";
import { differenceOf, hasHistory, periodOf } from "../cells";
import styles from "./cell.module.css";

interface Props {
  row: ComparedMeasure;
  i: number;
  /** The places, in the order of the cells. */
  ids: readonly string[];
  label: string;
  type: RegionType;
  versus: boolean;
}

const kHistory = { low: 0, high: 100 };
const kChanges: readonly string[] = ["yoy", "mom", "cagr"];

export function Cell({ row, i, ids, label, type, versus }: Props) {
  const cell = row.cells[i] ?? null;
  if (cell === null) {
    return (
      <span className="muted" title="nobody publishes it for this place">
        {kMissing}
      </span>
    );
  }
  const { value, period, yoy, rank, margin, prov } = cell;
  const marked = row.alike.some((pair) => pair.includes(ids[i] ?? ""));
  return (
    <div className={styles.cell}>
      <span className={styles.value}>
        <Figure
          value={value}
          unit={row.unit}
          decimals={row.decimals}
          name={`${measureName(parseMeasure(row.measure), row.name)}, ${label}`}
          metric={row.metric}
          period={period}
          prov={prov}
          signed={kChanges.includes(row.transform)}
          testId="compare-value"
        />
        {marked ? <span title="not told apart from another place"> ≈</span> : null}
        {margin !== null ? (
          <span className={styles.margin}> ± {formatValue(margin, row.unit, row.decimals)}</span>
        ) : null}
      </span>
      {periodOf(row) === null ? <span className={styles.fact}>{formatPeriod(period)}</span> : null}
      {versus ? <Versus row={row} ids={ids} i={i} /> : null}
      {yoy !== null ? (
        <span className={styles.fact}>
          <Change change={yoy} unit="percent" /> in a year
        </span>
      ) : null}
      {rank ? (
        <span className={styles.fact} title="1 is the highest value">
          Rank {formatCount(rank.position)} of {formatCount(rank.of)} {typeNoun(type, rank.of)}
        </span>
      ) : null}
      {hasHistory(cell) ? <History percentile={cell.history ?? 0} /> : null}
    </div>
  );
}

function History({ percentile }: { percentile: number }) {
  return (
    <span className={styles.history} title="Where the value stands among the place’s own values up to then">
      <Bar value={percentile} span={kHistory} />
      <span className={styles.fact}>above {Math.round(percentile)}% of its own past</span>
    </span>
  );
}

function Versus({ row, ids, i }: { row: ComparedMeasure; ids: readonly string[]; i: number }) {
  const difference = differenceOf(row, ids, i);
  const words = {
    none: i === 0 ? "compared with this" : "",
    alike: "not told apart from the first",
    "other period": "of another period: no difference told",
    difference: "",
  }[difference.kind];
  return (
    <span className={styles.versus} data-testid="compare-versus" data-kind={difference.kind}>
      {difference.kind === "difference" ? (
        <>
          <data value={difference.value}>{difference.text}</data> against the first
        </>
      ) : (
        words
      )}
    </span>
  );
}
