"use client";
// What the person signed in owns, as React state: read once, read again on demand. When the session ends, what is
// shown stays; it is read again when they are back.

import { useCallback, useEffect, useReducer, useState } from "react";
import type { Address } from "../api/address";
import { ApiError } from "../api/client";
import type { Problem } from "../api/contract";
import { isSessionEnd, mine } from "./ask";
import { useSession } from "./use-session";

export interface Mine<T> {
  data: T | null;
  problem: Problem | null;
  /** Reads again; what is shown stays until the answer is there. */
  reload: () => void;
}

export const asProblem = (fault: unknown): Problem =>
  fault instanceof ApiError
    ? fault.problem
    : { type: "about:blank", title: "Unreadable answer", status: 0, detail: String(fault) };

/** @param path what to read, or null to read nothing yet */
export function useMine<T>(path: Address<T> | null): Mine<T> {
  const [held, setHeld] = useState<{ path: string | null; data: T | null; problem: Problem | null }>({
    path: null,
    data: null,
    problem: null,
  });
  const [round, reload] = useReducer((n: number) => n + 1, 0);
  const session = useSession()?.csrf;
  useEffect(() => {
    if (path === null || session === undefined) return;
    let wanted = true;
    mine(path).then(
      (data) => {
        if (wanted) setHeld({ path, data, problem: null });
      },
      (fault: unknown) => {
        const problem = asProblem(fault);
        if (wanted && !isSessionEnd(problem)) setHeld({ path, data: null, problem });
      },
    );
    return () => {
      wanted = false;
    };
  }, [path, round, session]);
  const fits = held.path === path;
  return {
    data: fits ? held.data : null,
    problem: fits ? held.problem : null,
    reload: useCallback(() => reload(), []),
  };
}
