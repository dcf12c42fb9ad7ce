"use client";
// A level without the measure: which levels have it.

import { parseMeasure } from "@/features/measures";
import type { Metric, Problem } from "@/shared/api/contract";
import { formatCount } from "@/shared/format/number";
import { typeNoun, typePlural } from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { StepLink } from "@/shared/ui/step-link";
import { kLevels, printMapView, type MapView } from "../view-state";

interface Props {
  view: MapView;
  problem: Problem;
  metrics: readonly Metric[];
  measureName: string;
  onRetry: () => void;
}

export function NoData({ view, problem, metrics, measureName, onRetry }: Props) {
  const covered = metrics.find(({ id }) => id === parseMeasure(view.measure).metric)?.coverage?.by_type ?? {};
  const others = kLevels.flatMap(({ id }) => {
    const count = covered[id] ?? 0;
    return count > 0 && (id !== view.level || view.within !== null) ? [{ id, count }] : [];
  });
  if (!problem.type.endsWith("#no-data")) {
    return (
      <ProblemNotice problem={problem} onRetry={onRetry}>
        <a className="button" href="/map">
          Start with the map of home values
        </a>
      </ProblemNotice>
    );
  }
  return (
    <EmptyNotice title={`${measureName}: nothing for ${typePlural(view.level)} here`}>
      <p>
        What was brought in has no such numbers for {typePlural(view.level)}
        {view.within ? " in this place" : ""}.
        {others.length > 0 ? " These levels have some:" : " Choose another measure."}
      </p>
      {others.length > 0 ? (
        <p data-testid="other-levels">
          {others.map(({ id, count }, i) => (
            <span key={id}>
              {i > 0 ? ", " : ""}
              <StepLink to={printMapView({ ...view, level: id, within: null, place: null })}>
                {formatCount(count)} {typeNoun(id, count)}
              </StepLink>
            </span>
          ))}
        </p>
      ) : null}
    </EmptyNotice>
  );
}
