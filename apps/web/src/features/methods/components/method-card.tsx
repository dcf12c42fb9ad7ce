// A method: its formula, where it comes from, and its worked example beside what comes out here.

import type { Method } from "../method";
import { agrees, checkName, methodAgrees, printed } from "../verdict";
import styles from "./methods-page.module.css";

export function MethodCard({ method }: { method: Method }) {
  const { id, name, formula, source, example } = method;
  const ok = methodAgrees(method);
  const rest = example.checks - example.numbers.length;
  return (
    <article id={id} className={`panel ${styles.card}`} data-testid={`method-${id}`} data-ok={ok}>
      <header className={styles.cardHead}>
        <h3>
          <a href={`#${id}`}>{name}</a>
        </h3>
        <span className={styles.badge} data-ok={ok} data-testid={`method-${id}-badge`}>
          {ok ? `✓ ${example.agreed} of ${example.checks} agree` : `✗ ${example.agreed} of ${example.checks} agree`}
        </span>
      </header>
      <pre className={styles.formula} tabIndex={0} aria-label={`Formula: ${name}`}>
        {formula.replaceAll("; ", ";\n")}
      </pre>
      <p className={styles.source}>
        <strong>Source:</strong> {source}
      </p>
      <p className={styles.source}>
        <strong>Example:</strong> {example.what}
      </p>
      <details open={!ok || undefined}>
        <summary>Numbers of the example</summary>
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={`Numbers: ${name}`}>
          <table className={styles.table}>
            <caption className="visually-hidden">{name}: expected and computed</caption>
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col">Source says</th>
                <th scope="col">Computed now</th>
                <th scope="col">May be off by</th>
                <th scope="col">Agrees</th>
              </tr>
            </thead>
            <tbody>
              {example.numbers.map((check) => (
                <tr key={check.name} data-ok={agrees(check)}>
                  <th scope="row" title={check.name}>
                    {checkName(check.name)}
                  </th>
                  <td>
                    <data value={check.expected}>{printed(check.expected)}</data>
                  </td>
                  <td>
                    <data value={check.got ?? ""}>{printed(check.got)}</data>
                  </td>
                  <td>{printed(check.tolerance)}</td>
                  <td className={styles.mark}>{agrees(check) ? "✓ yes" : "✗ no"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {rest > 0 ? (
          <p className="small muted">
            {rest} more are computed and counted; <code>housing verify</code> does the same.
          </p>
        ) : null}
      </details>
    </article>
  );
}
