"use client";
// The published numbers the answer is made of, each with its passport.

import type { AskingHousehold, CalculationInput, PlaceAffordability } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { Figure } from "@/shared/ui/figure";
import { SourceLine } from "@/shared/ui/source-line";
import styles from "./place-section.module.css";

interface Props {
  place: PlaceAffordability;
  asked: AskingHousehold;
  region: string;
}

export function PlaceSources({ place, asked, region }: Props) {
  const inputs: CalculationInput[] = [...place.inputs, ...(asked.market_rate ? [asked.market_rate] : [])];
  return (
    <div className={styles.sources}>
      <h3 className="visually-hidden">Published numbers used</h3>
      <ul>
        {inputs.map(({ role, name, value, unit, decimals, metric, period, source, prov }) => (
          <li key={role} data-testid={`input-${role}`}>
            <span>
              {name}, {formatPeriod(period)}:
            </span>
            <Figure
              value={value}
              unit={unit}
              decimals={decimals}
              name={name}
              metric={metric}
              period={period}
              prov={prov}
              testId={`input-${role}-value`}
            />
            <SourceLine source={source} prov={prov} />
          </li>
        ))}
      </ul>
      <p className="small muted">
        How it is computed: <a href="/methods#owner-cost">cost of owning</a>,{" "}
        <a href="/methods#mortgage">mortgage payment</a>. More about <a href={`/region/${region}`}>this place</a>.
      </p>
    </div>
  );
}
