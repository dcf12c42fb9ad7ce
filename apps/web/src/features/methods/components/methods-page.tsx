"use client";
// Every formula with a published worked example, computed by the server as this page is opened.

import { useEffect, useState } from "react";
import { address } from "@/shared/api/address";
import type { MethodsAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { PageHead } from "@/shared/ui/page-head";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { finds, grouped } from "../groups";
import { methodAgrees, verdictOf } from "../verdict";
import { MethodCard } from "./method-card";
import styles from "./methods-page.module.css";

export function MethodsPage() {
  const { data, problem, retry } = useAnswer(address("/api/v1/methods"));
  return (
    <div className={styles.page}>
      <PageHead title="Methods">
        Every formula of this site with a worked example, mostly published by others. The numbers are computed by the
        server’s own code as you open this page and compared with what the source prints. The program’s tests use the
        same examples, from the same file: if a formula drifts, the tests fail and this page turns red.
      </PageHead>
      {problem ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
      {!data && !problem ? (
        <div className={styles.wait} aria-busy="true">
          <Skeleton shape="row" />
          <Skeleton shape="card" />
          <Skeleton shape="card" />
        </div>
      ) : null}
      {data ? <Methods answer={data} /> : null}
    </div>
  );
}

function Methods({ answer }: { answer: MethodsAnswer }) {
  const [text, setText] = useState("");
  const [onlyOff, setOnlyOff] = useState(false);
  const verdict = verdictOf(answer);
  const found = answer.methods.filter((method) => finds(method, text.trim()) && !(onlyOff && methodAgrees(method)));
  useEffect(() => {
    // A link names a method by its id; it could not be there before the answer was.
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, []);
  return (
    <>
      <p className={styles.verdict} data-ok={verdict.ok} role="status" data-testid="methods-verdict">
        <span aria-hidden="true">{verdict.ok ? "✓" : "✗"}</span> {verdict.text}
      </p>
      <div className={styles.tools}>
        <input
          type="search"
          aria-label="Search the methods"
          placeholder="Search: mortgage, trend, forecast…"
          className={styles.filter}
          value={text}
          data-testid="methods-filter"
          onChange={(event) => setText(event.target.value)}
        />
        {verdict.off > 0 ? (
          <label className={styles.only}>
            <input type="checkbox" checked={onlyOff} onChange={(event) => setOnlyOff(event.target.checked)} /> Only what
            does not come out
          </label>
        ) : null}
        <span className="small muted" role="status" data-testid="methods-count">
          {found.length} of {answer.methods.length} methods
        </span>
        <span className="small muted">
          On the command line: <code>housing verify</code>
        </span>
      </div>
      {found.length === 0 ? (
        <EmptyNotice title="No method says all of these words">
          <button type="button" className="button" onClick={() => setText("")}>
            Show all
          </button>
        </EmptyNotice>
      ) : null}
      {grouped(found).map(({ name, methods }) => (
        <section key={name} className={styles.group} aria-label={name}>
          <h2>{name}</h2>
          {methods.map((method) => (
            <MethodCard key={method.id} method={method} />
          ))}
        </section>
      ))}
    </>
  );
}
