"use client";
// A few places side by side: which, one chart of all, and a table of measures. The address holds the whole state.

import { useEffect } from "react";
import type { ComparisonAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { goTo, useAddress } from "@/shared/state/address";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { PageHead } from "@/shared/ui/page-head";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { StepLink } from "@/shared/ui/step-link";
import { comparisonOf } from "../ask";
import { parseView, printView, type CompareView } from "../view-state";
import { ChartSection } from "./chart-section";
import { CompareTable } from "./compare-table";
import { Places } from "./places";
import { TableTools } from "./table-tools";
import styles from "./compare-page.module.css";

export function ComparePage() {
  const address = useAddress();
  const known = address !== null;
  const view = parseView(address ?? "");
  const change = (part: Partial<CompareView>): void => goTo(printView({ ...view, ...part }));
  const { data, problem, loading, stale, retry } = useAnswer(view.regions.length > 0 ? comparisonOf(view) : null);
  const fits = data !== null && data.regions.map(({ region }) => region).join() === view.regions.join();
  useTitle(fits ? data : null);

  return (
    <div className={styles.page}>
      <PageHead title="Compare places">
        Up to five places side by side: states, metro areas, counties, cities or ZIP codes, in any mixture.
      </PageHead>
      <Places view={view} answer={data} change={change} />
      {known && view.regions.length === 0 ? <Examples /> : null}
      {!known || (loading && !data) ? (
        <div aria-busy="true">
          <Skeleton shape="chart" />
          <span role="status" className="visually-hidden">
            Loading
          </span>
        </div>
      ) : null}
      {problem ? (
        <ProblemNotice problem={problem} onRetry={retry}>
          {view.measures.length > 0 ? (
            <StepLink className="button" to={printView({ ...view, measures: [] })}>
              With the usual measures
            </StepLink>
          ) : null}
          <StepLink className="button" to="/compare">
            Start over
          </StepLink>
        </ProblemNotice>
      ) : null}
      {data && view.regions.length > 0 ? (
        <>
          <ChartSection view={view} answer={data} change={change} />
          <section
            aria-labelledby="compare-table-title"
            aria-busy={stale}
            className={`${styles.section} ${stale ? styles.stale : ""}`}
          >
            <h2 id="compare-table-title">Side by side</h2>
            {data.rows.length > 0 ? (
              <CompareTable answer={data} view={view} change={change} />
            ) : (
              <EmptyNotice title="None of the measures is known of these places">
                <p>Choose others below, or other places.</p>
              </EmptyNotice>
            )}
            {data.notes.map((note) => (
              <p key={note} className="small muted" data-testid="compare-note">
                {note}
              </p>
            ))}
            <TableTools view={view} answer={data} change={change} />
          </section>
        </>
      ) : null}
    </div>
  );
}

function useTitle(data: ComparisonAnswer | null): void {
  const title = data?.regions.map(({ label }) => label.split(/[-,]/)[0]).join(", ") ?? "";
  useEffect(() => {
    document.title = `${title === "" ? "Compare places" : `Compare ${title}`} · Housing Trends`;
  }, [title]);
}

const kExamples = [
  { name: "New York, Los Angeles, Chicago", regions: "metro-35620,metro-31080,metro-16980" },
  {
    name: "San Francisco, Seattle, Austin: growth since 2015",
    regions: "metro-41860,metro-42660,metro-12420",
    more: "&transform=index&from=2015-01",
  },
  { name: "California, Texas, Florida", regions: "state-ca,state-tx,state-fl" },
  { name: "San Francisco, its state and the nation", regions: "metro-41860,state-ca,us", more: "&transform=yoy" },
] as const satisfies readonly { name: string; regions: string; more?: string }[];

function Examples() {
  return (
    <EmptyNotice title="Choose two places or more">
      <p>Type a name or a ZIP code above, or begin with one of these:</p>
      <ul className={styles.examples} data-testid="compare-examples">
        {kExamples.map((example) => (
          <li key={example.name}>
            <StepLink to={`/compare?regions=${example.regions}${"more" in example ? example.more : ""}`}>
              {example.name}
            </StepLink>
          </li>
        ))}
      </ul>
    </EmptyNotice>
  );
}
