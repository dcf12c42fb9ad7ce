// The answer in a sentence or two.

import type { AskingHousehold, PlaceAffordability } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { formatValue } from "@/shared/format/number";
import { kNoZipIncome, percent, usd } from "../words";
import { SayIncome } from "./say-income";
import styles from "./place-section.module.css";

interface Props {
  place: PlaceAffordability;
  asked: AskingHousehold;
  /** What the price is of: "typical home value". */
  price: string;
}

const kBurdens: Partial<Record<PlaceAffordability["burden"], string>> = {
  burdened: " HUD calls a household that pays more than 30% cost burdened.",
  severe: " HUD calls a household that pays more than half severely cost burdened.",
};

export function PlaceWords({ place, asked, price }: Props) {
  const { payment, share, income } = place;
  const period = place.inputs.find(({ role }) => role === "price")?.period;
  const median = place.inputs.find(({ role }) => role === "median_income");
  const whose =
    asked.income_from === "question"
      ? "of your income"
      : `of the median household income there${median ? ` (${formatPeriod(median.period)})` : ""}`;
  return (
    <div>
      <p className={styles.words} data-testid="place-words">
        At the {price} of {formatValue(place.price, "usd")}
        {period ? `, ${formatPeriod(period)}` : ""}, owning costs{" "}
        <strong>
          <data value={payment.total ?? ""} data-testid="payment-total">
            {usd(payment.total)}
          </data>
        </strong>{" "}
        a month
        {share === null ? (
          "."
        ) : (
          <>
            :{" "}
            <data value={share} data-testid="payment-share">
              {percent(share)}
            </data>{" "}
            {whose}, {usd(income)} a year.{" "}
            <span className={place.affordable ? styles.within : styles.beyond} data-testid="affordable">
              {place.affordable ? `Within ${percent(asked.rule, 0)}.` : `Not within ${percent(asked.rule, 0)}.`}
            </span>
          </>
        )}
      </p>
      {share === null ? (
        <p className={styles.hint} data-testid="no-income">
          {income === 0
            ? "Of no income no share can be told."
            : place.region.type === "zip"
              ? `${kNoZipIncome} `
              : "No median household income of this place has been imported. "}
          {income === 0 ? null : (
            <>
              <SayIncome>Say your income</SayIncome>, and its share is told.
            </>
          )}
        </p>
      ) : (
        <p className={styles.hint}>{kBurdens[place.burden]}</p>
      )}
    </div>
  );
}
