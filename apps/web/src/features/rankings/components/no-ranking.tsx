"use client";
// A list that cannot be made, with what can be: the kinds of place the metric is published for.

import { isDerived, parseMeasure } from "@/features/measures";
import { questions } from "@/shared/api/questions";
import type { Problem } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { kTypeOrder, typeNoun, typePlural } from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { StepLink } from "@/shared/ui/step-link";
import { changed, kDefaultView, printView, type RankingView } from "../view-state";

interface Props {
  view: RankingView;
  problem: Problem;
  onRetry: () => void;
  change: (part: Partial<RankingView>) => void;
}

const kNoData = "about:blank#no-data";

export function NoRanking({ view, problem, onRetry, change }: Props) {
  const { data } = useAnswer(questions.metrics());
  if (problem.type !== kNoData) {
    return (
      <ProblemNotice
        problem={problem}
        onRetry={onRetry}
        hrefOf={(suggestion) =>
          printView(changed(view, problem.parameter === "within" ? { within: suggestion } : { measure: suggestion }))
        }
      >
        <a className="button" href="/rankings">
          Start over
        </a>
      </ProblemNotice>
    );
  }
  const { metric } = parseMeasure(view.measure);
  const found = data?.metrics.find(({ id }) => id === metric);
  const kinds = kTypeOrder.filter((type) => type !== view.type && (found?.coverage?.by_type[type] ?? 0) > 1);
  return (
    <EmptyNotice title={`No ${typePlural(view.type)} to rank by this`}>
      {view.period ? (
        <p>
          <button
            type="button"
            className="button"
            data-testid="ranking-newest"
            onClick={() => change({ period: null })}
          >
            Show the newest instead of {view.period}
          </button>
        </p>
      ) : null}
      {kinds.length > 0 && found ? (
        <p>
          {found.name} is here for{" "}
          {kinds.map((type, i) => (
            <span key={type}>
              {i > 0 ? ", " : ""}
              <StepLink to={printView(changed(view, { type, period: null, within: null }))}>
                {formatCount(found.coverage?.by_type[type] ?? 0)} {typeNoun(type, 2)}
              </StepLink>
            </span>
          ))}
          .
        </p>
      ) : null}
      {kinds.length === 0 && !view.period ? (
        <p>
          {isDerived(metric)
            ? "Not all of what this is made of has been imported for this kind of place."
            : "Nothing of it has been imported for any kind of place, or nothing by the day that is looked at."}{" "}
          <StepLink to={printView(kDefaultView)}>Home values of metro areas</StepLink>, or the{" "}
          <a href="/data">list of what is here</a>.
        </p>
      ) : null}
      <p className="small">{problem.detail}</p>
    </EmptyNotice>
  );
}
