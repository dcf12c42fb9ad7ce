// A number's passport: every fact about where it comes from that the server stated.

import type { Provenance } from "../api/contract";
import { formatDate } from "../format/period";
import { originText } from "../format/words";
import styles from "./passport.module.css";

interface Props {
  prov: Provenance;
  metric: string;
  definition: string | null;
}

export function Passport({ prov, metric, definition }: Props) {
  const facts: [string, string | null][] = [
    ["Metric", metric],
    ["Dataset", prov.dataset],
    ["Release", prov.release ? formatDate(prov.release) : "not known"],
    ["Release date", originText(prov.release_from) ?? null],
    ["Retrieved", prov.retrieved ? formatDate(prov.retrieved) : null],
    ["File", prov.file],
    ["SHA-256", prov.sha256],
    ["Formula", prov.formula],
    ["Licence", prov.licence],
    ["Attribution", prov.attribution],
  ];
  return (
    <div className={styles.passport}>
      {definition ? <p>{definition}</p> : null}
      <dl>
        {facts.map(([name, text]) =>
          text ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ) : null,
        )}
        {prov.url ? (
          <div>
            <dt>Publisher</dt>
            <dd>
              <a href={prov.url} rel="noreferrer">
                {prov.url}
              </a>
            </dd>
          </div>
        ) : null}
      </dl>
    </div>
  );
}
