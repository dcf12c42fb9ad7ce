// A failed read, in the server's words, with what can be done about it.

import type { ReactNode } from "react";
import type { Problem } from "../api/contract";
import styles from "./notice.module.css";

interface Props {
  problem: Problem;
  /** Offered where asking again can help: no connection, too many requests, a fault of the server. */
  onRetry?: () => void;
  /** Where a suggestion leads; without it suggestions are plain text. */
  hrefOf?: (suggestion: string) => string;
  children?: ReactNode;
}

export function ProblemNotice({ problem, onRetry, hrefOf, children }: Props) {
  const suggestions = problem.suggestions ?? [];
  const mayPass = problem.status === 0 || problem.status === 429 || problem.status >= 500;
  return (
    <div className={styles.notice} role="alert" data-testid="problem">
      <p className={styles.title}>{problem.title}</p>
      {problem.detail ? <p>{problem.detail}</p> : null}
      {suggestions.length > 0 ? (
        <p>
          Did you mean{" "}
          {suggestions.map((suggestion, i) => (
            <span key={suggestion}>
              {i > 0 ? ", " : ""}
              {hrefOf ? <a href={hrefOf(suggestion)}>{suggestion}</a> : <code>{suggestion}</code>}
            </span>
          ))}
          ?
        </p>
      ) : null}
      <div className={styles.actions}>
        {onRetry && mayPass ? (
          <button type="button" className="button" onClick={onRetry} data-testid="retry">
            Try again
          </button>
        ) : null}
        {children}
      </div>
    </div>
  );
}
