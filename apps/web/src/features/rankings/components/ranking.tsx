"use client";
// The list itself: its heading with coverage and source, the page's rows, downloads, pages.

import { useEffect } from "react";
import { address } from "@/shared/api/address";
import type { MeasureUse, RankingAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatPeriod } from "@/shared/format/period";
import { useLabels } from "@/shared/state/use-labels";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { SourceLine } from "@/shared/ui/source-line";
import { spanOf, type Span } from "@/shared/ui/bar";
import { readyListOf } from "../ready-lists";
import { kPageRows, type RankingView } from "../view-state";
import { coverageOf, headingOf, nameOf } from "../words";
import { Downloads } from "./downloads";
import { NoRanking } from "./no-ranking";
import { Pager } from "./pager";
import { RankingTable } from "./ranking-table";
import { Waiting } from "./rankings-page";
import styles from "./ranking.module.css";

interface Props {
  view: RankingView;
  change: (part: Partial<RankingView>) => void;
}

/** The question about the rows of a view. */
export const questionOf = (view: RankingView) => ({ ...levelOf(view), metric: view.measure });

export const levelOf = ({ type, within, period, order }: RankingView) => ({
  type,
  within: within ?? undefined,
  period: period ?? undefined,
  order: order === "asc" ? order : undefined,
});

export function Ranking({ view, change }: Props) {
  // One row more than is shown: whether the last one shares its rank, and whether more follow.
  const asked = address("/api/v1/rankings", {
    query: { ...questionOf(view), limit: kPageRows + 1, offset: view.offset > 0 ? view.offset : undefined },
  });
  const { data, problem, loading, stale, retry } = useAnswer(asked);
  const span = useSpan(view);
  const labelOf = useLabels(view.within ? [view.within] : []);
  useHeading(data, view);

  if (problem) return <NoRanking view={view} problem={problem} onRetry={retry} change={change} />;
  if (!data) return <Waiting />;
  const { measure, type, of, places } = data;
  const where = view.within ? `in ${labelOf(view.within)}` : "in the United States";
  return (
    <section
      aria-labelledby="ranking-title"
      aria-busy={loading}
      className={`${styles.section} ${stale ? styles.stale : ""}`}
      data-testid="ranking"
    >
      <div className={styles.head}>
        <h2 id="ranking-title" data-testid="ranking-title" tabIndex={-1}>
          {titleOf(data, view)}
        </h2>
        <p className={styles.facts} data-testid="ranking-facts">
          {formatPeriod(measure.period)}, {where}, {data.order === "desc" ? "highest first" : "lowest first"}.{" "}
          {coverageOf(of, places, type)}.
          <span className={styles.source}>
            <SourceLine source={measure.source} prov={measure.prov} />
          </span>
        </p>
        {data.margins ? <MarginNote /> : null}
      </div>
      {data.rows.length > 0 ? (
        <>
          <RankingTable answer={data} offset={view.offset} span={span} />
          <Pager view={view} shown={Math.min(data.rows.length, kPageRows)} of={of} headingId="ranking-title" />
          <Downloads view={view} of={of} />
        </>
      ) : (
        <Nothing view={view} measure={measure} of={of} change={change} />
      )}
    </section>
  );
}

const titleOf = (data: RankingAnswer, view: RankingView): string =>
  readyListOf(view)?.name ?? headingOf(data.type, nameOf(data.measure));

function useHeading(data: RankingAnswer | null, view: RankingView): void {
  const title = data ? titleOf(data, view) : null;
  useEffect(() => {
    if (title !== null) document.title = `${title} · Rankings · Housing Trends`;
  }, [title]);
}

/** One scale for the bars of all pages: from the least value of the list to the greatest. */
function useSpan(view: RankingView): Span | null {
  const question = questionOf(view);
  const top = useAnswer(address("/api/v1/rankings", { query: { ...question, order: undefined, limit: 1 } }));
  const bottom = useAnswer(address("/api/v1/rankings", { query: { ...question, order: "asc", limit: 1 } }));
  const ends = [top.data?.rows[0]?.value, bottom.data?.rows[0]?.value];
  const known = ends.filter((value): value is number => value !== undefined);
  return known.length === 2 ? spanOf(known) : null;
}

function MarginNote() {
  return (
    <p className={styles.margins} data-testid="ranking-margins">
      These are survey estimates with margins of error (90%). Where margins overlap, the survey does not tell places
      apart: such a row shows every rank it could have, for example 3–9, in grey.
    </p>
  );
}

interface NothingProps extends Props {
  measure: MeasureUse;
  of: number;
}

/** An answer without rows: behind the last page, or a period nothing is known of. */
function Nothing({ view, measure, of, change }: NothingProps) {
  if (of > 0) {
    return (
      <EmptyNotice title="The list ends before this page">
        <button type="button" className="button" onClick={() => change({ offset: 0 })}>
          To the first page
        </button>
      </EmptyNotice>
    );
  }
  return (
    <EmptyNotice title={`No values for ${formatPeriod(measure.period)}`}>
      <p>Nothing has been imported that covers this period here.</p>
      <p>
        <button type="button" className="button" data-testid="ranking-newest" onClick={() => change({ period: null })}>
          Show the newest
        </button>{" "}
        {view.within ? (
          <button type="button" className="button" onClick={() => change({ within: null })}>
            Show the whole nation
          </button>
        ) : null}
      </p>
    </EmptyNotice>
  );
}
