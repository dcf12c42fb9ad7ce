"use client";
// The history of what the map shows, read when it is first wanted: it is some megabytes for counties.

import { useEffect, useState } from "react";
import { address, type Address } from "@/shared/api/address";
import { asOfIn, atDay } from "@/shared/state/day";
import { useAddress } from "@/shared/state/address";
import { decodeHistory, type History } from "./history";
import type { MapView } from "./view-state";

const kMaxKept = 4;
const kTimeoutMs = 60_000;
const kept = new Map<string, Promise<History>>();

function historyAddress({ level, measure, within, breaks }: MapView): Address<unknown> {
  return address("/api/v1/maps", {
    query: { type: level, metric: measure, within: within ?? undefined, breaks: breaks ?? undefined },
  });
}

async function readHistory(path: string): Promise<History> {
  const response = await fetch(path, { signal: AbortSignal.timeout(kTimeoutMs) });
  if (!response.ok) throw new Error(`the history could not be read (${response.status})`);
  return decodeHistory(await response.arrayBuffer());
}

function once(path: string): Promise<History> {
  const known = kept.get(path);
  if (known) return known;
  const started = readHistory(path);
  kept.set(path, started);
  started.catch(() => kept.delete(path));
  const oldest = kept.size > kMaxKept ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  return started;
}

interface HistoryState {
  history: History | null;
  failed: boolean;
}

/** @param wanted whether it is time to read it */
export function useHistory(view: MapView | null, wanted: boolean): HistoryState {
  const day = asOfIn(useAddress());
  const path = view === null ? null : atDay(historyAddress(view), day);
  const [held, setHeld] = useState<{ path: string; history: History | null } | null>(null);
  useEffect(() => {
    if (path === null || !wanted) return;
    let mounted = true;
    const keep = (history: History | null) => {
      if (mounted) setHeld({ path, history });
    };
    once(path).then(keep, () => keep(null));
    return () => {
      mounted = false;
    };
  }, [path, wanted]);
  const own = held !== null && held.path === path ? held : null;
  return { history: own?.history ?? null, failed: own !== null && own.history === null };
}
