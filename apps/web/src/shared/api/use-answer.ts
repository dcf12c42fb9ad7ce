"use client";
// One read of the API as React state, as of the day the page's address names. Keeps the previous answer while a new one
// loads (`stale`).

import { useCallback, useEffect, useReducer, useState } from "react";
import type { Address } from "./address";
import { ApiError, cached, read } from "./client";
import type { Problem } from "./contract";
import { useAddress } from "../state/address";
import { asOfIn, atDay } from "../state/day";

export interface Answer<T> {
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  /** `data` belongs to an earlier path while the new one loads. */
  stale: boolean;
  retry: () => void;
}

interface Held<T> {
  path: string | null;
  data: T | null;
  problem: Problem | null;
}

/** @param asked what to read, or null to read nothing yet */
export function useAnswer<T>(asked: Address<T> | null): Answer<T> {
  const address = useAddress();
  const path = asked === null ? null : atDay(asked, asOfIn(address));
  const ready = address !== null; // before that the day is not known
  const [held, setHeld] = useState<Held<T>>({ path: null, data: null, problem: null });
  const [attempt, again] = useReducer((n: number) => n + 1, 0);

  useEffect(() => {
    if (path === null || !ready) return;
    let wanted = true;
    read(path).then(
      (data) => {
        if (wanted) setHeld({ path, data, problem: null });
      },
      (fault: unknown) => {
        if (!wanted) return;
        const problem =
          fault instanceof ApiError
            ? fault.problem
            : { type: "about:blank", title: "Unreadable answer", status: 0, detail: String(fault) };
        setHeld({ path, data: null, problem });
      },
    );
    return () => {
      wanted = false;
    };
  }, [path, ready, attempt]);

  const retry = useCallback(() => {
    setHeld((now) => ({ ...now, path: null, problem: null }));
    again();
  }, []);

  if (path === null) return { data: null, problem: null, loading: false, stale: false, retry };
  if (held.path === path) return { data: held.data, problem: held.problem, loading: false, stale: false, retry };
  const known = cached(path);
  if (known !== undefined) return { data: known, problem: null, loading: false, stale: false, retry };
  return { data: held.data, problem: null, loading: true, stale: held.data !== null, retry };
}
