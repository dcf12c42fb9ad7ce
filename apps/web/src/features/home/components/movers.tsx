"use client";
// The places whose home values and rents changed most in a year.

import { address } from "@/shared/api/address";
import type { RankingAnswer, RegionType } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { typeNoun } from "@/shared/format/words";
import { Bar, spanOf, type Span } from "@/shared/ui/bar";
import { Figure } from "@/shared/ui/figure";
import { ProblemNotice } from "@/shared/ui/problem-notice";
import { Skeleton } from "@/shared/ui/skeleton";
import { SourceLine } from "@/shared/ui/source-line";
import { kRows, sidesOf, type Side } from "../movers";
import styles from "./movers.module.css";

const kMeasures = [
  { measure: "yoy(home_value)", name: "Home values" },
  { measure: "yoy(rent)", name: "Rents" },
] as const;
/** Kinds of place in the order they are tried: a publisher may not have all. */
const kTypes: readonly RegionType[] = ["metro", "county", "state"];
const kNoData = "about:blank#no-data";

export default function Movers() {
  return (
    <div className={styles.groups}>
      {kMeasures.map((each) => (
        <Group key={each.measure} {...each} types={kTypes} />
      ))}
    </div>
  );
}

interface GroupProps {
  measure: string;
  name: string;
  types: readonly RegionType[];
}

function Group({ measure, name, types }: GroupProps) {
  const [type, ...others] = types;
  const ask = (order: "desc" | "asc") =>
    type ? address("/api/v1/rankings", { query: { type, metric: measure, order, limit: kRows } }) : null;
  const top = useAnswer(ask("desc"));
  const bottom = useAnswer(ask("asc"));
  if (!type) return null;
  if (top.problem?.type === kNoData) return <Group measure={measure} name={name} types={others} />;
  if (top.problem) return <ProblemNotice problem={top.problem} onRetry={top.retry} />;
  if (!top.data || !bottom.data) {
    return (
      <div className={`panel ${styles.group}`} aria-busy="true">
        {Array.from({ length: kRows + 1 }, (_, i) => (
          <Skeleton key={i} shape="row" />
        ))}
      </div>
    );
  }
  if (top.data.rows.length === 0) return null;
  return <Told measure={measure} name={name} top={top.data} bottom={bottom.data} />;
}

interface ToldProps {
  measure: string;
  name: string;
  top: RankingAnswer;
  bottom: RankingAnswer;
}

function Told({ measure, name, top, bottom }: ToldProps) {
  const { measure: use, type, of, places } = top;
  const span = spanOf([...top.rows, ...bottom.rows].map(({ value }) => value));
  const [up, down] = sidesOf(top.rows, bottom.rows);
  const list = (order: string) => `/rankings?type=${type}&metric=${measure}${order}`;
  return (
    <section className={`panel ${styles.group}`} aria-label={`${name}: where they changed most`} data-testid="movers">
      <h3>
        {name}, {typeNoun(type, 2)}
      </h3>
      <p className="small muted">
        Change in the year to {formatPeriod(use.period)}; {formatCount(of)} of {formatCount(places)}{" "}
        {typeNoun(type, places)} have a value, small ones too. <SourceLine source={use.source} prov={use.prov} />
      </p>
      <div className={styles.sides}>
        <Rows side={up} answer={top} span={span} more={list("")} />
        <Rows side={down} answer={bottom} span={span} more={list("&order=asc")} />
      </div>
    </section>
  );
}

function Rows({ side, answer, span, more }: { side: Side; answer: RankingAnswer; span: Span | null; more: string }) {
  const { measure, type } = answer;
  return (
    <div className={styles.side}>
      <h4>{side.title}</h4>
      <ul>
        {side.rows.map(({ region, label, value }) => (
          <li key={region} data-region={region}>
            <a href={`/region/${region}?metric=${encodeURIComponent(measure.metric)}&transform=yoy`}>{label}</a>
            <Figure
              value={value}
              unit={measure.unit}
              decimals={measure.decimals}
              name={`${measure.name}, change in a year, ${label}`}
              metric={measure.metric}
              period={measure.period}
              prov={measure.prov}
              signed
              testId="mover"
            />
            <Bar value={value} span={span} />
          </li>
        ))}
      </ul>
      <a
        href={more}
        className={styles.more}
        aria-label={`All ${formatCount(answer.of)} ${typeNoun(type, 2)} by ${measure.name}: ${side.title}`}
      >
        All {formatCount(answer.of)}
      </a>
    </div>
  );
}
