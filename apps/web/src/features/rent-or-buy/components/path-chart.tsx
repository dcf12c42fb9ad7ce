"use client";
// Both costs by the length of the stay, with the stay that is looked at. Told in words and as a table beside it.

import { useEffect, useRef, useState } from "react";
import type { RentOrBuyAnswer } from "@/shared/api/contract";
import { formatAxis } from "@/shared/format/number";
import { lineOf, scalesOf } from "../path";
import { usd } from "../words";
import styles from "./rent-or-buy.module.css";

const kHeight = 288;
const kStart = 640;

interface Props {
  path: RentOrBuyAnswer["path"];
  horizon: number;
  onHorizon: (years: number) => void;
}

export function PathChart({ path, horizon, onHorizon }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(kStart);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(200, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { years, buying, renting } = path;
  const frame = { width, height: kHeight, left: 52, right: 14, top: 12, bottom: 42 };
  const scales = scalesOf(years, [...buying, ...renting], frame);
  const at = years.indexOf(horizon);
  const here = scales.x(horizon);
  const [bought, rented] = [buying[at] ?? null, renting[at] ?? null];

  function pick(clientX: number): void {
    const box = host.current?.getBoundingClientRect();
    if (!box || years.length < 2) return;
    const share = (clientX - box.left - frame.left) / (width - frame.left - frame.right);
    const [from, to] = [years[0] ?? 1, years.at(-1) ?? 1];
    onHorizon(Math.min(to, Math.max(from, Math.round(from + share * (to - from)))));
  }
  return (
    <figure className={styles.figure}>
      <ul className={styles.keys}>
        <li>
          <span className={styles.buy} aria-hidden="true" /> Buying {usd(bought)}
        </li>
        <li>
          <span className={styles.rent} aria-hidden="true" /> Renting {usd(rented)}
        </li>
        <li className="muted">for a stay of {horizon === 1 ? "1 year" : `${horizon} years`}</li>
      </ul>
      <div
        ref={host}
        className={styles.chart}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          pick(event.clientX);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) pick(event.clientX);
        }}
      >
        <svg
          viewBox={`0 0 ${width} ${kHeight}`}
          width={width}
          height={kHeight}
          aria-hidden="true"
          data-testid="path-chart"
        >
          {scales.ticks.map((tick) => (
            <g key={tick}>
              <line
                className={tick === 0 ? styles.zero : styles.grid}
                x1={frame.left}
                x2={width - frame.right}
                y1={scales.y(tick)}
                y2={scales.y(tick)}
              />
              <text className={styles.tick} x={frame.left - 8} y={scales.y(tick) + 4} textAnchor="end">
                {formatAxis(tick, "usd")}
              </text>
            </g>
          ))}
          {scales.yearTicks.map((year) => (
            <text key={year} className={styles.tick} x={scales.x(year)} y={kHeight - 22} textAnchor="middle">
              {year}
            </text>
          ))}
          <text className={styles.tick} x={width - frame.right} y={kHeight - 4} textAnchor="end">
            years of the stay
          </text>
          {at >= 0 ? (
            <line className={styles.cursor} x1={here} x2={here} y1={frame.top} y2={kHeight - frame.bottom} />
          ) : null}
          <path className={styles.lineBuy} d={lineOf(years, buying, scales)} />
          <path className={styles.lineRent} d={lineOf(years, renting, scales)} />
          {bought !== null ? <circle className={styles.dotBuy} cx={here} cy={scales.y(bought)} r="4.5" /> : null}
          {rented !== null ? <circle className={styles.dotRent} cx={here} cy={scales.y(rented)} r="4.5" /> : null}
        </svg>
      </div>
      <figcaption className="small muted">
        Cost in money of the first day, by the length of the stay. Press or drag to choose another stay.
      </figcaption>
      <details className={styles.twin}>
        <summary data-testid="path-table-toggle">The same as a table</summary>
        <div className={styles.scroll} tabIndex={0} role="group" aria-label="Cost by the length of the stay">
          <table className={styles.table} data-testid="path-table">
            <caption className="visually-hidden">Cost by the length of the stay</caption>
            <thead>
              <tr>
                <th scope="col">Years</th>
                <th scope="col">Buying</th>
                <th scope="col">Renting</th>
                <th scope="col">Buying costs less by</th>
              </tr>
            </thead>
            <tbody>
              {years.map((year, i) => (
                <tr key={year} data-here={year === horizon}>
                  <th scope="row">{year}</th>
                  <td>
                    <data value={buying[i] ?? ""}>{usd(buying[i] ?? null)}</data>
                  </td>
                  <td>
                    <data value={renting[i] ?? ""}>{usd(renting[i] ?? null)}</data>
                  </td>
                  <td>{usd(path.advantage[i] ?? null)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
