// Where the month's money goes: a bar and its parts.

import type { AskingHousehold, PlaceAffordability } from "@/shared/api/contract";
import { percent, usd } from "../words";
import styles from "./place-section.module.css";

export function PaymentSplit({ place, asked }: { place: PlaceAffordability; asked: AskingHousehold }) {
  const { payment } = place;
  const parts = [
    { id: "principal_interest", name: "Principal and interest", value: payment.principal_interest },
    { id: "tax", name: "Property tax", value: payment.tax },
    { id: "insurance", name: "Home insurance", value: payment.insurance },
    { id: "pmi", name: "Mortgage insurance", value: payment.pmi },
  ];
  const total = payment.total ?? 0;
  const look = (i: number) => styles[`part${i + 1}`] ?? "";
  return (
    <div className={styles.split}>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(({ id, value }, i) =>
          value !== null && value > 0 ? (
            <span key={id} className={look(i)} style={{ width: `${(100 * value) / total}%` }} />
          ) : null,
        )}
      </div>
      <dl className={styles.parts}>
        {parts.map(({ id, name, value }, i) => (
          <div key={id}>
            <dt>
              <span aria-hidden="true" className={`${styles.swatch} ${look(i)}`} />
              {name}
            </dt>
            <dd>
              <data value={value ?? ""} data-testid={`payment-${id}`}>
                {usd(value)}
              </data>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.hint} data-testid="loan-words">
        {usd(place.down)} down, {usd(place.loan)} borrowed at {percent(asked.rate, 2)} over {asked.years} years. Upkeep,
        utilities and association fees come on top.
      </p>
    </div>
  );
}
