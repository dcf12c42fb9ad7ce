"use client";
// The newest value of every metric, with change, rank, and where the number comes from.

import { useState } from "react";
import { questions } from "@/shared/api/questions";
import type { LatestValue, RegionProfile } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount, kMissing } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeNoun } from "@/shared/format/words";
import { Change } from "@/shared/ui/change";
import { Figure } from "@/shared/ui/figure";
import { Passport } from "@/shared/ui/passport";
import { SourceLine } from "@/shared/ui/source-line";
import { splitLatest } from "../chips";
import { changeFormula, rankFormula } from "../formulas";
import styles from "./latest-table.module.css";

export function LatestTable({ region }: { region: RegionProfile }) {
  const { data } = useAnswer(questions.metrics());
  const [all, setAll] = useState(false);
  const { first, rest } = splitLatest(region.latest);
  const definitions = new Map((data?.metrics ?? []).map((m) => [m.id, m.definition]));
  return (
    <section aria-labelledby="latest-title">
      <div className="section-head">
        <h2 id="latest-title">Newest numbers</h2>
      </div>
      <div className={`panel ${styles.frame}`}>
        <table className={styles.table} data-testid="latest-table">
          <caption className="visually-hidden">Newest value of every metric for {region.label}</caption>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              <th scope="col" className={styles.number}>
                Value
              </th>
              <th scope="col" className={styles.number}>
                In a month
              </th>
              <th scope="col" className={styles.number}>
                In a year
              </th>
              <th scope="col" className={styles.number}>
                Rank
              </th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {[...first, ...(all ? rest : [])].map((value) => (
              <Row key={value.metric} value={value} definition={definitions.get(value.metric) ?? null} />
            ))}
          </tbody>
        </table>
      </div>
      {rest.length > 0 ? (
        <p className={styles.all}>
          <button
            type="button"
            className="button"
            aria-expanded={all}
            data-testid="latest-all"
            onClick={() => setAll(!all)}
          >
            {all ? "Fewer numbers" : `${formatCount(rest.length)} more: further metrics, variants, margins of error`}
          </button>
        </p>
      ) : null}
    </section>
  );
}

function Row({ value, definition }: { value: LatestValue; definition: string | null }) {
  const [open, setOpen] = useState(false);
  const { metric, name, unit, decimals, period, change, rank, prov } = value;
  const passportId = `passport-${metric}`;
  return (
    <>
      <tr className={open ? styles.opened : undefined} data-metric={metric}>
        <th scope="row" className={styles.metric}>
          <button
            type="button"
            className={styles.more}
            aria-expanded={open}
            aria-controls={open ? passportId : undefined}
            title="Where this number comes from"
            onClick={() => setOpen(!open)}
            data-testid={`passport-toggle-${metric}`}
          >
            <span aria-hidden="true" className={styles.caret} />
            {name}
          </button>
        </th>
        <td className={`${styles.number} ${styles.value}`}>
          <Figure
            value={value.value}
            unit={unit}
            decimals={decimals}
            name={name}
            metric={metric}
            period={period}
            prov={prov}
            testId={`latest-${metric}`}
          />
          <span className={styles.period}>{formatPeriod(period)}</span>
        </td>
        <td className={styles.number} data-head="In a month">
          <Change change={change.mom} unit={change.unit} formula={changeFormula(value, "mom")} />
        </td>
        <td className={styles.number} data-head="In a year">
          <Change change={change.yoy} unit={change.unit} formula={changeFormula(value, "yoy")} />
        </td>
        <td className={styles.number} data-head="Rank" title={rankFormula(value)}>
          {rank ? (
            <>
              {formatCount(rank.position)}{" "}
              <span className="muted">
                of {formatCount(rank.of)} {typeNoun(rank.among, rank.of)}
              </span>
            </>
          ) : (
            <span className="muted" title="not ranked">
              {kMissing}
            </span>
          )}
        </td>
        <td data-head="Source">
          <SourceLine source={value.source} prov={prov} />
        </td>
      </tr>
      {open ? (
        <tr id={passportId} className={styles.passport}>
          <td colSpan={6}>{prov ? <Passport prov={prov} definition={definition} metric={metric} /> : null}</td>
        </tr>
      ) : null}
    </>
  );
}
