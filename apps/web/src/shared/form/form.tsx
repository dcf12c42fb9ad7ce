"use client";
// The parts of a form: the form itself with what was said about it, fields with label, hint and error, buttons.

import { useId, useState, type ComponentProps, type ReactNode } from "react";
import type { Form } from "./use-form";
import styles from "./form.module.css";

const kMinPassword = 10;

/** What else an element takes. */
type Rest<Tag extends "input" | "select" | "textarea"> = Omit<ComponentProps<Tag>, keyof Shared>;

interface BoxProps {
  form: Form;
  testId: string;
  label?: string;
  children: ReactNode;
}

export function FormBox({ form, testId, label, children }: BoxProps) {
  const { attach, onSubmit, busy, rest, done } = form;
  return (
    <form
      ref={attach}
      onSubmit={onSubmit}
      noValidate
      className={styles.form}
      aria-label={label}
      aria-busy={busy}
      data-testid={testId}
    >
      {rest.length > 0 ? (
        <div tabIndex={-1} role="alert" className={styles.problem} data-testid="form-problem">
          {rest.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      ) : null}
      {children}
      <p role="status" className={styles.done} data-testid="form-done">
        {done}
      </p>
    </form>
  );
}

interface Shared {
  form: Form;
  name: string;
  label: string;
  hint?: ReactNode;
  testId?: string;
}

/** The attributes that tie a control to its hint and error, and those two. */
function useTies({ form, name, hint, testId }: Shared) {
  const id = useId();
  const error = form.errors[name];
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter((part) => part !== "").join(" ");
  return {
    id,
    control: {
      id,
      name,
      "aria-invalid": error ? true : undefined,
      "aria-describedby": ids === "" ? undefined : ids,
      "data-testid": testId ?? name,
    },
    hint: hint ? (
      <span id={`${id}-hint`} className={styles.hint}>
        {hint}
      </span>
    ) : null,
    error: error ? (
      <span id={`${id}-error`} className={styles.error} data-testid={`${testId ?? name}-error`}>
        {error}
      </span>
    ) : null,
  } as const;
}

function Around({ ties, label, children }: { ties: ReturnType<typeof useTies>; label: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={ties.id}>{label}</label>
      {ties.hint}
      {children}
      {ties.error}
    </div>
  );
}

export function TextField({ form, name, label, hint, testId, ...rest }: Shared & Rest<"input">) {
  const ties = useTies({ form, name, label, hint, testId });
  return (
    <Around ties={ties} label={label}>
      <input {...rest} {...ties.control} />
    </Around>
  );
}

interface PasswordProps extends Omit<Shared, "hint"> {
  /** One that is chosen now, not one that is in force. */
  fresh?: boolean;
  autoFocus?: boolean;
}

/** A password; what was typed can be looked at. */
export function PasswordField({ fresh = false, autoFocus, ...shared }: PasswordProps) {
  const hint = fresh ? `At least ${kMinPassword} characters; a few words are a good one.` : undefined;
  const ties = useTies({ ...shared, hint });
  const [shown, setShown] = useState(false);
  return (
    <Around ties={ties} label={shared.label}>
      <div className={styles.password}>
        <input
          type={shown ? "text" : "password"}
          autoComplete={fresh ? "new-password" : "current-password"}
          autoCapitalize="off"
          spellCheck={false}
          autoFocus={autoFocus}
          required
          {...ties.control}
        />
        <button type="button" className="button" aria-controls={ties.id} onClick={() => setShown(!shown)}>
          {shown ? "Hide" : "Show"}
          <span className="visually-hidden"> what was typed</span>
        </button>
      </div>
    </Around>
  );
}

export function LongField({ form, name, label, hint, testId, ...rest }: Shared & Rest<"textarea">) {
  const ties = useTies({ form, name, label, hint, testId });
  return (
    <Around ties={ties} label={label}>
      <textarea {...rest} {...ties.control} />
    </Around>
  );
}

export function SelectField({ form, name, label, hint, testId, children, ...rest }: Shared & Rest<"select">) {
  const ties = useTies({ form, name, label, hint, testId });
  return (
    <Around ties={ties} label={label}>
      <select {...rest} {...ties.control}>
        {children}
      </select>
    </Around>
  );
}

export function CheckField({ form, name, label, hint, testId, ...rest }: Shared & Rest<"input">) {
  const ties = useTies({ form, name, label, hint, testId });
  return (
    <div className={styles.check}>
      <input type="checkbox" {...rest} {...ties.control} />
      <div>
        <label htmlFor={ties.id}>{label}</label>
        {ties.hint}
        {ties.error}
      </div>
    </div>
  );
}

export function Submit({ form, children, testId = "submit" }: { form: Form; children: ReactNode; testId?: string }) {
  return (
    // Not disabled while busy: that would take the focus away. A second press is ignored.
    <button type="submit" className="button button-primary" aria-disabled={form.busy} data-testid={testId}>
      {form.busy ? "One moment…" : children}
    </button>
  );
}

export function Buttons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
