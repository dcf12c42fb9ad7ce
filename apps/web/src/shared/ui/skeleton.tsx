import styles from "./skeleton.module.css";

/** Grey shape that holds the room of what is being read. The waiting is announced by the parent. */
export function Skeleton({ shape }: { shape: "line" | "title" | "card" | "chart" | "row" }) {
  return <span aria-hidden="true" className={`${styles.skeleton} ${styles[shape] ?? ""}`} />;
}
