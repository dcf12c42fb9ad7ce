"use client";
// Places in order of a measure, and of the market temperature. The address holds the whole state.

import { lazy, Suspense } from "react";
import { goTo, useAddress } from "@/shared/state/address";
import { PageHead } from "@/shared/ui/page-head";
import { Skeleton } from "@/shared/ui/skeleton";
import { StepLink } from "@/shared/ui/step-link";
import { changed, kDefaultView, parseView, printView, type RankingView } from "../view-state";
import { Controls } from "./controls";
import { Ranking } from "./ranking";
import { ReadyLists } from "./ready-lists";
import styles from "./rankings-page.module.css";

const Temperature = lazy(() => import("./temperature"));

const kTabs = [
  { list: "ranking", name: "Rankings" },
  { list: "temperature", name: "Market temperature" },
] as const;

export function RankingsPage() {
  const address = useAddress();
  const known = address !== null;
  const view = parseView(address ?? "");
  const change = (part: Partial<RankingView>): void => goTo(printView(changed(view, part)));
  const ranked = view.list === "ranking";

  return (
    <div className={styles.page}>
      <PageHead title="Rankings">
        Places from the top or from the bottom of any measure, for any month there is.
      </PageHead>
      <nav aria-label="Kinds of list" className={styles.tabs}>
        {kTabs.map(({ list, name }) => (
          <StepLink
            key={list}
            to={printView({ ...kDefaultView, list, type: view.type, within: view.within })}
            aria-current={known && view.list === list ? "page" : undefined}
            data-testid={`tab-${list}`}
          >
            {name}
          </StepLink>
        ))}
      </nav>
      {ranked ? <ReadyLists view={view} /> : null}
      <Controls view={view} change={change} />
      {!known ? <Waiting /> : null}
      {known && ranked ? <Ranking view={view} change={change} /> : null}
      {known && !ranked ? (
        <Suspense fallback={<Waiting />}>
          <Temperature view={view} change={change} />
        </Suspense>
      ) : null}
    </div>
  );
}

export function Waiting() {
  return (
    <div aria-busy="true" className={styles.waiting}>
      <Skeleton shape="line" />
      {Array.from({ length: 12 }, (_, i) => (
        <Skeleton key={i} shape="row" />
      ))}
      <span role="status" className="visually-hidden">
        Loading
      </span>
    </div>
  );
}
