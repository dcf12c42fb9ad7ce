"use client";
// The last years of the rows in sight: read after the list, some rows at once, those that are scrolled to.

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { read } from "@/shared/api/client";
import { questions } from "@/shared/api/questions";
import { addMonths, monthOf, periodTime } from "@/shared/format/period";
import { useDated } from "@/shared/state/as-of";

export const kHistoryYears = 10;
/** How long rows that come into sight are gathered, so that one question serves them. */
const kGatherMs = 120;
/** Regions of one question, as the API has it. */
const kMaxRegions = 50;

type Values = readonly (number | null)[];

interface Histories {
  histories: ReadonlyMap<string, Values>;
  /** For each row's element, which names its place in data-region. */
  watch: (row: HTMLElement | null) => (() => void) | undefined;
}

function windowOf(period: string): { from: string; to: string } | null {
  const time = periodTime(period);
  if (time === null) return null;
  const month = monthOf(time);
  return { from: addMonths(month, -12 * kHistoryYears), to: addMonths(month, 2) };
}

/** @param metric null: there is nothing to draw */
export function useHistories(metric: string | null, period: string, regions: readonly string[]): Histories {
  const dated = useDated();
  const window = useMemo(() => windowOf(period), [period]);
  const about = `${metric} ${period} ${regions.join(",")}`;
  const [held, setHeld] = useState<{ about: string; histories: ReadonlyMap<string, Values> }>({
    about: "",
    histories: new Map(),
  });
  const wanted = useRef(new Set<string>());
  const asked = useRef<{ about: string; regions: Set<string> }>({ about: "", regions: new Set() });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const observer = useRef<IntersectionObserver>(undefined);

  const gather = useCallback(() => {
    if (metric === null || window === null) return;
    if (asked.current.about !== about) asked.current = { about, regions: new Set() };
    const known = asked.current.regions;
    const next = [...wanted.current].filter((id) => !known.has(id)).slice(0, kMaxRegions);
    if (next.length === 0) return;
    for (const id of next) known.add(id);
    read(dated(questions.series({ regions: next, metrics: [metric], ...window }))).then(
      ({ series }) =>
        setHeld((now) => ({
          about,
          histories: new Map([
            ...(now.about === about ? now.histories : []),
            ...series.map(({ region, values }) => [region, values] as const),
          ]),
        })),
      () => undefined, // the list is complete without its drawings
    );
  }, [about, metric, window, dated]);

  const run = useRef(gather);
  useEffect(() => {
    run.current = gather;
    const started = setTimeout(gather, kGatherMs);
    return () => clearTimeout(started);
  }, [gather]);

  const watch = useCallback((row: HTMLElement | null) => {
    if (!row) return undefined;
    observer.current ??= new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const id = (target as HTMLElement).dataset.region ?? "";
          if (isIntersecting) wanted.current.add(id);
          else wanted.current.delete(id);
        }
        clearTimeout(timer.current);
        timer.current = setTimeout(() => run.current(), kGatherMs);
      },
      { rootMargin: "200px 0px" },
    );
    observer.current.observe(row);
    return () => {
      observer.current?.unobserve(row);
      wanted.current.delete(row.dataset.region ?? "");
    };
  }, []);

  return { histories: held.about === about ? held.histories : new Map(), watch };
}
