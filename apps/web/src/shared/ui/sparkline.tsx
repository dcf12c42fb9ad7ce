// A line without axes. Gaps stay gaps: the path is lifted over null, never drawn through it.

import { sparkPath } from "./spark-path";
import styles from "./sparkline.module.css";

const kWidth = 260;
const kHeight = 56;

export function Sparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const { line, end } = sparkPath(values, kWidth, kHeight);
  return (
    <svg
      className={styles.spark}
      viewBox={`0 0 ${kWidth} ${kHeight}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path d={line} vectorEffect="non-scaling-stroke" />
      {end ? <path className={styles.end} d={`M${end.x} ${end.y}h0`} vectorEffect="non-scaling-stroke" /> : null}
    </svg>
  );
}
