// The questions about the numbers that pages ask, as addresses. Empty parts are left out, so that one question has one
// address.

import { address, type Address } from "./address";
import type { RegionType, SeriesAnswer, Transform } from "./contract";

export interface SeriesQuery {
  regions: readonly string[];
  metrics: readonly string[];
  transform?: Transform;
  from?: string | null;
  to?: string | null;
}

export interface RegionsQuery {
  q?: string;
  type?: RegionType;
  within?: string;
  limit?: number;
  cursor?: string;
}

function series(q: SeriesQuery, format?: "csv"): Address<SeriesAnswer> {
  const transform = q.transform === "level" ? undefined : q.transform;
  const window = { from: q.from || undefined, to: q.to || undefined };
  return address("/api/v1/series", {
    query: { region: [...q.regions], metric: [...q.metrics], ...window, transform, format },
  });
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
