"use client";
// The newest values of one metric at many places, read in two questions of half the places each.

import { useMemo } from "react";
import type { Transform } from "@/shared/api/contract";
import { questions } from "@/shared/api/questions";
import { useAnswer } from "@/shared/api/use-answer";
import { latestValues, type PlaceValue } from "./values";

/** Of each question, as the API has it. */
const kMaxRegions = 50;
/** Enough to find the newest value where the very last is empty. */
const kPeriods = 3;

/** @param ids at most 100; none: nothing is asked */
export function useValues(ids: readonly string[], metric: string | null): ReadonlyMap<string, PlaceValue> | null {
  const ask = (from: number, transform: Transform) => {
    const regions = ids.slice(from, from + kMaxRegions);
    return regions.length === 0 || metric === null
      ? null
      : questions.series({ regions, metrics: [metric], transform, last: kPeriods });
  };
  const first = useAnswer(ask(0, "level"));
  const second = useAnswer(ask(kMaxRegions, "level"));
  const firstChange = useAnswer(ask(0, "yoy"));
  const secondChange = useAnswer(ask(kMaxRegions, "yoy"));
  const waiting = [first, second, firstChange, secondChange].some(({ loading }) => loading);
  const levels = [first.data, second.data];
  const changes = [firstChange.data, secondChange.data];
  const [a, b] = levels;
  const [c, d] = changes;
  return useMemo(() => {
    if (waiting) return null;
    const there = <T>(list: (T | null | undefined)[]) => list.filter((each): each is T => each != null);
    return latestValues(there([a, b]), there([c, d]));
  }, [waiting, a, b, c, d]);
}
