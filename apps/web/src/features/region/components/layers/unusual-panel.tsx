// Values that do not fit their own trend and season. What a publisher restated is never told as an event of the market.

import { useState } from "react";
import type { AnomaliesAnswer } from "@/shared/api/contract";
import type { Answer } from "@/shared/api/use-answer";
import { formatCount, formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import table from "@/shared/ui/scroll-table.module.css";
import { Notes, Panel } from "./panel";

const kFirstRows = 12;

export function UnusualPanel({ answer }: { answer: Answer<AnomaliesAnswer> }) {
  return (
    <Panel title="Unusual values" testId="unusual-panel" answer={answer}>
      {(data) => <Told data={data} />}
    </Panel>
  );
}

function Told({ data }: { data: AnomaliesAnswer }) {
  const [all, setAll] = useState(false);
  const unusual = data.anomalies.filter((each) => each.class === "unusual").length;
  const restated = data.anomalies.length - unusual;
  // What happened first; what the publisher did after.
  const rows = [...data.anomalies].sort(
    (a, b) => Number(a.class === "restated") - Number(b.class === "restated") || Math.abs(b.z) - Math.abs(a.z),
  );
  const shown = all ? rows : rows.slice(0, kFirstRows);
  const print = (value: number) => formatValue(value, data.unit, data.decimals);
  return (
    <>
      <p data-testid="unusual-told">
        Of {formatCount(data.of)} values {formatCount(unusual)} {unusual === 1 ? "does" : "do"} not fit trend and
        season.
        {restated > 0
          ? ` ${formatCount(restated)} more were restated by the publisher, which says nothing of the market.`
          : ""}
      </p>
      {rows.length > 0 ? (
        <div className={table.frame} tabIndex={0} role="group" aria-label="Unusual values">
          <table className={table.table} data-testid="unusual-table">
            <caption className="visually-hidden">Unusual values, those furthest from what was expected first</caption>
            <thead>
              <tr>
                <th scope="col">Period</th>
                <th scope="col" className={table.number}>
                  Value
                </th>
                <th scope="col" className={table.number} title="trend and season">
                  Expected
                </th>
                <th scope="col" className={table.number} title="robust z-score of what is left">
                  z
                </th>
                <th scope="col">What it is</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((each) => (
                <tr key={each.period} data-period={each.period}>
                  <th scope="row">{formatPeriod(each.period)}</th>
                  <td className={table.number}>
                    <data value={each.value}>{print(each.value)}</data>
                  </td>
                  <td className={table.number}>{print(each.expected)}</td>
                  <td className={table.number}>{each.z.toFixed(1).replace("-", "−")}</td>
                  <td>
                    {each.class === "unusual"
                      ? "unusual"
                      : "restated by the publisher" +
                        (each.first_said === undefined ? "" : `, who first said ${print(each.first_said)}`)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {shown.length < rows.length ? (
        <p>
          <button type="button" className="button" onClick={() => setAll(true)}>
            Show all {formatCount(rows.length)}
          </button>
        </p>
      ) : null}
      <Notes notes={[`Scores beyond ${data.threshold} either way; ${data.method}.`, ...data.notes]} />
    </>
  );
}
