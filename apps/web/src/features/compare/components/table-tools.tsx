"use client";
// Below the table: differences, another row, downloads, the link to pass on.

import { useState } from "react";
import { MeasurePicker } from "@/features/measures";
import type { ComparisonAnswer } from "@/shared/api/contract";
import { useDated } from "@/shared/state/as-of";
import { CopyButton } from "@/shared/ui/copy-button";
import { comparisonOf } from "../ask";
import { kMaxMeasures, type CompareView } from "../view-state";
import styles from "./table-tools.module.css";

interface Props {
  view: CompareView;
  answer: ComparisonAnswer;
  change: (part: Partial<CompareView>) => void;
}

export function TableTools({ view, answer, change }: Props) {
  const dated = useDated();
  const [measure, setMeasure] = useState("yoy(rent)");
  const rows = answer.rows.map((row) => row.measure);
  const shown = view.measures.length > 0 ? view.measures : rows;
  const there = shown.includes(measure);
  const why = there ? "In the table" : shown.length >= kMaxMeasures ? "The table is full" : null;
  return (
    <div className={styles.tools}>
      <form
        className={styles.add}
        aria-label="Another row"
        onSubmit={(event) => {
          event.preventDefault();
          if (why === null) change({ measures: [...shown, measure] });
        }}
      >
        <MeasurePicker
          type={answer.regions[0]?.type ?? "metro"}
          value={measure}
          label="Another measure"
          testId="compare-measure"
          onChange={setMeasure}
        />
        <button type="submit" className="button" aria-disabled={why !== null} data-testid="compare-add-row">
          {why ?? "Add as a row"}
        </button>
        {view.measures.length > 0 ? (
          <button type="button" className="button" data-testid="compare-usual" onClick={() => change({ measures: [] })}>
            The usual measures
          </button>
        ) : null}
      </form>
      {answer.regions.length > 1 ? (
        <label className={styles.versus}>
          <input
            type="checkbox"
            checked={view.versus}
            data-testid="compare-vs"
            onChange={(event) => change({ versus: event.target.checked })}
          />
          Differences from {answer.regions[0]?.label}
        </label>
      ) : null}
      <div className={styles.row}>
        <a
          className="button"
          href={dated(comparisonOf(view, "csv"))}
          download="comparison.csv"
          data-testid="compare-csv"
        >
          Download CSV
        </a>
        <a
          className="button"
          href={dated(comparisonOf(view, "xlsx"))}
          download="comparison.xlsx"
          data-testid="compare-xlsx"
        >
          Download Excel
        </a>
        <CopyButton
          text={() => location.href}
          done="Copied. The link opens this view as it is."
          instead="copy the address from the bar of the browser"
          testId="compare-link"
        >
          Copy link
        </CopyButton>
      </div>
      <p className="small muted">
        A rank is among all places of the same kind; 1 is the highest value. “Above 94% of its own past” is the share of
        the place’s own earlier values that lay below. ± is the survey’s margin of error (90%); differences that lie
        within the margins are not shown.
      </p>
    </div>
  );
}
