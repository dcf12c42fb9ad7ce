// Said when lines of very different size share an axis: the small ones show nothing of their own movement.

import type { Line } from "@/features/trend-chart";
import type { ViewState } from "../view-state";
import styles from "./trend-section.module.css";

const kNamed = 3;

interface Props {
  flat: readonly Line[];
  change: (part: Partial<ViewState>) => void;
}

export function FlatNotice({ flat, change }: Props) {
  const names = flat.slice(0, kNamed).map(({ label }) => label);
  const more = flat.length - names.length;
  return (
    <p className={styles.flat} role="note" data-testid="flat-notice">
      <span>
        {names.join("; ")}
        {more > 0 ? ` and ${more} more` : ""} can hardly be seen beside lines of another size or unit.
      </span>
      <button type="button" className="button" data-testid="flat-separate" onClick={() => change({ separate: true })}>
        Separate charts
      </button>
      <button
        type="button"
        className="button"
        data-testid="flat-index"
        onClick={() => change({ transform: "index", log: false })}
      >
        Index: all begin at 100
      </button>
    </p>
  );
}
