"use client";
// What was imported, newest first: file, fingerprint, release, rows kept and refused.

import { Fragment } from "react";
import { paths } from "@/shared/api/client";
import type { ImportRecord, ImportsAnswer } from "@/shared/api/types";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { formatDate, formatPeriod } from "@/shared/format/period";
import { originText } from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import styles from "./data-status.module.css";

export function ImportTable() {
  const { data, problem, retry } = useAnswer<ImportsAnswer>(paths.imports());
  if (problem) return <ProblemNotice problem={problem} onRetry={retry} />;
  if (!data)
    return (
      <div aria-busy="true">
        <Skeleton shape="row" />
        <Skeleton shape="row" />
      </div>
    );
  if (data.imports.length === 0) {
    return (
      <EmptyNotice title="Nothing has been imported yet">
        <p>
          Run <code>housing import</code> with publishers’ files.
        </p>
      </EmptyNotice>
    );
  }
  return (
    <div className={`panel ${styles.scroll}`} tabIndex={0} role="group" aria-label="Imports">
      <table className={styles.imports} data-testid="imports">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Dataset</th>
            <th scope="col">Release</th>
            <th scope="col">Periods</th>
            <th scope="col" className={styles.number}>
              Rows kept
            </th>
            <th scope="col" className={styles.number}>
              Refused
            </th>
          </tr>
        </thead>
        <tbody>
          {data.imports.map((record) => (
            <Row key={record.id} record={record} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Publishers' file names are long: lines may break after an underscore. */
function breakable(name: string) {
  return name.split("_").map((part, i) => (
    <Fragment key={i}>
      {i > 0 ? (
        <>
          _<wbr />
        </>
      ) : null}
      {part}
    </Fragment>
  ));
}

function Row({ record }: { record: ImportRecord }) {
  const {
    path,
    sha256,
    dataset,
    release,
    release_from: from,
    retrieved,
    kept,
    refused,
    cells_refused: cells,
    periods,
  } = record;
  return (
    <tr>
      <td className={styles.file}>
        {breakable(path.split("/").at(-1) ?? path)}
        <span className="small muted" title={sha256}>
          sha256 {sha256.slice(0, 12)}…{retrieved ? `, retrieved ${formatDate(retrieved)}` : ""}
        </span>
      </td>
      <td className={styles.dataset}>{dataset}</td>
      <td className={styles.firm} title={originText(from)}>
        {release ? formatDate(release) : "–"}
        {from ? <span className="small muted">{from}</span> : null}
      </td>
      <td className={styles.firm}>
        {periods ? (
          <>
            {formatPeriod(periods.from)} –<br />
            {formatPeriod(periods.to)}
          </>
        ) : (
          "–"
        )}
      </td>
      <td className={styles.number}>{formatCount(kept)}</td>
      <td className={styles.number}>
        {formatCount(refused)}
        {cells > 0 ? <span className="small muted">{formatCount(cells)} cells</span> : null}
      </td>
    </tr>
  );
}
