"use client";
// The search of the home page. What was asked stands in the address (?q=), so that "back" returns to it.

import { useEffect } from "react";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { questions } from "@/shared/api/questions";
import type { RegionHit } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { typeName } from "@/shared/format/words";
import { goTo, useAddress } from "@/shared/state/address";
import { rememberSearch } from "@/shared/session/session";
import { visit } from "@/shared/state/as-of";
import { addRecent } from "@/shared/state/recent-searches";
import { PlaceSearch } from "./place-search";
import styles from "./search-section.module.css";

const kMaxResults = 24;

function asked(address: string | null): string {
  if (address === null) return "";
  return new URLSearchParams(address.split("?")[1] ?? "").get("q")?.trim() ?? "";
}

export function SearchSection() {
  const q = asked(useAddress());
  // Results take the page's place: what is below them is hidden (home.module.css), before the scripts run by theme.js.
  useEffect(() => {
    if (q) document.documentElement.dataset.searching = "";
    else delete document.documentElement.dataset.searching;
  }, [q]);
  return (
    <div className={styles.section}>
      <PlaceSearch
        key={q}
        size="large"
        label="Search for a ZIP code, city, county, metro area or state"
        placeholder="ZIP code, city, county, metro or state"
        testId="search-input"
        linked
        initialText={q}
        onSubmit={(text) => {
          rememberSearch(text);
          goTo(`/?q=${encodeURIComponent(text)}`);
        }}
        onPick={(place) => {
          addRecent(localStorage, place);
          rememberSearch(place.label, place.id);
          visit(`/region/${place.id}`);
        }}
        button={
          <button type="submit" className="button button-primary" data-testid="search-button">
            Search
          </button>
        }
      />
      {q ? <Results q={q} /> : null}
    </div>
  );
}

function Results({ q }: { q: string }) {
  const { data, problem, loading, stale, retry } = useAnswer(questions.regions({ q, limit: kMaxResults }));
  if (problem) return <ProblemNotice problem={problem} onRetry={retry} />;
  if (loading && !stale) {
    return (
      <div aria-busy="true" data-unsized>
        <Skeleton shape="row" />
        <Skeleton shape="row" />
        <Skeleton shape="row" />
      </div>
    );
  }
  const hits = data?.regions ?? [];
  return (
    <section aria-label="Search results">
      <p role="status" className={styles.count}>
        {hits.length === 0
          ? "No places found"
          : `${hits.length}${data?.next ? "+" : ""} ${hits.length === 1 ? "place" : "places"} for “${q}”`}
      </p>
      {hits.length === 0 ? (
        <EmptyNotice title={`No place matches “${q}”`}>
          <p>Check the spelling, or try a five-digit ZIP code, a county or a state.</p>
        </EmptyNotice>
      ) : (
        <ul className={`panel ${styles.results}`} data-testid="results">
          {hits.map((hit) => (
            <li key={hit.id}>
              <Hit hit={hit} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Hit({ hit }: { hit: RegionHit }) {
  return (
    <a className={styles.hit} href={`/region/${hit.id}`} onClick={() => addRecent(localStorage, hit)}>
      <span className={styles.label}>{hit.label}</span>
      <span className={styles.type}>{typeName(hit.type)}</span>
      <span className={styles.metrics}>
        {hit.metrics === 0 ? "no data yet" : `${hit.metrics} ${hit.metrics === 1 ? "metric" : "metrics"}`}
      </span>
    </a>
  );
}
