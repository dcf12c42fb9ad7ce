// The words for codes the API uses.

import type { RegionType, ReleaseOrigin, Transform } from "../api/contract";
import { formatDate } from "./period";

const kTypes: Record<RegionType, readonly [string, string]> = {
  us: ["Nation", "nations"],
  region: ["Census region", "census regions"],
  division: ["Census division", "census divisions"],
  state: ["State", "states"],
  metro: ["Metro area", "metro areas"],
  metrodiv: ["Metropolitan division", "metropolitan divisions"],
  nonmetro: ["Rest of state", "rest-of-state areas"],
  county: ["County", "counties"],
  place: ["City", "cities"],
  town: ["Town", "towns"],
  zip: ["ZIP code", "ZIP codes"],
  x: ["Publisher’s area", "publishers’ areas"],
};

export const typeName = (type: RegionType): string => kTypes[type]?.[0] ?? type;
export const typePlural = (type: RegionType): string => kTypes[type]?.[1] ?? type;

/** The noun that goes with a number of places: "metro area" for one, "metro areas" for others. */
export function typeNoun(type: RegionType, count: number): string {
  const one = typeName(type);
  return count !== 1 ? typePlural(type) : type === "zip" ? one : one.toLowerCase();
}
export const kTypeOrder = Object.keys(kTypes) as RegionType[];

export const kTransforms: readonly { id: Transform; name: string; brief: string; meaning: string }[] = [
  { id: "level", name: "Level", brief: "Level", meaning: "the value as published" },
  { id: "yoy", name: "Year over year", brief: "YoY", meaning: "change from a year earlier" },
  { id: "mom", name: "Month over month", brief: "MoM", meaning: "change from the period before" },
  { id: "index", name: "Index", brief: "Index", meaning: "start of the window = 100" },
];

const kOrigins: Record<string, string> = {
  inferred: "Release date inferred from the last period and the publisher’s usual lag",
  operator: "Release date as given on import",
  stamp: "Release date stamped in the publisher’s file",
  "last-modified": "Release date from the publisher’s server",
};

/** "released 16 Apr 2025 (inferred)", or null when no release is known. */
export function releaseText(date: string | null, from: ReleaseOrigin | null): string | null {
  if (!date) return null;
  return `released ${formatDate(date)}${from === "inferred" ? " (inferred)" : ""}`;
}

export const originText = (from: ReleaseOrigin | null): string | undefined => (from ? kOrigins[from] : undefined);

const kAdjustments: Record<string, string> = {
  sa: "seasonally adjusted",
  nsa: "not seasonally adjusted",
  smoothed: "smoothed, not seasonally adjusted",
  "sa-smoothed": "smoothed and seasonally adjusted",
};
export const adjustmentText = (code: string | null): string | null => (code ? (kAdjustments[code] ?? null) : null);

const kFrequencies: Record<string, string> = {
  week: "Weekly",
  month: "Monthly",
  quarter: "Quarterly",
  year: "Yearly",
  "fiscal-year": "Fiscal years",
};
export const frequencyName = (code: string): string => kFrequencies[code] ?? code;

/** Publishers’ own forecasts reach into the future and are no part of what was observed. */
export const isForecast = (metric: string): boolean => metric.includes("forecast");

const kRedistribution: Record<string, string> = {
  open: "Open data",
  attribution: "With attribution",
  "display-only": "Display only",
};
export const redistributionName = (code: string): string => kRedistribution[code] ?? code;
