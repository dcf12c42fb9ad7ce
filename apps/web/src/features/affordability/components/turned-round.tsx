// The question turned round: what income, price, rate or down payment would be within the rule.

import type { AskingHousehold, PlaceAffordability } from "@/shared/api/contract";
import { formatValue } from "@/shared/format/number";
import { percent, usd } from "../words";
import { SayIncome } from "./say-income";
import styles from "./place-section.module.css";

/** The server's word for "any rate". */
const kAnyRate = 100;

interface CardProps {
  id: string;
  name: string;
  value: number | null;
  text: string;
  note: string;
}

function Card({ id, name, value, text, note }: CardProps) {
  return (
    <div className={styles.card}>
      <dt>{name}</dt>
      <dd className={styles.big}>
        <data value={value ?? ""} data-testid={`turned-${id}`}>
          {text}
        </data>
      </dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  );
}

export function TurnedRound({ place, asked }: { place: PlaceAffordability; asked: AskingHousehold }) {
  const rule = percent(asked.rule, 0);
  const known = place.income !== null;
  const { rate_needed: rate, cash_needed: cash, max_price: most } = place;
  return (
    <div>
      <h3 className={styles.subhead}>The other way round, to stay within {rule} of income</h3>
      <dl className={styles.cards}>
        <Card
          id="income"
          name="Income it takes"
          value={place.qualifying_income}
          text={usd(place.qualifying_income)}
          note="a year, for this price on these terms"
        />
        {known ? (
          <>
            <Card
              id="price"
              name="Price that fits the income"
              value={most}
              text={most === null ? "Any" : usd(most)}
              note={`at ${usd(place.income)} a year on these terms`}
            />
            <Card
              id="rate"
              name="Rate it takes"
              value={rate}
              text={rate === null ? "None" : rate >= kAnyRate ? "Any" : percent(rate, 2)}
              note={
                rate === null
                  ? "even without interest it costs more"
                  : rate >= kAnyRate
                    ? "nothing has to be borrowed"
                    : "or less, all else as it is"
              }
            />
            <Card
              id="cash"
              name="Down payment it takes"
              value={cash}
              text={cash === null ? "None" : usd(cash)}
              note={
                cash === null
                  ? "tax and insurance alone cost more"
                  : place.price
                    ? `or more: ${percent((100 * cash) / place.price)} of the price`
                    : "or more"
              }
            />
          </>
        ) : (
          <div className={styles.card}>
            <dt>Price, rate and down payment that fit</dt>
            <dd className={styles.note}>
              <SayIncome>Say your income</SayIncome> to turn these round too.
            </dd>
          </div>
        )}
        {place.index?.value != null ? (
          <Card
            id="index"
            name="Affordability index"
            value={place.index.value}
            text={formatValue(place.index.value, "index", 1)}
            note={`100: the median income there just qualifies with 20% down. ${place.index.method}.`}
          />
        ) : null}
        {place.price_to_income === null ? null : (
          <Card
            id="price_to_income"
            name="Price to median income"
            value={place.price_to_income}
            text={`${formatValue(place.price_to_income, "ratio", 1)} years`}
            note="of the median household income there"
          />
        )}
        {place.price_to_rent === null ? null : (
          <Card
            id="price_to_rent"
            name="Price to rent"
            value={place.price_to_rent}
            text={`${formatValue(place.price_to_rent, "ratio", 1)} years`}
            note={`of the typical rent there; rent is ${percent(place.gross_yield)} of the price a year`}
          />
        )}
      </dl>
    </div>
  );
}
