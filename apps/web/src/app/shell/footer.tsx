"use client";

import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import styles from "./shell.module.css";

export function Footer() {
  const { data } = useAnswer(questions.sources());
  const used = (data?.sources ?? []).filter((source) => source.last_release !== null);
  return (
    <footer className={styles.footer}>
      <div className={styles.footerInside}>
        <p>
          <strong>Housing Trends</strong> shows what public sources publish, with the source and release by every
          number.
        </p>
        {used.length > 0 ? (
          <ul className={styles.attributions} aria-label="Sources">
            {used.map(({ id, attribution, url }) => (
              <li key={id}>
                {url ? (
                  <a href={url} rel="noreferrer">
                    {attribution}
                  </a>
                ) : (
                  attribution
                )}
              </li>
            ))}
          </ul>
        ) : null}
        <p>
          <a href="/data">Sources, releases and licences</a> · <a href="/docs">API</a>
        </p>
      </div>
    </footer>
  );
}
