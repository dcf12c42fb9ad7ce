// A chosen place that can be taken out again: its name leads to its page.

import type { ReactNode } from "react";
import styles from "./place-chip.module.css";

interface Props {
  id: string;
  name: string;
  /** What taking it out means: "Remove Boston". */
  removing: string;
  onRemove: () => void;
  /** Its name is still read; what stands below waits. */
  pending?: boolean;
  className?: string;
  testId?: string;
  removeTestId: string;
  /** Before the name: the colour of its line. */
  children?: ReactNode;
}

export function PlaceChip({ id, name, removing, onRemove, pending, className, testId, removeTestId, children }: Props) {
  return (
    <span
      className={className ? `${styles.place} ${className}` : styles.place}
      data-unsized={pending || undefined}
      data-testid={testId}
      data-region={id}
    >
      {children}
      <a href={`/region/${id}`} title={name}>
        {name}
      </a>
      <button type="button" aria-label={removing} data-testid={removeTestId} onClick={onRemove}>
        ×
      </button>
    </span>
  );
}
