"use client";
// What changed in the latest releases: which came out last, what they cover, and how much of history they revised.

import { address } from "@/shared/api/address";
import { questions } from "@/shared/api/questions";
import type { Import, Metric, RevisionStep } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount, formatValue } from "@/shared/format/number";
import { formatDate, formatPeriod } from "@/shared/format/period";
import { isForecast } from "@/shared/format/words";
import { useSourceNames } from "@/shared/state/source-names";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { latestReleases, type Release } from "../releases";
import styles from "./releases.module.css";

const kNames = 2;

export default function Releases() {
  const { data, problem, retry } = useAnswer(questions.imports());
  const catalogue = useAnswer(questions.metrics());
  if (problem) return <ProblemNotice problem={problem} onRetry={retry} />;
  if (!data) return <Skeleton shape="card" />;
  const releases = latestReleases(data.imports);
  if (releases.length === 0) return <p className="muted">Nothing has been imported yet, or nothing by this day.</p>;
  return (
    <ul className={styles.list} data-testid="releases">
      {releases.map((release) => (
        <li key={release.latest.dataset} className="panel" data-dataset={release.latest.dataset}>
          <Told release={release} metrics={catalogue.data?.metrics ?? []} />
        </li>
      ))}
    </ul>
  );
}

/** "Home value and 3 more" */
function namesOf({ metrics: ids }: Import, metrics: readonly Metric[]): string {
  const names = ids.map((id) => metrics.find((metric) => metric.id === id)?.name ?? id);
  const first = [...new Set(names)];
  const more = first.length - kNames;
  return more > 0 ? `${first.slice(0, kNames).join(", ")} and ${more} more` : first.join(" and ");
}

function Told({ release: { latest, revised }, metrics }: { release: Release; metrics: readonly Metric[] }) {
  const sources = useSourceNames();
  const [metric = ""] = latest.metrics;
  const forecast = isForecast(metric);
  const to = latest.periods?.to ?? "";
  return (
    <>
      <h3>
        {sources.get(latest.source) ?? latest.source}: {namesOf(latest, metrics)}
      </h3>
      <p>
        Released {formatDate(latest.release ?? "")}
        {latest.release_from === "inferred" ? " (inferred)" : ""}: {formatCount(latest.regions)}{" "}
        {latest.regions === 1 ? "place" : "places"}, {forecast ? "forecasts up to" : "newest"} {formatPeriod(to)}.
      </p>
      {revised ? <Revised dataset={latest.dataset} metric={metric} /> : null}
    </>
  );
}

const kKinds: Record<RevisionStep["kind"], string> = {
  unchanged: "No earlier value changed",
  "late-correction": "Late corrections",
  restatement: "History was computed anew",
};

/** The last step of a dataset; nothing where it cannot be told. */
function Revised({ dataset, metric }: { dataset: string; metric: string }) {
  const { data } = useAnswer(address("/api/v1/revisions", { query: { metric } }));
  const step = data?.steps.filter((each) => each.dataset === dataset).at(-1);
  if (!data || !step || step.compared === 0) return null;
  const percent = formatValue(step.median_absolute, "percent", 2);
  const size = data.unit === "points" ? percent.replace("%", " points") : percent;
  return (
    <p className={styles.revised} data-testid="release-revised">
      {kKinds[step.kind]} since the release of {formatDate(step.from.release)}
      {step.revised > 0
        ? `: ${formatCount(step.revised)} of ${formatCount(step.compared)} values, by ${size} in the median.`
        : ` (${formatCount(step.compared)} values compared).`}
    </p>
  );
}
