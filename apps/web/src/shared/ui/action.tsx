"use client";
// A button that does one thing at the server, and says beside it when that failed. What cannot be undone asks first.

import { useState, type ReactNode } from "react";
import { asProblem } from "../session/use-mine";
import styles from "./action.module.css";

interface Props {
  act: () => Promise<unknown>;
  children: ReactNode;
  /** What the button is about, where its words alone do not say: "Remove Boston". */
  label?: string;
  /** Asked before it is done; the words of the button that does it. */
  sure?: string;
  testId?: string;
}

export function Action({ act, children, label, sure, testId }: Props) {
  const [state, setState] = useState<"idle" | "asking" | "busy">("idle");
  const [failed, setFailed] = useState<string | null>(null);
  function run(): void {
    if (state === "busy") return;
    setState("busy");
    setFailed(null);
    act()
      .catch((fault: unknown) => {
        const problem = asProblem(fault);
        setFailed(problem.detail ?? problem.title);
      })
      .finally(() => setState("idle"));
  }
  return (
    <span className={styles.action}>
      {state === "asking" && sure ? (
        <>
          <button
            type="button"
            className={`button ${styles.sure}`}
            onClick={run}
            autoFocus
            data-testid={`${testId}-sure`}
          >
            {sure}
          </button>
          <button type="button" className="button" onClick={() => setState("idle")}>
            Cancel
          </button>
        </>
      ) : (
        <button
          type="button"
          className="button"
          aria-label={label}
          aria-disabled={state === "busy"}
          data-testid={testId}
          onClick={() => (sure ? setState("asking") : run())}
        >
          {children}
        </button>
      )}
      {failed ? (
        <span role="alert" className={styles.failed}>
          {failed}
        </span>
      ) : null}
    </span>
  );
}
