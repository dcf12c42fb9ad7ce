"use client";
// A month's cost at other rates and prices. Computed here by the server's formula, so that it follows the sliders.

import { useMemo } from "react";
import { ScrollBox } from "./scroll-box";
import type { Terms } from "../formula";
import { gridOf } from "../grid";
import { percent, usd } from "../words";
import styles from "./place-section.module.css";

interface Props {
  price: number;
  income: number | null;
  terms: Terms;
}

export function Sensitivity({ price, income, terms }: Props) {
  const grid = useMemo(() => gridOf(price, income, terms), [price, income, terms]);
  return (
    <div>
      <h3 className={styles.subhead}>A month at other rates and prices</h3>
      <ScrollBox label="A month at other rates and prices">
        <table className={styles.table} data-testid="sensitivity">
          <caption className="visually-hidden">Cost of owning a month, by mortgage rate and price</caption>
          <thead>
            <tr>
              <th scope="col">Rate</th>
              {grid.prices.map((cost) => (
                <th key={cost} scope="col">
                  {usd(cost)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.rows.map((row, r) => (
              <tr key={grid.rates[r]}>
                <th scope="row">{percent(grid.rates[r] ?? null, 2)}</th>
                {row.map((cell) => (
                  <td key={cell.price} data-within={cell.within} data-here={cell.here}>
                    <data value={cell.monthly.toFixed(2)} data-rate={cell.rate} data-price={cell.price}>
                      {usd(cell.monthly)}
                    </data>
                    {cell.within ? <span className="visually-hidden">, within the rule</span> : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="small muted">
        Framed: your terms. {income === null ? "" : `Shaded: within ${percent(terms.rule, 0)} of income.`}
      </p>
    </div>
  );
}
