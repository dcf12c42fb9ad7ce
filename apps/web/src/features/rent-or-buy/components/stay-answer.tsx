"use client";
// The answer of a stay: both costs, the break-evens, the chart, the buyer's sums, how things grew here before.

import type { RentOrBuyAnswer, SaidOrPublished } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { Figure } from "@/shared/ui/figure";
import { SourceLine } from "@/shared/ui/source-line";
import { differenceText, growthText, percent, rentWords, stayWords, usd } from "../words";
import { PathChart } from "./path-chart";
import styles from "./rent-or-buy.module.css";

interface Props {
  answer: RentOrBuyAnswer;
  onHorizon: (years: number) => void;
}

export function StayAnswer({ answer, onHorizon }: Props) {
  const { terms, buying, renting, advantage } = answer;
  const years = terms.horizon === 1 ? "1 year" : `${terms.horizon} years`;
  const sums: [string, number | null][] = [
    ["Down payment", buying.down],
    ["Borrowed", buying.loan],
    ["Mortgage, tax and insurance, the first month", buying.payment.total],
    [`The home’s value after ${years}`, buying.home_value],
    ["Still owed then", buying.balance],
    ["Left after selling", buying.sale_proceeds],
  ];
  return (
    <>
      <p className={styles.words} data-testid="stay-words">
        Over a stay of {years}, buying costs{" "}
        <strong>
          <data value={buying.cost ?? ""} data-testid="cost-buying">
            {usd(buying.cost)}
          </data>
        </strong>{" "}
        and renting{" "}
        <strong>
          <data value={renting.cost ?? ""} data-testid="cost-renting">
            {usd(renting.cost)}
          </data>
        </strong>
        , in money of the first day: if all that is assumed came true,{" "}
        <data value={advantage ?? ""} data-testid="advantage">
          {advantage === null ? "which costs less is not known" : differenceText(advantage)}
        </data>
        .
      </p>
      <div>
        <h3 className={styles.subhead}>What it hangs on</h3>
        <ul className={styles.hangs}>
          <li data-testid="break-even-growth">
            {growthText(answer)} Assumed: {percent(terms.appreciation)}.
          </li>
          <li data-testid="break-even-stay">{stayWords(answer)}</li>
          <li data-testid="break-even-rent">
            {rentWords(answer)} Used: {usd(answer.rent.value)}.
          </li>
        </ul>
      </div>
      <PathChart path={answer.path} horizon={terms.horizon} onHorizon={onHorizon} />
      <PastGrowth answer={answer} />
      <div>
        <h3 className={styles.subhead}>The buyer’s sums</h3>
        <dl className={styles.sums}>
          {sums.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <data value={value ?? ""}>{usd(value)}</data>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <ul className={styles.sources}>
        <Source name="Price" of={answer.price} id="price" />
        <Source name="Rent a month" of={answer.rent} id="rent" />
        <Source name="Mortgage rate" of={answer.rate} id="rate" />
        <li>
          How it is computed: <a href="/methods#rent-or-buy">rent or buy</a>
        </li>
      </ul>
    </>
  );
}

function Source({ name, of, id }: { name: string; of: SaidOrPublished; id: string }) {
  const { input } = of;
  if (!input)
    return (
      <li>
        {name}: {id === "rate" ? `${of.value}%` : usd(of.value)}, as you said
      </li>
    );
  return (
    <li>
      {input.name}, {formatPeriod(input.period)}:{" "}
      <Figure
        value={input.value}
        unit={input.unit}
        decimals={input.decimals}
        name={input.name}
        metric={input.metric}
        period={input.period}
        prov={input.prov}
        testId={`stay-${id}`}
      />{" "}
      <SourceLine source={input.source} prov={input.prov} />
    </li>
  );
}

function PastGrowth({ answer }: { answer: RentOrBuyAnswer }) {
  const { price, rent } = answer.past_growth;
  const spans = [...new Set([...price, ...rent].map(({ years }) => years))].sort((a, b) => a - b);
  if (spans.length === 0) return <p className="small muted">No past growth of this place is known here.</p>;
  const cell = (of: typeof price, years: number) => {
    const found = of.find((growth) => growth.years === years)?.percent ?? null;
    return found === null ? "–" : percent(found);
  };
  return (
    <div>
      <h3 className={styles.subhead}>How it grew here before, a year; no forecast</h3>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label="Past growth">
        <table className={styles.table} data-testid="past-growth">
          <caption className="visually-hidden">Growth of value and rent a year</caption>
          <thead>
            <tr>
              <th scope="col">Over</th>
              {spans.map((years) => (
                <th key={years} scope="col">
                  {years === 1 ? "1 year" : `${years} years`}
                </th>
              ))}
              <th scope="col">Assumed</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Value</th>
              {spans.map((years) => (
                <td key={years}>{cell(price, years)}</td>
              ))}
              <td className={styles.assumed}>{percent(answer.terms.appreciation)}</td>
            </tr>
            <tr>
              <th scope="row">Rent</th>
              {spans.map((years) => (
                <td key={years}>{cell(rent, years)}</td>
              ))}
              <td className={styles.assumed}>{percent(answer.terms.rent_growth)}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </div>
  );
}
