"use client";
// A place: head, trend, newest numbers, and what is below. The address holds the whole state.

import { useEffect } from "react";
import { RegionActions } from "@/features/region-actions";
import { Inside } from "@/features/nearby";
import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { useAddress } from "@/shared/state/address";
import { addRecent } from "@/shared/state/recent-searches";
import { AfterPaint } from "@/shared/ui/after-paint";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { parseView, printView, shownMetrics } from "../view-state";
import { Below } from "./below";
import { LatestTable } from "./latest-table";
import { PrintFoot } from "./print-foot";
import { RegionHead } from "./region-head";
import { RegionWaiting } from "./region-waiting";
import { TrendSection } from "./trend-section";
import styles from "./region-page.module.css";

export function RegionPage() {
  const address = useAddress();
  const view = address === null ? null : parseView(address);
  const id = view?.region ?? "";
  const { data, problem, retry } = useAnswer(id === "" ? null : questions.region(id));

  useEffect(() => {
    if (!data) return;
    document.title = `${data.label} · Housing Trends`;
    addRecent(localStorage, data);
  }, [data]);

  if (view && id === "") {
    return (
      <div className={styles.page}>
        <h1>No place chosen</h1>
        <EmptyNotice title="This address names no place">
          <p>
            <a href="/">Search for one</a>
          </p>
        </EmptyNotice>
      </div>
    );
  }
  if (problem) {
    return (
      <div className={styles.page}>
        <h1>{problem.status === 404 ? "This place is not known" : "This place could not be shown"}</h1>
        <ProblemNotice problem={problem} onRetry={retry} hrefOf={(suggestion) => `/region/${suggestion}`}>
          <a className="button" href="/">
            Search for a place
          </a>
        </ProblemNotice>
      </div>
    );
  }
  if (!view || !data) return <RegionWaiting />;
  return (
    <div className={`stack ${styles.page}`}>
      <div>
        <RegionHead region={data} />
        <RegionActions region={data} metric={shownMetrics(data, view)[0]} address={printView(view)} />
      </div>
      {data.latest.length === 0 ? (
        <EmptyNotice title="No data for this place yet">
          <p>
            {data.parents.length > 0 ? (
              <>
                The area around it may have some:{" "}
                {data.parents.map((parent, i) => (
                  <span key={parent.id}>
                    {i > 0 ? ", " : ""}
                    <a href={`/region/${parent.id}`}>{parent.name}</a>
                  </span>
                ))}
                .
              </>
            ) : (
              <>
                Bring in publishers’ files with <code>housing import</code>.
              </>
            )}
          </p>
        </EmptyNotice>
      ) : (
        <>
          <TrendSection region={data} view={view} />
          <AfterPaint>
            <LatestTable region={data} />
            <Below region={data} />
          </AfterPaint>
        </>
      )}
      {data.latest.length === 0 ? <Inside region={data} /> : null}
      <PrintFoot />
    </div>
  );
}
