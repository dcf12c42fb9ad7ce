// Which metrics make the national picture, and in what order.

import type { LatestValue } from "@/shared/api/contract";
import { isForecast } from "@/shared/format/words";

export const kMaxCards = 12;

/** Default metrics before variants ("rent" before "rent.sfr@zillow"), forecasts last; else the server's order. */
export function pick(latest: readonly LatestValue[]): LatestValue[] {
  const place = ({ metric }: LatestValue) => (isForecast(metric) ? 2 : /[.@]/.test(metric) ? 1 : 0);
  return [...latest].sort((a, b) => place(a) - place(b)).slice(0, kMaxCards);
}
