// What changed from one release to the next, for the whole metric and for this place.

import type { RevisionsAnswer } from "@/shared/api/contract";
import type { Answer } from "@/shared/api/use-answer";
import { formatCount } from "@/shared/format/number";
import { formatDate, formatPeriod } from "@/shared/format/period";
import table from "@/shared/ui/scroll-table.module.css";
import { earlierReleases } from "../../layers/said";
import { Notes, Panel } from "./panel";

const kKinds: Record<RevisionsAnswer["steps"][number]["kind"], string> = {
  unchanged: "nothing changed",
  "late-correction": "late corrections",
  restatement: "history computed anew",
};

/** null: the values are not shown as published. */
export function RevisionsPanel({ answer }: { answer: Answer<RevisionsAnswer> | null }) {
  return (
    <Panel
      title="Revisions"
      testId="revisions-panel"
      answer={answer}
      instead={<p>Releases speak of the values as published: choose Level, as published, to see what they said.</p>}
    >
      {(data) => <Told data={data} />}
    </Panel>
  );
}

function Told({ data }: { data: RevisionsAnswer }) {
  const { steps, history, unit } = data;
  const earlier = earlierReleases(data);
  const size = (n: number) => `${n.toFixed(2)}${unit === "points" ? " pts" : "%"}`;
  return (
    <>
      <p data-testid="revisions-told">
        {history.length === 0
          ? "No period of this place was revised between the releases here."
          : `${formatCount(history.length)} ${history.length === 1 ? "period was" : "periods were"} revised here. ` +
            `The dashed lines are what was said in the ${earlier.length === 1 ? "release" : "releases"} of ` +
            `${earlier.map(({ release }) => formatDate(release)).join(", ")}.`}
      </p>
      {steps.length > 0 ? (
        <div className={table.frame} tabIndex={0} role="group" aria-label="From release to release">
          <table className={table.table} data-testid="revision-steps">
            <caption className="visually-hidden">What changed from release to release</caption>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">What happened</th>
                <th scope="col" className={table.number}>
                  Values changed, all places
                </th>
                <th scope="col" className={table.number} title="of the absolute revisions of all values compared">
                  Median change
                </th>
                <th scope="col">Largest</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={`${step.from.id} ${step.to.id}`} title={step.dataset}>
                  <td className={table.short}>{formatDate(step.from.release)}</td>
                  <td className={table.short}>{formatDate(step.to.release)}</td>
                  <td>{kKinds[step.kind]}</td>
                  <td className={table.number}>
                    <data value={step.revised}>{formatCount(step.revised)}</data> of {formatCount(step.compared)}
                  </td>
                  <td className={table.number}>{size(step.median_absolute)}</td>
                  <td className={table.short}>
                    {step.largest ? (
                      <>
                        {size(step.largest.absolute)},{" "}
                        <a href={`/region/${step.largest.region}`}>{step.largest.region}</a>,{" "}
                        {formatPeriod(step.largest.period)}
                      </>
                    ) : (
                      "–"
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <Notes notes={data.notes} />
    </>
  );
}
