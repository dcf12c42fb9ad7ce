"use client";
// What the typical home here costs the reader's household, in a few numbers; the whole of it is at /afford.

import { address } from "@/shared/api/address";
import type { AskingHousehold, PlaceAffordability } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatValue, kMissing } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { householdQuery, useHousehold } from "@/shared/state/household";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { Figure } from "@/shared/ui/figure";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Section } from "@/shared/ui/section";
import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./afford-section.module.css";

const usd = (value: number | null): string => formatValue(value, "usd", 0);
/** Two decimals at most: a rate of 6.36 must not become another one, a rule of 30 needs none. */
const percent = (value: number | null): string => (value === null ? kMissing : `${Number(value.toFixed(2))}%`);

export default function AffordSection({ region }: { region: string }) {
  const [household] = useHousehold();
  const query = { region: [region], ...householdQuery(household) };
  const { data, problem, retry } = useAnswer(address("/api/v1/affordability", { query }));
  const place = data && "price_metric" in data ? data.regions[0] : undefined;
  return (
    <Section title="What it costs a household" testId="afford">
      {problem ? (
        <ProblemNotice problem={problem} onRetry={retry} />
      ) : !data ? (
        <Skeleton shape="card" />
      ) : !place || place.price === null ? (
        <EmptyNotice title="No price of homes is published here">
          <p>Without one there is nothing to compute the costs from.</p>
        </EmptyNotice>
      ) : (
        <Told place={place} household={data.household} />
      )}
      <p>
        <a href={`/afford?region=${encodeURIComponent(region)}`} data-testid="afford-link">
          Your income, cash and rate; what would make it affordable
        </a>
      </p>
    </Section>
  );
}

function incomeWords(place: PlaceAffordability, household: AskingHousehold): string {
  if (household.income_from === "question") return "yours";
  return place.income === null ? "none, as no median of the place has been imported" : "the median of the place";
}

function Told({ place, household }: { place: PlaceAffordability; household: AskingHousehold }) {
  const price = place.inputs.find(({ role }) => role === "price");
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{price?.name ?? "Price"}</dt>
          <dd>
            {price ? (
              <Figure
                value={price.value}
                unit={price.unit}
                decimals={price.decimals}
                name={price.name}
                metric={price.metric}
                period={price.period}
                prov={price.prov}
                testId="afford-price"
              />
            ) : (
              usd(place.price)
            )}
          </dd>
          <dd className={styles.how}>{price ? formatPeriod(price.period) : ""}</dd>
        </div>
        <div>
          <dt>Cost of owning, a month</dt>
          <dd>
            <data value={place.payment?.total ?? ""} data-testid="afford-payment">
              {usd(place.payment?.total ?? null)}
            </data>
          </dd>
          <dd className={styles.how}>mortgage, tax, insurance</dd>
        </div>
        <div>
          <dt>Share of income</dt>
          <dd>
            <data value={place.share ?? ""} data-testid="afford-share">
              {percent(place.share)}
            </data>
          </dd>
          <dd className={styles.how}>
            {place.share === null
              ? "no income is known here: say yours"
              : `of ${usd(place.income)} a year; ` +
                `${place.affordable ? "within" : "beyond"} the rule of ${percent(household.rule)}`}
          </dd>
        </div>
        {place.max_price === null ? (
          <div>
            <dt>Income it takes</dt>
            <dd>
              <data value={place.qualifying_income ?? ""} data-testid="afford-income">
                {usd(place.qualifying_income)}
              </data>
            </dd>
            <dd className={styles.how}>a year, for {percent(household.rule)} of it</dd>
          </div>
        ) : (
          <div>
            <dt>Highest price within the rule</dt>
            <dd>
              <data value={place.max_price} data-testid="afford-max">
                {usd(place.max_price)}
              </data>
            </dd>
            <dd className={styles.how}>for this income</dd>
          </div>
        )}
      </dl>
      <p className="small muted" data-testid="afford-assumed">
        Taken: {household.cash !== null ? `${usd(household.cash)} down` : `${percent(household.down)} down`},{" "}
        {household.years} years at {percent(household.rate)}
        {household.rate_from === "mortgage_rate" && household.market_rate
          ? ` (${household.market_rate.name.toLowerCase()}, ${formatPeriod(household.market_rate.period)})`
          : " (yours)"}
        , property tax {percent(household.tax)} and insurance {percent(household.insurance)} of the price a year;
        income: {incomeWords(place, household)}.
      </p>
      {household.rate === null ? (
        <p className="small muted">No mortgage rate has been imported: say yours, and the costs are told.</p>
      ) : null}
    </>
  );
}
