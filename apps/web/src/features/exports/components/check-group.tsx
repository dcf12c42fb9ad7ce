"use client";
// Any of several, each with its own box; the error stands with the group.

import { useId } from "react";
import type { Form } from "@/shared/form/use-form";
import styles from "./exports-page.module.css";

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
  return (
    <fieldset className={styles.group} data-testid={name} data-unsized={loading || undefined}>
      <legend>{label}</legend>
      {hint ? <p className="small muted">{hint}</p> : null}
      <ul className={styles.options}>
        {options.map((option) => (
          <li key={option.id}>
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
