"use client";
// How hot the markets are: the list, and the open weights and inputs it is made of.

import { useEffect } from "react";
import { address } from "@/shared/api/address";
import type { TemperatureAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { typePlural } from "@/shared/format/words";
import { useLabels } from "@/shared/state/use-labels";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { StepLink } from "@/shared/ui/step-link";
import { changed, kPageRows, printView, type RankingView } from "../view-state";
import { coverageOf } from "../words";
import { Downloads } from "./downloads";
import { Pager } from "./pager";
import { levelOf } from "./ranking";
import { Waiting } from "./rankings-page";
import { Inputs } from "./temperature-inputs";
import { TemperatureTable } from "./temperature-table";
import styles from "./ranking.module.css";

interface Props {
  view: RankingView;
  change: (part: Partial<RankingView>) => void;
}

const kNoData = "about:blank#no-data";
/** Kinds of place whose publishers tell most of the inputs. */
const kKinds = ["metro", "county", "zip", "state"] as const;

export default function Temperature({ view, change }: Props) {
  const asked = address("/api/v1/temperature", {
    query: { ...levelOf(view), limit: kPageRows, offset: view.offset > 0 ? view.offset : undefined },
  });
  const { data, problem, loading, stale, retry } = useAnswer(asked);
  const labelOf = useLabels(view.within ? [view.within] : []);
  const title = `Market temperature of ${typePlural(view.type)}`;
  useEffect(() => {
    document.title = `${title} · Housing Trends`;
  }, [title]);

  if (problem?.type === kNoData) {
    return (
      <EmptyNotice title={`No temperature of ${typePlural(view.type)}`}>
        <p>
          It is made of days on market, price cuts, pending sales, the ratio of sale to list price and months of supply.
          At least three of them must have been imported for this kind of place.
        </p>
        <p>
          Other kinds:{" "}
          {kKinds
            .filter((type) => type !== view.type)
            .map((type, i) => (
              <span key={type}>
                {i > 0 ? ", " : ""}
                <StepLink to={printView(changed(view, { type }))}>{typePlural(type)}</StepLink>
              </span>
            ))}
          .
        </p>
        <p className="small">{problem.detail}</p>
      </EmptyNotice>
    );
  }
  if (problem) {
    return (
      <ProblemNotice
        problem={problem}
        onRetry={retry}
        hrefOf={(suggestion) => printView(changed(view, problem.parameter === "within" ? { within: suggestion } : {}))}
      />
    );
  }
  if (!data) return <Waiting />;
  return (
    <section
      aria-labelledby="temperature-title"
      aria-busy={loading}
      className={`${styles.section} ${stale ? styles.stale : ""}`}
      data-testid="temperature"
    >
      <div className={styles.head}>
        <h2 id="temperature-title" tabIndex={-1}>
          {title}
        </h2>
        <p className={styles.facts}>
          {view.within ? `In ${labelOf(view.within)}` : "In the United States"},{" "}
          {data.order === "desc" ? "hottest first" : "coldest first"}. {coverageOf(data.of, data.places, data.type)}.
        </p>
      </div>
      <Inputs answer={data} />
      <Rows answer={data} view={view} change={change} />
    </section>
  );
}

function Rows({ answer, view, change }: Props & { answer: TemperatureAnswer }) {
  if (answer.rows.length === 0) {
    return (
      <EmptyNotice title={answer.of > 0 ? "The list ends before this page" : "No place here has enough of the inputs"}>
        <button
          type="button"
          className="button"
          onClick={() => change(answer.of > 0 ? { offset: 0 } : { within: null })}
        >
          {answer.of > 0 ? "To the first page" : "Show the whole nation"}
        </button>
      </EmptyNotice>
    );
  }
  return (
    <>
      <TemperatureTable answer={answer} offset={view.offset} />
      <Pager view={view} shown={answer.rows.length} of={answer.of} headingId="temperature-title" />
      <Downloads view={view} of={answer.of} />
    </>
  );
}
