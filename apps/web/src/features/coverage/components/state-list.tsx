"use client";
// Every state in a list: a way in for readers who do not want to type.

import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import styles from "./state-list.module.css";

const kMaxStates = 60;

export function StateList() {
  const { data } = useAnswer(questions.regions({ type: "state", limit: kMaxStates }));
  const states = [...(data?.regions ?? [])].sort((a, b) => a.label.localeCompare(b.label));
  if (states.length === 0) return null;
  return (
    <section aria-labelledby="states-title">
      <div className="section-head">
        <h2 id="states-title">Browse by state</h2>
      </div>
      <ul className={styles.states}>
        {states.map(({ id, label }) => (
          <li key={id}>
            <a href={`/region/${id}`}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
