"use client";
// One place, one stay: the answer, what it hangs on, and what is assumed.

import { NumberField } from "@/features/household";
import { PlaceSearch } from "@/features/search";
import { address } from "@/shared/api/address";
import type { PlacesAffordability } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { householdQuery, useHousehold } from "@/shared/state/household";
import { useThrottled } from "@/shared/state/use-throttled";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { kTermNames, kTerms, type TermName } from "../terms";
import { printView, type StayView } from "../view-state";
import styles from "./rent-or-buy.module.css";
import { StayAnswer } from "./stay-answer";

interface Props {
  view: StayView;
  onRegion: (region: string) => void;
  onTerm: (name: TermName, value: number | null) => void;
}

const kAskEveryMs = 120;

export function StaySection({ view, onRegion, onTerm }: Props) {
  const [household] = useHousehold();
  // Income and rule have no part in it and stay here.
  const mortgage = householdQuery({ ...household, income: null, rule: null });
  const question = address("/api/v1/rent-or-buy", { query: { region: view.region, ...mortgage, ...view.terms } });
  const asked = useThrottled(question, kAskEveryMs);
  const { data, problem, stale, retry } = useAnswer(asked);
  // What is published of the place, also where the reader says another number or the comparison lacks one.
  const published = useAnswer(address("/api/v1/affordability", { query: { region: [view.region] } }))
    .data as PlacesAffordability | null;
  const place = published?.regions[0] ?? null;
  const usualOf = (name: TermName): number | null => {
    if (name !== "price" && name !== "rent") return kTerms[name].usual;
    const value = place?.inputs.find(({ role }) => role === name)?.value;
    return value === undefined ? null : Math.round(value);
  };
  const settled = !stale && asked === question && data !== null;
  return (
    <>
      <section
        aria-labelledby="stay-title"
        className={`panel ${styles.section}`}
        data-testid="stay"
        data-settled={settled}
      >
        <h2 id="stay-title">{place?.region.label ?? data?.region.label ?? "One place"}</h2>
        <PlaceSearch
          label="Another place"
          placeholder="ZIP code, city, county, metro or state"
          testId="stay-place"
          clearOnPick
          onPick={({ id }) => onRegion(id)}
        />
        {problem ? (
          <ProblemNotice problem={problem} onRetry={retry}>
            {problem.status === 422 ? (
              <p>Say the price and the rent under “What is assumed” below, and the rate under “Your household”.</p>
            ) : null}
            <a className="button" href={printView({ region: "us", terms: {} })}>
              Show the nation
            </a>
          </ProblemNotice>
        ) : null}
        {!data && !problem ? (
          <div className={styles.wait} aria-busy="true">
            <Skeleton shape="chart" />
          </div>
        ) : null}
        {data ? <StayAnswer answer={data} onHorizon={(years) => onTerm("horizon", years)} /> : null}
      </section>
      <section aria-labelledby="assumed-title" className={`panel ${styles.section}`}>
        <div>
          <h2 id="assumed-title">What is assumed</h2>
          <p className="small muted">These stand in the page’s address, to share them. Taxes saved are left out.</p>
        </div>
        <div className={styles.fields}>
          {kTermNames.map((name) => (
            <NumberField
              key={name}
              spec={kTerms[name]}
              value={view.terms[name] ?? null}
              usual={usualOf(name)}
              why={kTerms[name].why}
              limits={kTerms[name].limits}
              testId={`term-${name}`}
              onChange={(value) => onTerm(name, value)}
            />
          ))}
        </div>
      </section>
    </>
  );
}
