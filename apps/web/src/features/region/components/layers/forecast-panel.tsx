// A forecast in words and numbers, and its record beside the simple methods it must be compared with.

import type { ForecastAnswer } from "@/shared/api/contract";
import type { Answer } from "@/shared/api/use-answer";
import { formatCount, formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import { SourceLine } from "@/shared/ui/source-line";
import table from "@/shared/ui/scroll-table.module.css";
import { askedOf } from "../../layers/fan";
import { ahead, methodName, percent, recordSentences, withheldBands } from "../../layers/record";
import { Notes, Panel } from "./panel";
import styles from "./panel.module.css";

interface Props {
  /** null: the values are not shown as published. */
  answer: Answer<ForecastAnswer> | null;
  /** Whether the chart's window ends before it. */
  outside: boolean;
}

export function ForecastPanel({ answer, outside }: Props) {
  return (
    <Panel
      title="Forecast"
      testId="forecast-panel"
      answer={answer}
      instead={<p>The forecast is one of the values as published: choose Level, as published, to see it.</p>}
    >
      {(data) => (data.withheld ? <Withheld data={data} /> : <Told data={data} outside={outside} />)}
    </Panel>
  );
}

function Withheld({ data }: { data: ForecastAnswer }) {
  return (
    <>
      <p data-testid="forecast-withheld">
        There is no forecast of {data.name.toLowerCase()} here: {data.withheld}
      </p>
      <Notes notes={data.notes} />
    </>
  );
}

function Told({ data, outside }: { data: ForecastAnswer; outside: boolean }) {
  const asked = askedOf(data);
  const end = data.periods.at(-1);
  const value = asked?.values.at(-1);
  const not = withheldBands(data);
  return (
    <>
      <p>
        {data.name}, {formatPeriod(data.last.period)}: {formatValue(data.last.value, data.unit, data.decimals)}.
        Forecast for {formatPeriod(end ?? "")}:{" "}
        <strong data-testid="forecast-end">{formatValue(value, data.unit, data.decimals)}</strong>. Made here of{" "}
        {formatCount(data.observations.count)} values from {formatPeriod(data.observations.from)} on; the publisher has
        no part in it. {asked?.description}
      </p>
      {outside ? <p className="small">The chart’s window ends before the forecast begins.</p> : null}
      <p className={styles.lead} data-testid="forecast-record">
        {recordSentences(data).join(" ") || "No forecast of the past could be scored."}
      </p>
      {not.map((each) => (
        <p key={each} className="small" data-testid="forecast-withheld">
          Not shown: {each}
        </p>
      ))}
      <details className={styles.details}>
        <summary>How it did beside simpler methods</summary>
        <Record data={data} />
      </details>
      <details className={styles.details}>
        <summary>The forecast as numbers</summary>
        <Numbers data={data} />
      </details>
      <Notes notes={data.notes} />
      <p>
        <SourceLine source={data.source} prov={data.prov} />
      </p>
    </>
  );
}

function Record({ data }: { data: ForecastAnswer }) {
  const levels = askedOf(data)?.scores.levels.map(({ level }) => level) ?? [];
  return (
    <div className={table.frame} tabIndex={0} role="group" aria-label="Scores of the methods">
      <table className={table.table} data-testid="forecast-scores">
        <caption className="visually-hidden">How methods of forecasting did in the past of this series</caption>
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col" className={table.number} title="sMAPE: mean of the misses in percent, over all horizons">
              Mean miss
            </th>
            <th scope="col" className={table.number} title="mean miss, as a multiple of a year’s usual change">
              MASE
            </th>
            <th scope="col" className={table.number} title="below 1: better than the naive method of the season">
              OWA
            </th>
            {levels.map((level) => (
              <th key={level} scope="col" className={table.number} title="share of outcomes inside its bands">
                {level}% bands held
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...data.methods]
            .sort((a, b) => Number(b.asked) - Number(a.asked) || (a.scores.smape ?? 0) - (b.scores.smape ?? 0))
            .map((m) => (
              <tr key={m.method} className={m.asked ? styles.asked : undefined} data-method={m.method}>
                <th scope="row">
                  {methodName(m)}
                  <span className={styles.what}>{m.description}</span>
                </th>
                <td className={table.number}>
                  <data value={m.scores.smape ?? ""}>{percent(m.scores.smape, 2)}</data>
                </td>
                <td className={table.number}>{m.scores.mase?.toFixed(2) ?? "–"}</td>
                <td className={table.number}>{m.scores.owa?.toFixed(2) ?? "–"}</td>
                {levels.map((level) => {
                  const held = m.scores.levels.find((each) => each.level === level)?.coverage ?? null;
                  return (
                    <td key={level} className={table.number}>
                      <data value={held ?? ""}>{percent(held === null ? null : 100 * held)}</data>
                    </td>
                  );
                })}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function Numbers({ data }: { data: ForecastAnswer }) {
  const asked = askedOf(data);
  const bands = asked?.intervals ?? [];
  const print = (value: number | null | undefined) => formatValue(value, data.unit, data.decimals);
  return (
    <div className={table.frame} tabIndex={0} role="group" aria-label="The forecast">
      <table className={table.table} data-testid="forecast-table">
        <caption className="visually-hidden">
          Forecast with its bands, {ahead(data.horizon, data.frequency)} ahead
        </caption>
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col" className={table.number}>
              Forecast
            </th>
            {bands.map(({ level }) => (
              <th key={level} scope="col" className={table.number}>
                {level}% band
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.periods.map((period, i) => (
            <tr key={period} data-period={period}>
              <th scope="row">{formatPeriod(period)}</th>
              <td className={table.number}>
                <data value={asked?.values[i] ?? ""}>{print(asked?.values[i])}</data>
              </td>
              {bands.map(({ level, lower, upper }) => (
                <td key={level} className={table.number}>
                  {lower[i] == null || upper[i] == null ? (
                    <span className="muted">withheld</span>
                  ) : (
                    <>
                      <data value={lower[i]}>{print(lower[i])}</data> – <data value={upper[i]}>{print(upper[i])}</data>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
