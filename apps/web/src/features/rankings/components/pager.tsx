// From page to page of a list, and which rows these are.

import { formatCount } from "@/shared/format/number";
import { StepLink } from "@/shared/ui/step-link";
import { kPageRows, printView, type RankingView } from "../view-state";
import styles from "./pager.module.css";

interface Props {
  view: RankingView;
  /** Rows of this page. */
  shown: number;
  of: number;
  /** Where a new page begins to be read. */
  headingId: string;
}

export function Pager({ view, shown, of, headingId }: Props) {
  const { offset } = view;
  const before = offset > 0 ? Math.max(0, offset - kPageRows) : null;
  const after = offset + shown < of ? offset + kPageRows : null;
  function toTop(): void {
    const heading = document.getElementById(headingId);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }
  return (
    <nav aria-label="Pages of the list" className={styles.pager}>
      {before !== null ? (
        <StepLink
          className="button"
          to={printView({ ...view, offset: before })}
          onStep={toTop}
          data-testid="page-before"
        >
          ← Before
        </StepLink>
      ) : null}
      <span role="status" className={styles.where} data-testid="page-rows">
        Rows {formatCount(offset + 1)} to {formatCount(offset + shown)} of {formatCount(of)}
      </span>
      {after !== null ? (
        <StepLink className="button" to={printView({ ...view, offset: after })} onStep={toTop} data-testid="page-after">
          Next →
        </StepLink>
      ) : null}
    </nav>
  );
}
