"use client";
// The places of the map as a table: within the rule first, the dearest of them on top. Follows the sliders at a
// distance, and as CSV.

import { useDeferredValue, useMemo, useState } from "react";
import type { LevelAffordability } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { typePlural } from "@/shared/format/words";
import { useThrottled } from "@/shared/state/use-throttled";
import { csvOf } from "../csv";
import { qualifyingIncome, type Terms } from "../formula";
import { ordered, type LevelNumbers, type Painted } from "../level";
import { percent, usd } from "../words";
import styles from "./level-section.module.css";
import { ScrollBox } from "./scroll-box";

interface Props {
  answer: LevelAffordability;
  numbers: LevelNumbers;
  painted: Painted;
  income: number | null;
  terms: Terms;
  names: ReadonlyMap<string, string>;
}

const kPage = 20;
const kListEveryMs = 150;

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export function LevelList({ answer, numbers, painted, income, terms, names }: Props) {
  const [count, setCount] = useState(kPage);
  const now = useMemo(() => ({ painted, numbers, income, terms }), [painted, numbers, income, terms]);
  const calm = useDeferredValue(useThrottled(now, kListEveryMs));
  const order = useMemo(() => ordered(calm.painted, calm.numbers, calm.terms.rule), [calm]);
  const rows = [...order.subarray(0, count)];
  const plural = typePlural(answer.type);
  return (
    <div className={styles.list}>
      <div className={styles.listHead}>
        <h3>
          {income !== null || answer.counts.with_income > 0
            ? "Dearest that still fit, then the nearest that do not"
            : "By income it takes"}
        </h3>
        <button
          type="button"
          className="button"
          data-testid="level-csv"
          onClick={() => save(csvOf(answer, numbers, painted, income, terms), `affordability-${answer.type}.csv`)}
        >
          Download CSV
        </button>
      </div>
      <ScrollBox label={`Table of ${plural}`}>
        <table className={styles.table} data-testid="level-table" data-settled={calm === now}>
          <caption className="visually-hidden">What owning costs in {plural} at your terms</caption>
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Price</th>
              <th scope="col">A month</th>
              <th scope="col">Share of income</th>
              <th scope="col">Income it takes</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((i) => {
              const id = calm.numbers.regions[i] ?? "";
              const monthly = calm.painted.monthly[i] ?? NaN;
              const share = calm.painted.shares[i] ?? NaN;
              return (
                <tr key={id} data-region={id}>
                  <th scope="row">
                    <a href={`/region/${id}`}>{names.get(id) ?? id}</a>
                  </th>
                  <td>{usd(calm.numbers.prices[i] ?? null)}</td>
                  <td>
                    <data value={monthly.toFixed(2)}>{usd(monthly)}</data>
                  </td>
                  <td className={share <= calm.terms.rule ? styles.fits : undefined}>
                    {Number.isNaN(share) ? "–" : percent(share)}
                  </td>
                  <td>{usd(qualifyingIncome(monthly, calm.terms.rule))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      <p className={styles.more}>
        <span className="small muted">
          {formatCount(rows.length)} of {formatCount(order.length)} {plural} with a price.
        </span>
        {count < order.length ? (
          <button type="button" className="button" data-testid="level-more" onClick={() => setCount(count + kPage)}>
            Show {kPage} more
          </button>
        ) : null}
      </p>
    </div>
  );
}
