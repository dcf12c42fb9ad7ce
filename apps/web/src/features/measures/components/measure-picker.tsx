"use client";
// Chooses a measure for a level: the metric, and what is made of it.

import { questions } from "@/shared/api/questions";
import type { RegionType } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { choicesFor } from "../catalogue";
import { isDerived, kDerived, kYears, parseMeasure, printMeasure } from "../measure";
import styles from "./measure-picker.module.css";

interface Props {
  type: RegionType;
  /** Text of the measure. */
  value: string;
  onChange: (measure: string) => void;
  label?: string;
  testId?: string;
}

const kMakings = [
  { id: "level", name: "Value" },
  { id: "yoy", name: "Change in a year" },
  { id: "mom", name: "Change in a month" },
  ...kYears.map((years) => ({ id: `cagr,${years}`, name: `Growth a year, ${years} years` })),
];

export function MeasurePicker({ type, value, onChange, label = "Measure", testId = "measure" }: Props) {
  const { data } = useAnswer(questions.metrics());
  const measure = parseMeasure(value);
  const choices = choicesFor(data?.metrics ?? [], type);
  const known = isDerived(measure.metric) || choices.some(({ id }) => id === measure.metric);
  const making = measure.making === "cagr" ? `cagr,${measure.years}` : measure.making;

  function choose(metric: string): void {
    onChange(printMeasure(isDerived(metric) ? { ...measure, metric, making: "level" } : { ...measure, metric }));
  }
  function make(text: string): void {
    const [kind = "level", years] = text.split(",");
    onChange(printMeasure({ metric: measure.metric, making: kind as "level", years: Number(years ?? measure.years) }));
  }

  const group = (variant: boolean) =>
    choices
      .filter((choice) => choice.variant === variant)
      .map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ));
  return (
    <span className={styles.picker}>
      <select
        aria-label={label}
        className={styles.select}
        value={measure.metric}
        data-testid={`${testId}-metric`}
        onChange={(event) => choose(event.target.value)}
      >
        {known ? null : (
          <option value={measure.metric}>
            {data?.metrics.find(({ id }) => id === measure.metric)?.name ?? measure.metric}
          </option>
        )}
        {group(false)}
        <optgroup label="Made of several">
          {kDerived.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
        {choices.some(({ variant }) => variant) ? <optgroup label="Variants">{group(true)}</optgroup> : null}
      </select>
      <select
        aria-label={`${label}: what is shown of it`}
        className={styles.select}
        value={making}
        disabled={isDerived(measure.metric)}
        data-testid={`${testId}-making`}
        onChange={(event) => make(event.target.value)}
      >
        {kMakings.some(({ id }) => id === making) ? null : <option value={making}>{making}</option>}
        {kMakings.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
