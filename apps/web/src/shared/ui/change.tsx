// A change in percent or percentage points. Direction is told by sign and arrow, colour only repeats it.

import type { Change as ChangeOf } from "../api/contract";
import { formatChange, kMissing } from "../format/number";
import styles from "./change.module.css";

const kPointDecimals = 2;

interface Props {
  change: number | null;
  unit: ChangeOf["unit"];
  /** How it was made, where the page knows. */
  formula?: string;
}

export function Change({ change, unit, formula }: Props) {
  const points = unit === "points";
  const text = points ? formatChange(change, kPointDecimals, unit) : formatChange(change);
  if (change === null || text === kMissing)
    return (
      <span className="muted" title="unknown">
        {kMissing}
      </span>
    );
  const direction = text.startsWith("+") ? "up" : /^\d/.test(text) ? "flat" : "down";
  return (
    <data value={change} className={styles[direction]} title={formula ?? (points ? "percentage points" : undefined)}>
      <span aria-hidden="true" className={styles.arrow}>
        {{ up: "▲", down: "▼", flat: "" }[direction]}
      </span>
      {text}
    </data>
  );
}
