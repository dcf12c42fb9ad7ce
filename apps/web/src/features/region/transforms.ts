// What can be made of the published values, grouped so that what most people look for comes first.

import type { RegionProfile, Transform } from "@/shared/api/contract";

export interface Choice {
  transform: Transform;
  /** Of cagr. */
  years?: number;
  name: string;
  meaning: string;
}

/** Behind the four of every day (shared/format/words.ts). */
export const kMoreTransforms: readonly { group: string; choices: readonly Choice[] }[] = [
  {
    group: "Money and season",
    choices: [
      { transform: "real", name: "In constant dollars", meaning: "consumer prices taken out" },
      { transform: "sa", name: "Seasonally adjusted here", meaning: "the yearly pattern taken out, by STL" },
      { transform: "trend", name: "Trend", meaning: "without season and noise, by STL" },
    ],
  },
  {
    group: "Growth",
    choices: [
      ...[3, 5, 10, 20].map((years) => ({
        transform: "cagr" as const,
        years,
        name: `Growth a year, over ${years} years`,
        meaning: `compound growth a year over the ${years} years before`,
      })),
      { transform: "diff", name: "Change in its own unit", meaning: "difference from the period before" },
      { transform: "annualised", name: "Change at a yearly rate", meaning: "last change, were it to go on for a year" },
    ],
  },
  {
    group: "Standing",
    choices: [
      { transform: "rank", name: "Rank among its kind", meaning: "1 is the highest value of the period" },
      { transform: "percentile", name: "Percentile among its kind", meaning: "share of such places below" },
      { transform: "history", name: "Percentile in its own past", meaning: "share of its earlier values below" },
    ],
  },
];

export const kMore: readonly Choice[] = kMoreTransforms.flatMap(({ choices }) => choices);

/** Standings among places, which have no other frequency than the published one. */
export const kRanked: readonly Transform[] = ["rank", "percentile"];

export const codeOf = ({ transform, years }: Pick<Choice, "transform" | "years">): string =>
  transform === "cagr" ? `cagr-${years}` : transform;

/** Frequencies from the finest to the coarsest, as far as a series can be converted. */
const kOrder: readonly string[] = ["week", "month", "quarter", "year"];

/** What all the metrics shown can be converted to: lower than each of them. */
export function convertibleTo(
  latest: readonly Pick<RegionProfile["latest"][number], "metric" | "frequency">[],
  metrics: readonly string[],
): ("month" | "quarter" | "year")[] {
  const places = latest
    .filter(({ metric }) => metrics.includes(metric))
    .map(({ frequency }) => kOrder.indexOf(frequency));
  if (places.length === 0 || places.includes(-1)) return [];
  const coarsest = Math.max(...places);
  return (["month", "quarter", "year"] as const).filter((each) => kOrder.indexOf(each) > coarsest);
}
