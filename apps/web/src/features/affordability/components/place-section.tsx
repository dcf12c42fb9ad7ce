"use client";
// One place: what a home there costs the household, and the question turned round.

import { PlaceSearch } from "@/features/search";
import { address } from "@/shared/api/address";
import type { PlaceAffordability, PlacesAffordability } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { useHousehold, householdQuery } from "@/shared/state/household";
import { useThrottled } from "@/shared/state/use-throttled";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { termsOf } from "../terms";
import { kPrices, type AffordView, type PriceMetric } from "../view-state";
import { PaymentSplit } from "./payment-split";
import styles from "./place-section.module.css";
import { PlaceSources } from "./place-sources";
import { PlaceWords } from "./place-words";
import { Sensitivity } from "./sensitivity";
import { TurnedRound } from "./turned-round";

const kAskEveryMs = 120;

interface Props {
  view: AffordView;
  change: (part: Partial<AffordView>) => void;
}

export function PlaceSection({ view, change }: Props) {
  const [household] = useHousehold();
  const asking = useThrottled(household, kAskEveryMs);
  const { data, problem, stale, retry } = useAnswer(
    address("/api/v1/affordability", {
      query: {
        region: [view.region],
        price_metric: view.price === "home_value" ? undefined : view.price,
        ...householdQuery(asking),
      },
    }),
  );
  const answer = data as PlacesAffordability | null;
  const place = answer?.regions[0] ?? null;
  return (
    <section
      aria-labelledby="place-title"
      className={`panel ${styles.section}`}
      data-testid="place-cost"
      data-settled={!stale && asking === household && place !== null}
    >
      <div className={styles.head}>
        <h2 id="place-title">{place ? place.region.label : "One place"}</h2>
        <div className={styles.choose}>
          <PlaceSearch
            label="Another place"
            placeholder="ZIP code, city, county, metro or state"
            testId="afford-place"
            clearOnPick
            onPick={({ id }) => change({ region: id })}
          />
          <select
            aria-label="Which price"
            className={styles.select}
            value={view.price}
            data-testid="afford-price"
            onChange={(event) => change({ price: event.target.value as PriceMetric })}
          >
            {kPrices.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
      {problem ? (
        <ProblemNotice problem={problem} onRetry={retry}>
          <button type="button" className="button" onClick={() => change({ region: "us", price: "home_value" })}>
            Show the nation
          </button>
        </ProblemNotice>
      ) : null}
      {!problem && !answer ? (
        <div className={styles.wait} aria-busy="true">
          <Skeleton shape="card" />
          <Skeleton shape="card" />
        </div>
      ) : null}
      {answer && place ? <Place answer={answer} place={place} view={view} /> : null}
    </section>
  );
}

function Place({ answer, place, view }: { answer: PlacesAffordability; place: PlaceAffordability; view: AffordView }) {
  const [household] = useHousehold();
  const { household: asked } = answer;
  const terms = termsOf(household, asked);
  if (place.price === null)
    return (
      <EmptyNotice title={`No ${priceName(view.price)} of ${place.region.label} is known here`}>
        <p>Choose another price above, or the county, metro area or state around it.</p>
      </EmptyNotice>
    );
  if (asked.rate === null || terms === null)
    return (
      <EmptyNotice title="No mortgage rate is known here">
        <p>Say one under “Your household”, and the cost is told.</p>
      </EmptyNotice>
    );
  return (
    <>
      <PlaceWords place={place} asked={asked} price={priceName(view.price)} />
      <PaymentSplit place={place} asked={asked} />
      <TurnedRound place={place} asked={asked} />
      <Sensitivity price={place.price} income={place.income} terms={terms} />
      <PlaceSources place={place} asked={asked} region={place.region.id} />
    </>
  );
}

const priceName = (price: PriceMetric): string => (kPrices.find(({ id }) => id === price)?.name ?? price).toLowerCase();
