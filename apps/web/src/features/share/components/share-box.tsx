"use client";
// Everything that takes the chart elsewhere. Loaded when it is asked for.

import type { Series } from "@/shared/api/contract";
import { questions, type SeriesQuery } from "@/shared/api/questions";
import { formatDate } from "@/shared/format/period";
import { useAsOf } from "@/shared/state/as-of";
import { atDay } from "@/shared/state/day";
import { useSourceNames } from "@/shared/state/source-names";
import { citation, embedCode, kPreview, noPicture, pictureAddress, type ChartLook } from "../share";
import { CopyText } from "./copy-text";
import styles from "./share-box.module.css";

interface ShareProps {
  /** Path and query of the view, without a day. */
  page: string;
  /** What the chart is of: "Home value, San Francisco". */
  title: string;
  place: string;
  query: SeriesQuery;
  look: ChartLook;
  /** What is shown. */
  series: readonly Series[];
  metricName: (id: string) => string;
}

/** The day the reader's calendar shows. */
const today = (): string => new Date().toLocaleDateString("sv-SE");

export default function ShareBox({ page, title, place, query, look, series, metricName }: ShareProps) {
  const shown = useAsOf();
  const sources = useSourceNames();
  const day = shown ?? today();
  const full = (path: string) => location.origin + path;
  const pinned = full(atDay(page, day));
  const reason = noPicture(series);
  const attributions = [...new Set(series.flatMap(({ prov }) => (prov?.attribution ? [prov.attribution] : [])))];
  const picture = (format: "svg" | "png") =>
    pictureAddress(format, query, look, shown, format === "png" ? kPreview : undefined);
  const plain = { ...query, recessions: false };
  return (
    <div className={styles.share} data-testid="share-box">
      <section>
        <h3>This view</h3>
        <p className="small muted">
          {shown
            ? `As of ${formatDate(shown)}, like this page.`
            : "Follows the data: new releases change what it shows."}
        </p>
        <CopyText text={full(atDay(page, shown))} label="Address of this view" testId="share-address" />
      </section>
      <section>
        <h3>Pinned to {formatDate(day)}</h3>
        <p className="small muted">
          Shows for good what had been released by that day: later releases and revisions change nothing in it. Use it
          where you cite a number.
        </p>
        <CopyText text={pinned} label="Pinned address" testId="share-pinned" />
      </section>
      <section>
        <h3>Download</h3>
        <p className={styles.links}>
          {reason === null ? (
            <>
              <a className="button" href={picture("svg")} download="chart.svg" data-testid="share-svg">
                SVG picture
              </a>
              <a className="button" href={picture("png")} download="chart.png" data-testid="share-png">
                PNG picture
              </a>
            </>
          ) : null}
          <a
            className="button"
            href={atDay(questions.series(plain, "csv"), shown)}
            download="series.csv"
            data-testid="share-csv"
          >
            CSV
          </a>
          <a
            className="button"
            href={atDay(questions.series(plain, "xlsx"), shown)}
            download="series.xlsx"
            data-testid="share-xlsx"
          >
            Excel
          </a>
          <a className="button" href={atDay(questions.series(plain), shown)} data-testid="share-json">
            JSON
          </a>
        </p>
        {reason === null ? (
          <p className="small muted">Pictures hold the lines, scale and recessions, not forecasts and marks.</p>
        ) : (
          <p className="small" data-testid="share-no-picture">
            No picture: {reason}.
          </p>
        )}
      </section>
      {reason === null ? (
        <section>
          <h3>Embed</h3>
          <p className="small muted">For a web page: the pinned picture, with a link back and whose the data are.</p>
          <CopyText
            text={embedCode(full(pictureAddress("svg", query, look, day)), pinned, title, attributions)}
            label="Code to embed the chart"
            testId="share-embed"
          />
        </section>
      ) : null}
      <section>
        <h3>Cite</h3>
        <CopyText
          text={citation(series, { metric: metricName, source: (id) => sources.get(id) ?? id }, place, pinned, day)}
          label="Citation"
          testId="share-citation"
        />
      </section>
    </div>
  );
}
