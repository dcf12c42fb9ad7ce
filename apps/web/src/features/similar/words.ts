// Likeness in words: which features bring two places together and which keep them apart. Pure.

import type { SimilarAnswer } from "@/shared/api/contract";

const kNames: Record<string, string> = {
  price: "price",
  rent: "rent",
  income: "income",
  price_to_income: "price to income",
  yield: "rental yield",
  growth: "yearly growth over five years",
  change: "change in a year",
  population: "population",
};
export const featureName = (feature: string): string => kNames[feature] ?? feature.replaceAll("_", " ");

/** Differences below this many standard deviations are called alike. */
const kAlike = 0.5;

/** "alike in rent and growth; furthest apart in price (−0.6)" */
export function whyAlike(
  features: readonly Pick<SimilarAnswer["features"][number], "feature">[],
  parts: readonly (number | null)[],
): string {
  const known = features.flatMap(({ feature }, i) => {
    const part = parts[i];
    return part === null || part === undefined ? [] : [{ name: featureName(feature), part }];
  });
  const alike = known.filter(({ part }) => Math.abs(part) < kAlike).map(({ name }) => name);
  const far = known
    .filter(({ part }) => Math.abs(part) >= kAlike)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))[0];
  const words = [
    alike.length > 0 ? `alike in ${alike.join(", ")}` : "",
    far ? `furthest apart in ${far.name} (${far.part > 0 ? "+" : "−"}${Math.abs(far.part).toFixed(1)})` : "",
  ];
  return words.filter((word) => word !== "").join("; ");
}
