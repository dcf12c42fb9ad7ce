"use client";
// The list as a file: whole where the API gives it at once, else the part this page is in.

import { address } from "@/shared/api/address";
import { formatCount } from "@/shared/format/number";
import { useDated } from "@/shared/state/as-of";
import type { RankingView } from "../view-state";
import { levelOf, questionOf } from "./ranking";
import styles from "./pager.module.css";

/** Rows of one file, as the API has it. */
const kMaxRows = 1000;
const kFormats = ["csv", "xlsx"] as const;

type Format = (typeof kFormats)[number];

function fileOf(view: RankingView, offset: number | undefined, format: Format): string {
  const part = { limit: kMaxRows, offset, format };
  return view.list === "ranking"
    ? address("/api/v1/rankings", { query: { ...questionOf(view), ...part } })
    : address("/api/v1/temperature", { query: { ...levelOf(view), ...part } });
}

export function Downloads({ view, of }: { view: RankingView; of: number }) {
  const dated = useDated();
  const offset = Math.floor(view.offset / kMaxRows) * kMaxRows;
  const last = Math.min(of, offset + kMaxRows);
  const part =
    of <= kMaxRows ? `all ${formatCount(of)} rows` : `rows ${formatCount(offset + 1)} to ${formatCount(last)}`;
  return (
    <div className={styles.downloads} role="group" aria-label="Downloads">
      {kFormats.map((format) => (
        <a
          key={format}
          className="button"
          href={dated(fileOf(view, offset > 0 ? offset : undefined, format))}
          download={`${view.list === "ranking" ? "ranking" : "temperature"}-${view.type}.${format}`}
          data-testid={`ranking-${format}`}
        >
          Download {format === "csv" ? "CSV" : "Excel"}
        </a>
      ))}
      <span className="small muted">{part}, with the imports they come from</span>
    </div>
  );
}
