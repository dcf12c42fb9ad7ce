"use client";
// Ready-made lists, as links.

import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { StepLink } from "@/shared/ui/step-link";
import { kReadyLists, offered, readyListOf, viewOf } from "../ready-lists";
import { printView, type RankingView } from "../view-state";
import styles from "./ready-lists.module.css";

export function ReadyLists({ view }: { view: RankingView }) {
  const { data } = useAnswer(questions.metrics());
  const lists = data ? offered(data.metrics) : kReadyLists.slice(0, 4);
  const current = readyListOf(view);
  return (
    <nav aria-label="Ready-made lists" className={styles.lists} data-testid="ready-lists">
      <ul>
        {lists.map((list) => (
          <li key={list.name}>
            <StepLink to={printView(viewOf(list))} aria-current={current === list ? "true" : undefined}>
              {list.name}
            </StepLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
