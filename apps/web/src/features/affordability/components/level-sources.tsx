"use client";
// What the level's numbers are, of which period and from whom.

import type { LevelAffordability } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { SourceLine } from "@/shared/ui/source-line";
import styles from "./level-section.module.css";

/** Rent has no part in what is shown here. */
const kUsed: readonly string[] = ["price", "median_income"];

export function LevelSources({ answer }: { answer: LevelAffordability }) {
  const rate = answer.household.market_rate;
  return (
    <ul className={styles.sources} data-testid="level-sources">
      {answer.inputs
        .filter(({ role }) => kUsed.includes(role))
        .map(({ role, measure }) => (
          <li key={role}>
            {measure.name}, {formatPeriod(measure.period)}: <SourceLine source={measure.source} prov={measure.prov} />
          </li>
        ))}
      {rate ? (
        <li>
          {rate.name}, {formatPeriod(rate.period)}: <SourceLine source={rate.source} prov={rate.prov} />
        </li>
      ) : null}
    </ul>
  );
}
