"use client";
// What publishers themselves expect of this place. Their forecasts, not ours, and no observation.

import { questions } from "@/shared/api/questions";
import type { RegionProfile } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatPeriod } from "@/shared/format/period";
import { isForecast } from "@/shared/format/words";
import { Figure } from "@/shared/ui/figure";
import { Section } from "@/shared/ui/section";
import { SourceLine } from "@/shared/ui/source-line";
import styles from "./publishers-section.module.css";

export function PublishersSection({ region }: { region: RegionProfile }) {
  const { data } = useAnswer(questions.metrics());
  const expected = region.latest.filter(({ metric }) => isForecast(metric));
  if (expected.length === 0) return null;
  const definitions = new Map((data?.metrics ?? []).map((m) => [m.id, m.definition]));
  return (
    <Section
      title="What publishers expect"
      hint="Forecasts by the publishers, with methods and errors of their own. Nothing of this has been observed."
      testId="publishers"
    >
      <ul className={styles.list}>
        {expected.map((each) => (
          <li key={each.metric}>
            <strong>
              <Figure
                value={each.value}
                unit={each.unit}
                decimals={each.decimals}
                name={each.name}
                metric={each.metric}
                period={each.period}
                prov={each.prov}
                signed
                testId={`expected-${each.metric}`}
              />
            </strong>{" "}
            {each.name}, by {formatPeriod(each.period)}.{" "}
            <span className="small muted">{definitions.get(each.metric) ?? ""}</span>{" "}
            <SourceLine source={each.source} prov={each.prov} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
