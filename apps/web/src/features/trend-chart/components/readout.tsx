// The legend and the values at the moment pointed at, or the newest. A forecast is called one.

import { formatPeriod } from "@/shared/format/period";
import { lastKnown, pointAt, type Line, type Point } from "../lines";
import { wordsAt, type Overlay } from "../overlay";
import { printValue } from "../print";
import { looks } from "../scales";
import styles from "./trend-chart.module.css";

interface Props {
  lines: readonly Line[];
  /** null: each line has an axis of its own. */
  scales: ReadonlyMap<string, 0 | 1> | null;
  overlay: Overlay;
  /** null: nothing is pointed at, the newest values are shown. */
  time: number | null;
}

/** The band told beside a forecast. */
const kToldLevel = 80;

function bandText(lines: readonly Line[], forecast: Line, time: number): string | null {
  const end = (role: "lower" | "upper") =>
    lines.find(
      (l) => l.role === role && l.level === kToldLevel && l.metric === forecast.metric && l.region === forecast.region,
    );
  const [lower, upper] = [end("lower"), end("upper")];
  const least = lower ? (pointAt(lower, time)?.value ?? null) : null;
  const most = upper ? (pointAt(upper, time)?.value ?? null) : null;
  return least === null || most === null
    ? null
    : `${kToldLevel}%: ${printValue(forecast, least)} to ${printValue(forecast, most)}`;
}

export function Readout({ lines, scales, overlay, time }: Props) {
  const style = looks(lines);
  const keys = lines.flatMap((line, i) => (line.role === "lower" || line.role === "upper" ? [] : [{ line, i }]));
  const points = keys.map(({ line }) => (time === null ? lastKnown(line) : pointAt(line, time)));
  // Where a forecast is tied to the last value there is a point without a period: that is nothing forecast.
  const told = points.map((point): Point | null => (point?.period ? point : null));
  const periods = [...new Set(told.flatMap((p) => (p?.period ? [p.period] : [])))];
  const oneDate = periods.length === 1;
  const words = time === null ? [] : wordsAt(overlay, time);
  return (
    <div className={styles.readout} data-testid="chart-readout" aria-live="polite" aria-atomic="true">
      <p className={styles.when}>
        {oneDate
          ? formatPeriod(periods[0] ?? "")
          : time === null
            ? "Newest"
            : periods.map(formatPeriod).join(" · ") || "No value here"}
        {words.length > 0 ? <span className={styles.words}> · {words.join(" · ")}</span> : null}
      </p>
      <ul className={styles.keys}>
        {keys.map(({ line, i }, k) => {
          const point = told[k] ?? null;
          const { colour, dash } = style[i] ?? { colour: 1, dash: [] };
          const pattern = line.role === "forecast" ? "3 4" : line.role === "said" ? "6 3" : dash.join(" ");
          const band = line.role === "forecast" && point ? bandText(lines, line, point.time) : null;
          return (
            <li key={line.key} className={styles.key} data-role={line.role}>
              <svg
                viewBox="0 0 26 4"
                className={styles.swatch}
                data-colour={line.role === "said" ? "said" : colour}
                aria-hidden="true"
              >
                <path d="M1 2h24" strokeDasharray={pattern} />
              </svg>
              <span className={styles.label}>
                {line.label}
                {scales?.get(line.metric) === 1 ? <span className="muted"> (right axis)</span> : null}
                {scales && !scales.has(line.metric) ? <span className="muted"> (not drawn: a third unit)</span> : null}
              </span>
              <span className={styles.value}>
                {printValue(line, point?.value ?? null)}
                {!oneDate && time === null && point?.period ? (
                  <span className={styles.each}> {formatPeriod(point.period)}</span>
                ) : null}
                {band ? <span className={styles.each}> ({band})</span> : null}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
