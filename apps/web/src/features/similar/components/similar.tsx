"use client";
// Places like this one: by what they are, or by how their prices move.

import { useState } from "react";
import { address } from "@/shared/api/address";
import type { CorrelatedAnswer, LikenessAnswer, RegionProfile, SimilarAnswer } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount, formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeNoun } from "@/shared/format/words";
import { EmptyNotice } from "@/shared/ui/empty-notice";
import { Figure } from "@/shared/ui/figure";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import table from "@/shared/ui/scroll-table.module.css";
import { Section } from "@/shared/ui/section";
import { Skeleton } from "@/shared/ui/skeleton";
import { featureName, whyAlike } from "../words";
import styles from "./similar.module.css";

type By = "profile" | "growth";
const kWays: readonly { id: By; name: string }[] = [
  { id: "profile", name: "By profile" },
  { id: "growth", name: "By how prices move" },
];
const kUnanswerable = 422;

interface Props {
  region: Pick<RegionProfile, "id" | "label" | "type">;
  /** Whose growth is compared. */
  metric: string;
}

const isProfile = (answer: LikenessAnswer): answer is SimilarAnswer => "features" in answer;

export default function Similar({ region, metric }: Props) {
  const [by, setBy] = useState<By>("profile");
  const query = by === "profile" ? { region: region.id } : { region: region.id, by, metric };
  const { data, problem, stale, retry } = useAnswer(address("/api/v1/similar", { query }));
  return (
    <Section title="Similar places" testId="similar">
      <div className={styles.ways} role="group" aria-label="What makes them alike">
        {kWays.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className="button"
            aria-pressed={by === id}
            data-testid={`similar-by-${id}`}
            onClick={() => setBy(id)}
          >
            {name}
          </button>
        ))}
      </div>
      <div className={styles.room} aria-busy={stale}>
        {problem?.status === kUnanswerable ? (
          <EmptyNotice title="This place cannot be compared so">
            <p>{problem.detail}</p>
          </EmptyNotice>
        ) : problem ? (
          <ProblemNotice problem={problem} onRetry={retry} />
        ) : !data ? (
          <Skeleton shape="card" />
        ) : data.found.length === 0 ? (
          <EmptyNotice title="No place has enough in common to compare" />
        ) : isProfile(data) ? (
          <ByProfile data={data} />
        ) : (
          <ByGrowth data={data} />
        )}
      </div>
    </Section>
  );
}

function ByProfile({ data }: { data: SimilarAnswer }) {
  const columns = data.features.flatMap((each, i) => (each.known && each.measure ? [{ ...each, i }] : []));
  const lacking = data.features.filter(({ known }) => !known).map(({ feature }) => featureName(feature));
  return (
    <>
      <p className="small muted">
        The nearest of {formatCount(data.compared)} {typeNoun(data.type, data.compared)}. The distance is the difference
        over all features, in standard deviations: 0 would be the same.{" "}
        {lacking.length > 0 ? (
          <span data-testid="similar-lacking">Not compared, as this place has no value: {lacking.join(", ")}.</span>
        ) : null}
      </p>
      <div className={table.frame} tabIndex={0} role="group" aria-label="Similar places">
        <table className={table.table} data-testid="similar-table">
          <caption className="visually-hidden">Places like {data.label}, the nearest first</caption>
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col" className={table.number}>
                Distance
              </th>
              {columns.map(({ feature, measure }) => (
                <th key={feature} scope="col" className={`${table.number} ${styles.feature}`} title={measure?.name}>
                  {featureName(feature)}
                </th>
              ))}
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            <tr className={styles.own}>
              <th scope="row">{data.label}</th>
              <td className={table.number}>–</td>
              {columns.map(({ feature, measure, value }) => (
                <td key={feature} className={table.number}>
                  <Figure
                    value={value}
                    unit={measure?.unit ?? "index"}
                    decimals={measure?.decimals}
                    name={measure?.name ?? feature}
                    metric={measure?.metric ?? ""}
                    period={measure?.period}
                    prov={measure?.prov ?? null}
                  />
                </td>
              ))}
              <td />
            </tr>
            {data.found.map((each) => (
              <tr key={each.region} data-region={each.region}>
                <th scope="row">
                  <a href={`/region/${each.region}`}>{each.label}</a>
                </th>
                <td className={table.number}>
                  <data value={each.distance ?? ""}>{each.distance?.toFixed(2) ?? "–"}</data>
                </td>
                {columns.map(({ feature, measure, i }) => (
                  <td key={feature} className={table.number}>
                    {formatValue(each.values[i], measure?.unit ?? "index", measure?.decimals)}
                  </td>
                ))}
                <td className={styles.why}>{whyAlike(data.features, each.parts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ByGrowth({ data }: { data: CorrelatedAnswer }) {
  return (
    <>
      <p className="small muted">
        Of {formatCount(data.compared)} {typeNoun(data.type, data.compared)} those whose <code>{data.metric}</code> went
        up and down from month to month most like here, {formatPeriod(data.from)} to {formatPeriod(data.to)}.
        Correlation 1 is always together, 0 unrelated. {data.formula}.
      </p>
      <div className={table.frame} tabIndex={0} role="group" aria-label="Places that move along">
        <table className={table.table} data-testid="similar-growth-table">
          <caption className="visually-hidden">Places that move with {data.label}, the closest first</caption>
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col" className={table.number}>
                Correlation
              </th>
              <th scope="col" className={table.number}>
                Months
              </th>
              <th scope="col">See both</th>
            </tr>
          </thead>
          <tbody>
            {data.found.map((each) => (
              <tr key={each.region} data-region={each.region}>
                <th scope="row">
                  <a href={`/region/${each.region}`}>{each.label}</a>
                </th>
                <td className={table.number}>
                  <data value={each.r ?? ""}>{each.r?.toFixed(2) ?? "–"}</data>
                </td>
                <td className={table.number}>{formatCount(each.months)}</td>
                <td>
                  <a
                    href={
                      `/region/${data.region}?metric=${encodeURIComponent(data.metric)}` +
                      `&transform=yoy&compare=${each.region}`
                    }
                    aria-label={`Chart beside ${each.label}`}
                  >
                    Chart
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
