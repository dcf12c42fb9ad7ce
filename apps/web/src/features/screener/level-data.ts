"use client";
// The columns of a level, read once each and kept while the page lives: its places, and for each measure the exact
// value of every place. What cannot be had is told for that measure alone.

import { useEffect, useState } from "react";
import { ApiError, get } from "@/shared/api/client";
import type { Address } from "@/shared/api/address";
import type { MapAnswer, MeasureUse, Problem, ScreenAnswer } from "@/shared/api/contract";
import { asProblem } from "@/shared/session/use-mine";
import { useAsOf } from "@/shared/state/as-of";
import { atDay } from "@/shared/state/day";
import { kMatches, kMisses, makeColumn, placeValues, type EngineColumn } from "./engine";
import { columnOf, placesOf, type Among } from "./questions";

const kTimeoutMs = 30_000;
const kMaxKept = 48;

export interface Places {
  ids: readonly string[];
  row: ReadonlyMap<string, number>;
}

export interface Column extends EngineColumn {
  use: MeasureUse;
  /** First quartile, median, third quartile; null without values. */
  quartiles: readonly [number, number, number] | null;
}

export interface LevelData {
  key: string;
  places: Places;
  measures: readonly string[];
  /** In order of the measures. */
  columns: readonly (Column | Problem)[];
  /** How each place stands to the terms no slider shows; null: there are none, or they could not be asked. */
  rest: Uint8Array | null;
}

export const isColumn = (column: Column | Problem | undefined): column is Column =>
  column !== undefined && "values" in column;

const kept = new Map<string, Promise<unknown>>();

/** Reads and works up once; what fails is asked again next time. */
function once<A, R>(address: Address<A>, tag: string, work: (answer: A) => R): Promise<R> {
  const key = `${tag} ${address}`;
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known as Promise<R>;
  }
  const made = get(address, { timeoutMs: kTimeoutMs }).then(work);
  made.catch(() => kept.delete(key));
  kept.set(key, made);
  const oldest = kept.size > kMaxKept ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  return made;
}

const toPlaces = ({ matches = [] }: ScreenAnswer): Places => ({
  ids: matches,
  row: new Map(matches.map((id, i) => [id, i])),
});

function toColumn({ ids, row }: Places, { measure, regions, values }: MapAnswer): Column {
  const column = makeColumn(placeValues(ids.length, row, regions, values), measure.decimals);
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  return { ...column, use: measure, quartiles: sorted.length > 0 ? [at(0.25), at(0.5), at(0.75)] : null };
}

async function readRest(dated: (where: string) => Address<ScreenAnswer>, { ids, row }: Places, where: string) {
  const matches = (answer: ScreenAnswer): readonly string[] => answer.matches ?? [];
  const [yes, no] = await Promise.all([
    once(dated(where), "ids", matches),
    once(dated(`not (${where})`), "ids", matches),
  ]);
  const stands = new Uint8Array(ids.length);
  for (const id of yes) stands[row.get(id) ?? -1] = kMatches;
  for (const id of no) stands[row.get(id) ?? -1] = kMisses;
  return stands;
}

async function readLevel(among: Among, measures: readonly string[], rest: string, day: string | null, key: string) {
  const places = await once(atDay(placesOf(among), day), "places", toPlaces);
  const [columns, stands] = await Promise.all([
    Promise.all(
      measures.map((measure) =>
        once(atDay(columnOf(among, measure), day), "column", (answer) => toColumn(places, answer)).catch(asProblem),
      ),
    ),
    rest === ""
      ? null
      : readRest((where) => atDay(placesOf(among, where), day), places, rest).catch((fault: unknown) => {
          if (fault instanceof ApiError) return null; // the list says what is wrong with it
          throw fault;
        }),
  ]);
  return { key, places, measures, columns, rest: stands } satisfies LevelData;
}

interface LevelAnswer {
  data: LevelData | null;
  problem: Problem | null;
  loading: boolean;
}

/** @param among null while the address is not known */
export function useLevelData(among: Among | null, measures: readonly string[], rest: readonly string[]): LevelAnswer {
  const day = useAsOf();
  const terms = rest.join(" and ");
  const key = among && JSON.stringify([among.level, among.within, among.period, measures, terms, day]);
  const [held, setHeld] = useState<{ key: string | null; data: LevelData | null; problem: Problem | null }>({
    key: null,
    data: null,
    problem: null,
  });
  useEffect(() => {
    if (key === null) return;
    const [level, within, period, wanted, text, asOf] = JSON.parse(key) as [
      Among["level"],
      string | null,
      string | null,
      string[],
      string,
      string | null,
    ];
    let current = true;
    readLevel({ level, within, period }, wanted, text, asOf, key).then(
      (data) => current && setHeld({ key, data, problem: null }),
      (fault: unknown) => current && setHeld({ key, data: null, problem: asProblem(fault) }),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return { data: held.data, problem: held.key === key ? held.problem : null, loading: held.key !== key };
}
