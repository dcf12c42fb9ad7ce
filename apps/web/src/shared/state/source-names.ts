"use client";
// Source ids to the names publishers use. One read serves the whole page.

import { useMemo } from "react";
import { paths } from "../api/client";
import type { SourcesAnswer } from "../api/types";
import { useAnswer } from "../api/use-answer";

export function useSourceNames(): ReadonlyMap<string, string> {
  const { data } = useAnswer<SourcesAnswer>(paths.sources());
  return useMemo(() => new Map((data?.sources ?? []).map(({ id, name }) => [id, name])), [data]);
}
