// What a reader should know of the chart: the server's notes, changed boundaries, what the chosen way of looking means,
// and layers that have nothing to show.

import type { RegionProfile, SeriesAnswer } from "@/shared/api/contract";
import { formatPeriod } from "@/shared/format/period";
import { codeOf, kMore } from "../transforms";
import type { ViewState } from "../view-state";

interface Props {
  region: RegionProfile;
  view: ViewState;
  answer: SeriesAnswer;
  /** Why the axis is not logarithmic although that was asked. */
  noLog: string | undefined;
}

export function ChartNotes({ region, view, answer, noLog }: Props) {
  const way = kMore.find((each) => codeOf(each) === codeOf(view));
  const notes: string[] = [];
  if (way) notes.push(`${way.name}: ${way.meaning}.`);
  if (answer.deflator) {
    const { metric, newest } = answer.deflator;
    notes.push(`In dollars of ${formatPeriod(newest)}, deflated with ${metric}; later months have no price index yet.`);
  }
  if (view.layers.includes("recessions")) {
    notes.push(
      (answer.recessions ?? []).length > 0
        ? "Grey bands: US recessions as the NBER dates them, from the month after the peak through the trough."
        : "No recession of the United States is known in this window.",
    );
  }
  if (noLog) notes.push(`${noLog}: the axis stays linear.`);
  const all = [...notes, ...answer.notes];
  return (
    <>
      {region.breaks.map(({ from, note }) => (
        <p key={from} className="small" data-testid="boundary-break">
          <strong>Boundaries changed, {formatPeriod(from)}</strong> (dotted line): {note}
        </p>
      ))}
      {all.length > 0 ? (
        <div data-testid="chart-notes">
          {all.map((note) => (
            <p key={note} className="small muted">
              {note}
            </p>
          ))}
        </div>
      ) : null}
    </>
  );
}
