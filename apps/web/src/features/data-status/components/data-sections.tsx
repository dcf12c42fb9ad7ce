"use client";
// Sources and imports, together once both are read: what stands below must not jump while cards come in above it.

import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { Skeleton } from "@/shared/ui/skeleton";
import { ImportTable } from "./import-table";
import { SourceCards } from "./source-cards";
import styles from "./source-cards.module.css";

const kCards = 4;

export function DataSections() {
  const answers = [useAnswer(questions.sources()), useAnswer(questions.imports()), useAnswer(questions.metrics())];
  const waiting = answers.some(({ data, problem }) => data === null && problem === null);
  return (
    <>
      <section aria-labelledby="sources-title">
        <div className="section-head">
          <h2 id="sources-title">Sources</h2>
        </div>
        {waiting ? (
          <div aria-busy="true" className={`${styles.sources} ${styles.wait}`}>
            {Array.from({ length: kCards }, (_, i) => (
              <Skeleton key={i} shape="card" />
            ))}
          </div>
        ) : (
          <SourceCards />
        )}
      </section>
      {waiting ? null : (
        <section aria-labelledby="imports-title">
          <div className="section-head">
            <h2 id="imports-title">Imports</h2>
            <p>Newest first</p>
          </div>
          <ImportTable />
        </section>
      )}
    </>
  );
}
