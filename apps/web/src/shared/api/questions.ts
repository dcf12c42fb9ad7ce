// The questions about the numbers that pages ask, as addresses. Empty parts are left out, so that one question has one
// address.

import { address, type Address } from "./address";
import type { RegionType, SeriesAnswer, Transform } from "./contract";

/** Lower frequencies that a series can be converted to. */
export const kFrequencies = ["month", "quarter", "year"] as const;
export type ConvertTo = (typeof kFrequencies)[number];

export interface SeriesQuery {
  regions: readonly string[];
  metrics: readonly string[];
  transform?: Transform;
  from?: string | null;
  to?: string | null;
  /** Of `cagr`. */
  years?: number;
  frequency?: ConvertTo | null;
  /** Only the newest so many periods. */
  last?: number;
  /** Tell the recessions of that time too; no part of a file. */
  recessions?: boolean;
}

interface RegionsQuery {
  q?: string;
  type?: RegionType;
  within?: string;
  limit?: number;
  cursor?: string;
}

/** The parameters of a series, as the pictures of it take them too. */
export function seriesParameters(q: SeriesQuery) {
  return {
    region: [...q.regions],
    metric: [...q.metrics],
    from: q.from || undefined,
    to: q.to || undefined,
    last: q.last,
    transform: q.transform === "level" ? undefined : q.transform,
    years: q.transform === "cagr" ? q.years : undefined,
    frequency: q.frequency ?? undefined,
  };
}

function series(q: SeriesQuery, format?: "csv" | "xlsx"): Address<SeriesAnswer> {
  const recessions = q.recessions && !format ? "trough" : undefined;
  return address("/api/v1/series", { query: { ...seriesParameters(q), recessions, format } });
}

export const questions = {
  metrics: () => address("/api/v1/metrics"),
  sources: () => address("/api/v1/sources"),
  imports: () => address("/api/v1/imports"),
  regions: ({ q, type, within, limit, cursor }: RegionsQuery) =>
    address("/api/v1/regions", {
      query: { q: q || undefined, type: type && [type], within, limit, cursor: cursor || undefined },
    }),
  region: (id: string) => address("/api/v1/regions/{id}", { path: { id } }),
  regionCoverage: (id: string) => address("/api/v1/regions/{id}/coverage", { path: { id } }),
  series,
};
