"use client";
// Every place of a level at the reader's terms. The prices and incomes are read once; what a slider changes is computed
// here by the server's formula (../formula.ts), so that map and count follow the pointer. No household is sent for it.

import { useMemo, useState } from "react";
import { usePlaceNames } from "@/features/region-map";
import { address } from "@/shared/api/address";
import { questions } from "@/shared/api/questions";
import type { LevelAffordability } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { typeNoun } from "@/shared/format/words";
import { useHousehold } from "@/shared/state/household";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { knownLevels, levelOf } from "../known-levels";
import { numbersOf, paint, showOf } from "../level";
import { termsOf } from "../terms";
import type { AffordView, Level as ShownLevel } from "../view-state";
import { kNoZipIncome, percent, usd } from "../words";
import { LevelControls } from "./level-controls";
import { LevelList } from "./level-list";
import { LevelMap } from "./level-map";
import styles from "./level-section.module.css";
import { LevelSources } from "./level-sources";
import { SayIncome } from "./say-income";

interface Props {
  view: AffordView;
  change: (part: Partial<AffordView>) => void;
}

/** As shown: the level is known. */
type ShownView = AffordView & { level: ShownLevel };

export function LevelSection({ view: wanted, change }: Props) {
  const metrics = useAnswer(questions.metrics());
  const known = metrics.data ? knownLevels(metrics.data.metrics, wanted.price) : null;
  const ready = known !== null || metrics.problem !== null || wanted.level !== null;
  const view: ShownView = { ...wanted, level: levelOf(wanted, known ?? []) };
  const within = view.level === "state" ? null : view.within;
  const { data, problem, stale, retry } = useAnswer(
    ready
      ? address("/api/v1/affordability", {
          query: {
            type: view.level,
            within: within ?? undefined,
            price_metric: view.price === "home_value" ? undefined : view.price,
            fields: ["price", "income"],
          },
        })
      : null,
  );
  const answer = data as LevelAffordability | null;
  return (
    <section aria-labelledby="level-title" className={`panel ${styles.section}`} data-testid="level">
      <div>
        <h2 id="level-title">Where it fits</h2>
        <p className={styles.hint}>Every place at your terms. Move a slider, and all of them are computed again.</p>
      </div>
      <LevelControls view={view} known={known} change={change} />
      {problem ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
      {!answer && !problem ? (
        <div className={styles.wait} aria-busy="true">
          <Skeleton shape="chart" />
        </div>
      ) : null}
      {answer ? <Level answer={answer} view={view} change={change} within={within} stale={stale} /> : null}
    </section>
  );
}

interface LevelProps extends Omit<Props, "view"> {
  view: ShownView;
  answer: LevelAffordability;
  within: string | null;
  stale: boolean;
}

function Level({ answer, view, change, within, stale }: LevelProps) {
  const [household] = useHousehold();
  const names = usePlaceNames(view.level);
  const [only, setOnly] = useState<number | null>(null);
  const numbers = useMemo(() => numbersOf(answer), [answer]);
  const terms = useMemo(() => termsOf(household, answer.household), [household, answer]);
  const hasIncome = household.income !== null || answer.counts.with_income > 0;
  const show = showOf(view.show, hasIncome);
  const painted = useMemo(
    () => (terms ? paint(numbers, household.income, terms, show) : null),
    [numbers, household.income, terms, show],
  );
  if (!painted || !terms)
    return (
      <EmptyNotice title="No mortgage rate is known here">
        <p>Say one under “Your household”, and every place is computed.</p>
      </EmptyNotice>
    );
  const noun = typeNoun(answer.type, painted.compared);
  const rule = percent(terms.rule, 0);
  const income = household.income === null ? "their median household income" : `${usd(household.income)} a year`;
  return (
    <div className={styles.body} aria-busy={stale}>
      {hasIncome ? (
        <p className={styles.count} role="status" data-testid="level-words">
          <strong>
            <data value={painted.affordable} data-testid="level-affordable">
              {formatCount(painted.affordable)}
            </data>
          </strong>{" "}
          of{" "}
          <data value={painted.compared} data-testid="level-compared">
            {formatCount(painted.compared)}
          </data>{" "}
          {noun} are within {rule} of {income}.
        </p>
      ) : (
        <p className={styles.count} role="status" data-testid="level-words">
          {view.level === "zip"
            ? `${kNoZipIncome} `
            : `No median household income of ${typeNoun(answer.type, 2)} is in the data for this period. `}
          Until you <SayIncome>say your income</SayIncome>, the map shows the income a home takes.
        </p>
      )}
      <LevelMap
        view={view}
        within={within}
        numbers={numbers}
        painted={painted}
        show={show}
        terms={terms}
        names={names}
        only={only}
        onOnly={setOnly}
        noData={answer.places - answer.regions.length}
        onPick={(region) => change({ region })}
      />
      <LevelSources answer={answer} />
      <LevelList
        answer={answer}
        numbers={numbers}
        painted={painted}
        income={household.income}
        terms={terms}
        names={names}
      />
    </div>
  );
}
