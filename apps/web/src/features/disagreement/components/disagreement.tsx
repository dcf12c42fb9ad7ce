"use client";
// What publishers say of one place's prices, each at 100 in one period, and why they differ.

import { useMemo } from "react";
import { TrendChart } from "@/features/trend-chart";
import { address } from "@/shared/api/address";
import type { DisagreementAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { Figure } from "@/shared/ui/figure";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import table from "@/shared/ui/scroll-table.module.css";
import { Section } from "@/shared/ui/section";
import { Skeleton } from "@/shared/ui/skeleton";
import { SourceLine } from "@/shared/ui/source-line";
import { disagreementLines, indexName } from "../lines";
import styles from "./disagreement.module.css";

const kUnanswerable = 422;

export default function Disagreement({ region }: { region: string }) {
  const { data, problem, retry } = useAnswer(address("/api/v1/disagreement", { query: { region } }));
  return (
    <Section
      title="Do the publishers agree?"
      hint="Each measure made 100 in the same period: lines apart mean that publishers tell different stories."
      testId="disagreement"
    >
      {problem?.status === kUnanswerable ? (
        <EmptyNotice title="There are not two measures to compare">
          <p>{problem.detail}</p>
        </EmptyNotice>
      ) : problem ? (
        <ProblemNotice problem={problem} onRetry={retry} />
      ) : data ? (
        <Told data={data} />
      ) : (
        <Skeleton shape="chart" />
      )}
    </Section>
  );
}

function Told({ data }: { data: DisagreementAnswer }) {
  const lines = useMemo(() => disagreementLines(data), [data]);
  const { spread } = data;
  const index = (value: number) => formatValue(value, "index", 1);
  return (
    <>
      <p data-testid="disagreement-spread">
        From {formatPeriod(data.base)} (100) to {formatPeriod(data.latest)}, the last period that all have, the{" "}
        {spread.of} measures came to between {index(spread.least)} and {index(spread.greatest)}:{" "}
        <strong>{index(spread.difference)} index points apart</strong>.
      </p>
      <TrendChart lines={lines} name="Publishers’ measures on one base" testId="disagreement-chart" />
      <div
        className={`${table.frame} ${styles.frame}`}
        tabIndex={0}
        role="group"
        aria-label="Measures and why they differ"
      >
        <table className={table.table} data-testid="disagreement-table">
          <caption className="visually-hidden">Each measure, where it stands, and why it may differ</caption>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col" className={table.number}>
                {formatPeriod(data.latest)}
              </th>
              <th scope="col">What it measures</th>
              <th scope="col">Why it may differ</th>
            </tr>
          </thead>
          <tbody>
            {data.indices.map((each) => (
              <tr key={`${each.region} ${each.metric}`}>
                <th scope="row">
                  {indexName(each, data.region)}
                  <span className={styles.source}>
                    <SourceLine source={each.source} prov={each.prov} />
                  </span>
                </th>
                <td className={table.number}>
                  <Figure
                    value={each.latest}
                    unit="index"
                    decimals={1}
                    name={`${each.name}, ${formatPeriod(data.base)} = 100`}
                    metric={each.metric}
                    period={data.latest}
                    prov={each.prov}
                    testId={`disagreement-${each.metric}`}
                  />
                </td>
                <td>{each.measures}</td>
                <td>{each.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data.notes.length > 0 ? (
        <details className="small muted">
          <summary>What stands for what, and what is left out</summary>
          {data.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </details>
      ) : null}
    </>
  );
}
