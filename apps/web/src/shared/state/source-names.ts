"use client";
// Source ids to the names publishers use. One read serves the whole page.

import { useMemo } from "react";
import { questions } from "../api/questions";
import { useAnswer } from "../api/use-answer";

export function useSourceNames(): ReadonlyMap<string, string> {
  const { data } = useAnswer(questions.sources());
  return useMemo(() => new Map((data?.sources ?? []).map(({ id, name }) => [id, name])), [data]);
}
