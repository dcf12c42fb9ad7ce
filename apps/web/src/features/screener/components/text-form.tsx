"use client";
// The condition as text: to read, to copy, to write what sliders cannot say.

import { useState } from "react";
import type { Problem } from "@/shared/api/contract";
import { kMaxWhere } from "../view-state";
import styles from "./text-form.module.css";

interface Props {
  where: string;
  /** What the server says of it. */
  problem: Problem | null;
  onWrite: (where: string) => void;
}

export function TextForm({ where, problem, onWrite }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = problem?.parameter === "where" && draft === null;
  return (
    <div className={styles.text} data-testid="text-form">
      <p className={styles.label}>The same as text</p>
      {draft === null ? (
        <div className={styles.shown}>
          <code className={styles.code} data-testid="where">
            {where === "" ? "no condition" : where}
          </code>
          <button type="button" className="button" onClick={() => setDraft(where)} data-testid="edit-text">
            Edit as text
          </button>
        </div>
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            onWrite(draft.trim());
            setDraft(null);
          }}
        >
          <textarea
            aria-label="Condition as text"
            aria-describedby="where-hint"
            value={draft}
            rows={3}
            maxLength={kMaxWhere}
            spellCheck={false}
            autoFocus
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setDraft(null);
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
            }}
            data-testid="where-input"
          />
          <p id="where-hint" className={styles.hint}>
            Compare measures with numbers: <code>yoy(home_value) &gt;= 5 and rent &lt; 2000</code>. Signs are{" "}
            <code>&gt;= &gt; &lt;= &lt; =</code>; also <code>between 1 and 5</code>, <code>is known</code>,{" "}
            <code>and</code>, <code>or</code>, <code>not</code> and brackets. Percent are written as 5, not 0.05.
          </p>
          <div className={styles.buttons}>
            <button type="submit" className="button button-primary" data-testid="apply-text">
              Use this
            </button>
            <button type="button" className="button" onClick={() => setDraft(null)}>
              Cancel
            </button>
          </div>
        </form>
      )}
      {wrong ? (
        <p role="alert" className={styles.wrong} data-testid="where-problem">
          {problem.detail ?? problem.title}
          {problem.suggestions && problem.suggestions.length > 0 ? (
            <>
              {" "}
              For example <code>{problem.suggestions[0]}</code>
            </>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
