"use client";
// What was imported, newest first: file, fingerprint, release, rows kept and refused.

import { Fragment } from "react";
import { address } from "@/shared/api/address";
import { questions } from "@/shared/api/questions";
import type { Import } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { formatDate, formatPeriod } from "@/shared/format/period";
import { originText } from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { newestFirst } from "../newest";
import { totalsOf } from "../totals";
import styles from "./import-table.module.css";

export function ImportTable() {
  const { data, problem, retry } = useAnswer(questions.imports());
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
    <div className={styles.box}>
      <Sum imports={data.imports} />
      <Table imports={data.imports} />
    </div>
  );
}

function Sum({ imports }: { imports: readonly Import[] }) {
  const { files, kept, refused, cells, imperfect } = totalsOf(imports);
  const counted = (n: number, one: string) => `${formatCount(n)} ${n === 1 ? one : `${one}s`}`;
  const refusals = `refused: ${counted(refused, "row")} and ${counted(cells, "single cell")}`;
  const left = imperfect === 0 ? "nothing was refused" : `${refusals}, in ${counted(imperfect, "file")}`;
  return (
    <p className="small" data-testid="imports-sum">
      {counted(files, "file")}, {counted(kept, "row")} kept; {left}.
    </p>
  );
}

function Table({ imports }: { imports: readonly Import[] }) {
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
          {newestFirst(imports).map((record) => (
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

function Row({ record }: { record: Import }) {
  const {
    id,
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
    withdrawn,
  } = record;
  return (
    <tr>
      <td className={styles.file}>
        {breakable(path.split("/").at(-1) ?? path)}
        <span className="small muted" title={sha256}>
          sha256 {sha256.slice(0, 12)}…{retrieved ? `, retrieved ${formatDate(retrieved)}` : ""} ·{" "}
          <a
            href={address("/api/v1/provenance/{id}", { path: { id } })}
            aria-label={`Passport of ${path.split("/").at(-1) ?? path}`}
            data-testid="import-passport"
          >
            Passport
          </a>
        </span>
        {withdrawn ? (
          <span className="small" data-testid="import-withdrawn">
            Withdrawn {formatDate(withdrawn.at)}, no number comes from it: {withdrawn.reason}
          </span>
        ) : null}
      </td>
      <td className={styles.dataset} data-label="Dataset">
        {dataset}
      </td>
      <td className={styles.firm} data-label="Release" title={originText(from)}>
        {release ? formatDate(release) : "–"}
        {from ? <span className="small muted">{from}</span> : null}
      </td>
      <td className={styles.firm} data-label="Periods">
        {periods ? (
          <>
            {formatPeriod(periods.from)} – <br />
            {formatPeriod(periods.to)}
          </>
        ) : (
          "–"
        )}
      </td>
      <td className={styles.number} data-label="Rows kept">
        {formatCount(kept)}
      </td>
      <td className={styles.number} data-label="Refused">
        {formatCount(refused)}
        {cells > 0 ? <span className="small muted">{formatCount(cells)} cells</span> : null}
      </td>
    </tr>
  );
}
