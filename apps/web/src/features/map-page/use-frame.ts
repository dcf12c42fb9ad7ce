"use client";
// What is on the map at this moment: the exact answer for a period, or, while going through the periods, that period
// out of the history. Classes are of all periods while a period is chosen (so a colour means the same in every month),
// and of the shown period alone otherwise.

import { useMemo } from "react";
import type { MapAnswer, MapClasses } from "@/shared/api/contract";
import { classesIn, classesOfCodes, classOf, countsOf, valueIn, type History } from "./history";

export interface Frame {
  regions: readonly string[];
  classes: Uint8Array;
  breaks: readonly number[];
  method: MapClasses["method"];
  counts: readonly number[];
  period: string;
  /** By index of `regions`; null: a gap. */
  valueAt: (index: number) => number | null;
  /** Off by at most half a step of the history; the exact value is being asked for. */
  rounded: boolean;
}

const kNone = -1;

/**
 * @param at which period of the history is shown; null: the answer's
 * @param allPeriods classes over the whole history
 */
export function useFrame(
  answer: MapAnswer | null,
  history: History | null,
  at: number | null,
  allPeriods: boolean,
): Frame | null {
  const method = allPeriods && history ? history.classes : (answer?.classes ?? history?.classes ?? null);
  const breaks = method?.breaks;
  const table = useMemo(() => (history && breaks ? classesOfCodes(history, breaks) : null), [history, breaks]);
  const regions = history?.regions ?? answer?.regions;
  const exact = useMemo(() => {
    if (!answer || !regions) return null;
    const index = new Map(answer.regions.map((id, i) => [id, i]));
    return regions.map((id) => index.get(id) ?? kNone);
  }, [answer, regions]);
  return useMemo(() => {
    if (!regions || !breaks || !method) return null;
    const shown = at === null ? null : (history?.periods[at] ?? null);
    const answered = answer && exact && (shown === null || shown === answer.measure.period) ? answer : null;
    const frame = { regions, breaks, method: method.method };
    if (answered && exact) {
      const valueAt = (i: number) => answered.values[exact[i] ?? kNone] ?? null;
      const classes = Uint8Array.from(regions, (_, i) => {
        const value = valueAt(i);
        return value === null ? 0 : classOf(value, breaks);
      });
      const counts = countsOf(classes, breaks.length + 1);
      return { ...frame, classes, counts, valueAt, period: answered.measure.period, rounded: false };
    }
    if (!history || !table || at === null || shown === null) return null;
    const classes = classesIn(history, at, table);
    const counts = countsOf(classes, breaks.length + 1);
    return { ...frame, classes, counts, period: shown, valueAt: (i) => valueIn(history, at, i), rounded: true };
  }, [regions, breaks, method, answer, exact, history, table, at]);
}
