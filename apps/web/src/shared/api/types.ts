// The shapes of the public HTTP API that the dashboard reads. Not a client: see client.ts.
// Gaps: a missing value is null, never zero. Changes are percent unless they say points. Periods are text ("2025-03").

export type Unit = "usd" | "percent" | "index" | "count" | "days" | "ratio" | "people" | "thousands" | "sq-miles";
export type Frequency = "week" | "month" | "quarter" | "year" | (string & {});
export type Transform = "level" | "mom" | "yoy" | "index";
export type Redistribution = "open" | "attribution" | "display-only";
export type RegionType =
  | "us"
  | "region"
  | "division"
  | "state"
  | "metro"
  | "metrodiv"
  | "nonmetro"
  | "county"
  | "place"
  | "town"
  | "zip"
  | "x";

/** Every body carries this when demo data is served. */
export interface Marked {
  synthetic?: boolean;
}

export interface Release {
  date: string;
  from: ReleaseOrigin;
}
export type ReleaseOrigin = "inferred" | "operator" | "stamp" | "last-modified" | (string & {});

export interface Provenance {
  source: string;
  dataset: string;
  release: string | null;
  release_from: ReleaseOrigin | null;
  retrieved: string | null;
  file: string | null;
  sha256: string | null;
  licence: string | null;
  attribution: string | null;
  url: string | null;
  formula: string | null;
}

export interface Metric {
  id: string;
  name: string;
  source: string;
  unit: Unit;
  decimals: number;
  frequency: Frequency;
  seasonal_adjustment: string | null;
  aggregation: string;
  definition: string;
  licence: string;
  redistribution: Redistribution;
  coverage: Coverage | null;
  last_release: Release | null;
}

export interface Coverage {
  regions: number;
  from: string;
  to: string;
  by_type: Partial<Record<RegionType, number>>;
}

export interface Source {
  id: string;
  name: string;
  url: string;
  licence: string;
  redistribution: Redistribution;
  attribution: string;
  cadence: string;
  metrics: string[];
  last_release: Release | null;
}

export interface ImportRecord {
  id: string;
  dataset: string;
  source: string;
  path: string;
  sha256: string;
  retrieved: string | null;
  release: string | null;
  release_from: ReleaseOrigin | null;
  kept: number;
  refused: number;
  cells_refused: number;
  metrics: string[];
  periods: { from: string; to: string } | null;
}

export interface RegionRef {
  id: string;
  name: string;
  /** What to print where the name alone would be unclear. */
  label: string;
  type: RegionType;
}

export interface RegionHit extends RegionRef {
  parents: string[];
  metrics: number;
}

/** points: percentage points, for metrics that are percentages themselves. */
export type ChangeUnit = "percent" | "points";

export interface Change {
  unit: ChangeUnit;
  mom: number | null;
  yoy: number | null;
}

export interface LatestValue {
  metric: string;
  name: string;
  source: string;
  unit: Unit;
  decimals: number;
  frequency: Frequency;
  period: string;
  value: number | null;
  change: Change;
  rank: { position: number; of: number; among: RegionType } | null;
  prov: Provenance;
}

export interface RegionProfile extends RegionRef {
  aliases: string[];
  parents: RegionRef[];
  children: RegionRef[];
  children_total: number;
  population: number | null;
  latest: LatestValue[];
}

export interface Series {
  region: string;
  metric: string;
  source: string;
  unit: Unit;
  decimals: number;
  frequency: Frequency;
  transform: Transform;
  periods: string[];
  values: (number | null)[];
  prov: Provenance;
}

export interface MetricsAnswer extends Marked {
  metrics: Metric[];
}
export interface SourcesAnswer extends Marked {
  sources: Source[];
}
export interface ImportsAnswer extends Marked {
  imports: ImportRecord[];
}
export interface RegionsAnswer extends Marked {
  regions: RegionHit[];
  next: string | null;
}
export interface RegionAnswer extends Marked, RegionProfile {}
export interface SeriesAnswer extends Marked {
  series: Series[];
  notes: string[];
}

/** RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  suggestions?: string[];
  parameter?: string;
  /** What is wrong with which field of a form. */
  errors?: { field: string; message: string }[];
  /** Seconds, from the Retry-After header. */
  retry_after?: number;
}
