// What the score is made of: every input with its weight, what it is measured by, and those nobody publishes here.

import type { TemperatureAnswer } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { typePlural } from "@/shared/format/words";
import { SourceLine } from "@/shared/ui/source-line";
import { inputName, sharesOf } from "../temperature";
import styles from "./temperature.module.css";

export function Inputs({ answer }: { answer: TemperatureAnswer }) {
  const { inputs, type } = answer;
  const shares = sharesOf(inputs);
  const missing = shares.filter((share) => share === null).length;
  return (
    <details className={styles.inputs} open data-testid="temperature-inputs">
      <summary>
        How the score is made: {inputs.length - missing} of {inputs.length} inputs, equal weights
      </summary>
      <p>
        Each input is turned into a percentile among the {typePlural(type)} asked for, so that more is hotter; the score
        is their mean by weight, from 0 (coldest) to 100 (hottest). An input that is missing is left out, never guessed;
        a place with fewer than three has no score.
      </p>
      <ul>
        {inputs.map((input, i) => {
          const share = shares[i] ?? null;
          return (
            <li
              key={input.input}
              data-testid={`input-${input.input}`}
              className={share === null ? styles.absent : undefined}
            >
              <strong>{inputName(input)}</strong>
              <span>
                {input.less_is_hotter ? "less is hotter" : "more is hotter"}, weight {input.weight}
                {share === null ? "" : ` (${Math.round(share)} % of the score)`}
              </span>
              <span className="small">
                {input.measure ? (
                  <>
                    {input.measure.name}, {formatPeriod(input.measure.period)}.{" "}
                    <SourceLine source={input.measure.source} prov={input.measure.prov} />
                  </>
                ) : (
                  `Not here: nobody’s values for ${typePlural(type)} have been imported.`
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
