"use client";

import { address } from "@/shared/api/address";
import { useMine } from "@/shared/session/use-mine";
import { addressOf, lastOnes } from "../recent";
import styles from "./search-history.module.css";

export default function History() {
  const { data } = useMine(address("/api/v1/me/searches"));
  const last = lastOnes(data?.searches ?? []);
  if (last.length === 0) return null;
  return (
    <nav aria-label="Your last searches" className={styles.history} data-testid="search-history">
      <span className="muted">Your last searches</span>
      <ul>
        {last.map((search) => (
          <li key={addressOf(search)}>
            <a href={addressOf(search)}>{search.text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
