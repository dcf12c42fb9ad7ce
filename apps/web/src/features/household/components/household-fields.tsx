"use client";
// Everything a household may say, field by field. Not where it stands: drawer.tsx,
// household-panel.tsx.

import { kHouseholdLimits, kNothingSaid, setHousehold, useHousehold } from "@/shared/state/household";
import { cashOf, countSaid, kFields, kRest, usualOf, whyUsual, type FieldName } from "../fields";
import { useUsual } from "../use-usual";
import styles from "./household-fields.module.css";
import { NumberField } from "./number-field";

export function HouseholdFields() {
  const [household, change] = useHousehold();
  const { household: usual, price } = useUsual();
  const inDollars = household.cash !== null;
  const field = (name: FieldName) => (
    <NumberField
      key={name}
      spec={kFields[name]}
      value={household[name]}
      usual={usualOf(name, usual)}
      why={whyUsual(name, usual)}
      limits={kHouseholdLimits[name]}
      testId={`household-${name}`}
      onChange={(value) => change({ [name]: value })}
    />
  );
  const restSaid = kRest.some((name) => household[name] !== null);
  return (
    <div className={styles.fields}>
      {field("income")}
      <div className={styles.down}>
        {field(inDollars ? "cash" : "down")}
        <div className="segments" role="group" aria-label="Down payment as">
          <button
            type="button"
            aria-pressed={!inDollars}
            data-testid="household-in-percent"
            onClick={() => change({ cash: null })}
          >
            Percent
          </button>
          <button
            type="button"
            aria-pressed={inDollars}
            data-testid="household-in-dollars"
            onClick={() => change({ cash: cashOf(household.down ?? usual?.down ?? 20, price) })}
          >
            Dollars
          </button>
        </div>
      </div>
      {field("rate")}
      <details className={styles.rest} open={restSaid || undefined}>
        <summary data-testid="household-more">Term, tax, insurance and the rule</summary>
        <div className={styles.fields}>{kRest.map(field)}</div>
      </details>
      <p className={styles.kept} data-testid="household-kept">
        Kept in this browser only, never in a page’s address. It is sent to this site’s server just to compute what you
        look at, and stored nowhere there.
      </p>
      <button
        type="button"
        className="button"
        data-testid="household-forget"
        disabled={countSaid(household) === 0}
        onClick={() => setHousehold(kNothingSaid)}
      >
        Forget all of it
      </button>
    </div>
  );
}
