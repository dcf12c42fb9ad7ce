"use client";
// Places that match what is being typed: waits for a pause, drops answers that come too late.

import { useEffect, useState } from "react";
import { ApiError, read } from "@/shared/api/client";
import { questions } from "@/shared/api/questions";
import type { Problem, RegionHit } from "@/shared/api/contract";

const kPauseMs = 120;
const kMaxSuggestions = 8;
export const kMaxQueryLength = 100;

export interface Suggestions {
  /** The text these belong to. */
  q: string;
  hits: RegionHit[];
  problem: Problem | null;
}

const kNone: Suggestions = { q: "", hits: [], problem: null };

export function useSuggestions(text: string): Suggestions {
  const [found, setFound] = useState<Suggestions>(kNone);
  const q = text.trim().slice(0, kMaxQueryLength);

  useEffect(() => {
    if (q === "") return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      read(questions.regions({ q, limit: kMaxSuggestions }), abort.signal).then(
        (answer) => setFound({ q, hits: answer.regions, problem: null }),
        (fault: unknown) => {
          if (!abort.signal.aborted) {
            setFound({ q, hits: [], problem: fault instanceof ApiError ? fault.problem : null });
          }
        },
      );
    }, kPauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [q]);

  return q === "" ? kNone : found;
}
