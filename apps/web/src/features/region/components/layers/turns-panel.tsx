// Peaks and troughs of the trend, where it stands, and whether it rises at all.

import type { TurningPointsAnswer } from "@/shared/api/contract";
import type { Answer } from "@/shared/api/use-answer";
import { formatChange, formatCount, formatValue } from "@/shared/format/number";
import { formatPeriod } from "@/shared/format/period";
import table from "@/shared/ui/scroll-table.module.css";
import { Notes, Panel } from "./panel";
import styles from "./panel.module.css";

export function TurnsPanel({ answer }: { answer: Answer<TurningPointsAnswer> }) {
  return (
    <Panel title="Turning points" testId="turns-panel" answer={answer}>
      {(data) => <Told data={data} />}
    </Panel>
  );
}

function nowSentence({ now, turning_points, change_unit }: TurningPointsAnswer): string {
  const last = turning_points.at(-1);
  if (!now || !now.phase || !last) return "The trend has no turning point.";
  const by = now.change === null ? "" : ` by ${formatChange(now.change, 1, change_unit)}`;
  const since = `The trend has been ${now.phase} since its ${last.kind} in ${formatPeriod(last.period)}`;
  return `${since}${by === "" ? "" : `,${by}`} up to ${formatPeriod(now.period)}.`;
}

function testSentence({ test, unit, decimals }: TurningPointsAnswer): string | null {
  if (!test) return null;
  const span = `From ${formatPeriod(test.from)} to ${formatPeriod(test.to)}`;
  if (test.direction === "none")
    return `${span} no trend can be told from chance (Mann-Kendall, p ${test.p.toFixed(2)}).`;
  const each = (value: number) => formatValue(value, unit, decimals);
  return (
    `${span} it was ${test.direction}: the median slope is ${each(test.slope_per_year)} a year ` +
    `(95%: ${each(test.slope_lower)} to ${each(test.slope_upper)}; Mann-Kendall, ${formatCount(test.of)} values).`
  );
}

function Told({ data }: { data: TurningPointsAnswer }) {
  const test = testSentence(data);
  return (
    <>
      <p data-testid="turns-now">{nowSentence(data)}</p>
      {test ? <p className={styles.lead}>{test}</p> : null}
      {data.turning_points.length > 0 ? (
        <div className={table.frame} tabIndex={0} role="group" aria-label="Turning points">
          <table className={table.table} data-testid="turns-table">
            <caption className="visually-hidden">Turning points of the trend</caption>
            <thead>
              <tr>
                <th scope="col">Period</th>
                <th scope="col">Kind</th>
                <th scope="col" className={table.number}>
                  Trend
                </th>
                <th scope="col" className={table.number}>
                  Since the one before
                </th>
              </tr>
            </thead>
            <tbody>
              {[...data.turning_points].reverse().map(({ period, kind, trend, change }) => (
                <tr key={period} data-period={period}>
                  <th scope="row">{formatPeriod(period)}</th>
                  <td>{kind}</td>
                  <td className={table.number}>
                    <data value={trend}>{formatValue(trend, data.unit, data.decimals)}</data>
                  </td>
                  <td className={table.number}>{formatChange(change, 1, data.change_unit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <Notes notes={[`Found in the trend by ${data.method}, with the rules of Bry and Boschan.`, ...data.notes]} />
    </>
  );
}
