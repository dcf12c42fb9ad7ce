// The last searches, each once.

import type { Search } from "@/shared/api/contract";

export const kMaxShown = 8;

export const addressOf = ({ text, region }: Search): string =>
  region ? `/region/${encodeURIComponent(region)}` : `/?q=${encodeURIComponent(text)}`;

/** @param searches newest first */
export function lastOnes(searches: readonly Search[]): Search[] {
  const seen = new Set<string>();
  return searches
    .filter((search) => {
      const address = addressOf(search);
      return !seen.has(address) && seen.add(address);
    })
    .slice(0, kMaxShown);
}
