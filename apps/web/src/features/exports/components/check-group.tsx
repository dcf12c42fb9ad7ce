"use client";
// Any of several, each with its own box; the error stands with the group. Among many one can look for words.

import { useId, useState } from "react";
import { formatCount } from "@/shared/format/number";
import type { Form } from "@/shared/form/use-form";
import styles from "./exports-page.module.css";

/** Of more than these a list scrolls in itself and is looked through. */
const kMaxInSight = 24;

interface Props {
  form: Form;
  name: string;
  label: string;
  hint?: string;
  /** The options are not known yet: what is below waits (data-unsized, base.css). */
  loading?: boolean;
  options: readonly { id: string; name: string; note: string | null }[];
}

export function CheckGroup({ form, name, label, hint, loading = false, options }: Props) {
  const id = useId();
  const error = form.errors[name];
  const [wanted, setWanted] = useState("");
  const many = options.length > kMaxInSight;
  const words = wanted.toLowerCase().split(/\s+/);
  const fits = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  return (
    <fieldset className={styles.group} data-testid={name} data-unsized={loading || undefined}>
      <legend>{label}</legend>
      {hint ? <p className="small muted">{hint}</p> : null}
      {many ? (
        <input
          type="search"
          className={styles.find}
          value={wanted}
          aria-label={`Find among the ${label.toLowerCase()}`}
          placeholder={`Find among ${formatCount(options.length)}`}
          autoComplete="off"
          data-testid={`${name}-find`}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault(); // it asks for nothing yet
          }}
        />
      ) : null}
      <ul className={`${styles.options} ${many ? styles.many : ""}`}>
        {options.map((option) => (
          <li key={option.id} data-away={(many && !fits(`${option.name} ${option.id}`)) || undefined}>
            <label>
              <input
                type="checkbox"
                name={name}
                value={option.id}
                aria-invalid={error ? true : undefined}
                aria-describedby={error ? id : undefined}
              />
              <span>
                {option.name}
                {option.note ? <span className="small muted"> ({option.note})</span> : null}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {error ? (
        <p id={id} className={styles.error} data-testid={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
