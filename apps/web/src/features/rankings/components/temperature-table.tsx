"use client";
// Places by score, with each input's value and percentile.

import type { TemperatureAnswer } from "@/shared/api/contract";
import { formatCount, kMissing } from "@/shared/format/number";
import { Bar } from "@/shared/ui/bar";
import { Figure } from "@/shared/ui/figure";
import { inputName } from "../temperature";
import styles from "./temperature.module.css";

const kSpan = { low: 0, high: 100 };
const score = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percentile = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

export function TemperatureTable({ answer, offset }: { answer: TemperatureAnswer; offset: number }) {
  const inputs = answer.inputs.map((input, i) => ({ ...input, i })).filter(({ measure }) => measure !== null);
  return (
    <div className={`panel ${styles.scroll}`} tabIndex={0} role="group" aria-label="Places by market temperature">
      <table className={styles.table} data-testid="temperature-table">
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              Row
            </th>
            <th scope="col" className={styles.place}>
              Place
            </th>
            <th scope="col" className={styles.score}>
              Score, 0 to 100
            </th>
            {inputs.map((input) => (
              <th key={input.input} scope="col" className={styles.number}>
                {inputName(input)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.map((row, i) => (
            <tr key={row.region} data-region={row.region}>
              <td className={styles.number}>{formatCount(offset + i + 1)}</td>
              <th scope="row" className={styles.place}>
                <a href={`/region/${row.region}`}>{row.label}</a>
              </th>
              <td className={styles.score}>
                <data value={row.score} data-testid="temperature-score">
                  {score.format(row.score)}
                </data>
                <Bar value={row.score} span={kSpan} />
              </td>
              {inputs.map(({ measure, input, i: at }) => {
                const value = row.values[at] ?? null;
                const place = row.percentiles[at] ?? null;
                return (
                  <td key={input} className={styles.number}>
                    {measure ? (
                      <Figure
                        value={value}
                        unit={measure.unit}
                        decimals={measure.decimals}
                        name={`${measure.name}, ${row.label}`}
                        metric={measure.metric}
                        period={measure.period}
                        prov={measure.prov}
                        testId={`temperature-${input}`}
                      />
                    ) : null}
                    <span className={styles.percentile} title="Percentile: more is hotter">
                      {place === null
                        ? value === null
                          ? "missing"
                          : kMissing
                        : `hotter than ${percentile.format(place)} %`}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
