"use client";
// One number: a slider for what is common, a text field for any, and a way back to the usual. Not a form: what is said
// holds at once.

import { useId, useState } from "react";
import { printNumber, readTyped, sayNumber, type NumberUnit } from "../number-text";
import styles from "./number-field.module.css";

export interface NumberSpec {
  label: string;
  unit: NumberUnit;
  /** What the percent are of. */
  of?: string;
  /** What is taken where nothing is said: "usual", "published". */
  usualWord?: string;
  /** The slider's ends and step. */
  least: number;
  most: number;
  step: number;
}

interface Props {
  spec: NumberSpec;
  /** null: not said. */
  value: number | null;
  /** Taken where nothing is said; null where nothing is. */
  usual: number | null;
  why?: string;
  /** What may be typed. */
  limits: readonly [number, number];
  onChange: (value: number | null) => void;
  testId: string;
}

const kSigns: Record<NumberUnit, [before: string, after: string]> = {
  usd: ["$", ""],
  "usd-month": ["$", "a month"],
  percent: ["", "%"],
  years: ["", "years"],
};

export function NumberField({ spec, value, usual, why, limits, onChange, testId }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const { label, unit, least, most, step } = spec;
  const error = typed === null ? null : readTyped(typed, unit, limits).error;
  const held = value ?? usual;
  const [before, after] = kSigns[unit];
  const said = value !== null;
  const usualWord = spec.usualWord ?? "usual";
  return (
    <div className={styles.field} data-said={said}>
      <div className={styles.line}>
        <label htmlFor={id}>{label}</label>
        <span className={styles.box}>
          {before ? <span aria-hidden="true">{before}</span> : null}
          <input
            id={id}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className={styles.text}
            value={typed ?? printNumber(value, unit)}
            placeholder={usual === null ? "not said" : printNumber(usual, unit)}
            aria-invalid={error ? true : undefined}
            aria-describedby={`${id}-why`}
            data-testid={testId}
            onChange={(event) => {
              setTyped(event.target.value);
              const read = readTyped(event.target.value, unit, limits);
              if (read.error === null) onChange(read.value);
            }}
            onBlur={() => setTyped(null)}
            onKeyDown={(event) => {
              if (event.key === "Enter") setTyped(null);
            }}
          />
          {after ? <span aria-hidden="true">{after}</span> : null}
        </span>
      </div>
      <input
        type="range"
        className={styles.slider}
        aria-label={`${label}, slider`}
        aria-valuetext={held === null ? "not said" : sayNumber(held, unit) + (spec.of ? ` ${spec.of}` : "")}
        min={least}
        max={most}
        step={step}
        value={Math.min(most, Math.max(least, held ?? least))}
        data-testid={`${testId}-slider`}
        onChange={(event) => {
          setTyped(null);
          onChange(Number(event.target.value));
        }}
      />
      <p id={`${id}-why`} className={styles.why}>
        {error ? (
          <span className={styles.error} data-testid={`${testId}-error`}>
            {error}{" "}
          </span>
        ) : null}
        {said ? (
          <button type="button" className={styles.usual} data-testid={`${testId}-usual`} onClick={() => onChange(null)}>
            Use the {usualWord}
            {usual === null ? "" : `: ${sayNumber(usual, unit)}`}
          </button>
        ) : usual === null ? null : (
          <span>
            {usualWord.charAt(0).toUpperCase() + usualWord.slice(1)}: {sayNumber(usual, unit)}
            {spec.of ? ` ${spec.of}` : ""}.{" "}
          </span>
        )}
        {why && !said ? <span>{why}</span> : null}
      </p>
    </div>
  );
}
