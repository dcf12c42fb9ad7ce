// Numbers of this feature as text. A missing one is a dash; cents are left out of what is rounded anyway.

import { formatValue, kMissing } from "@/shared/format/number";

export const usd = (value: number | null): string => formatValue(value === null ? null : Math.round(value), "usd", 0);

export function percent(value: number | null, decimals = 1): string {
  if (value === null || !Number.isFinite(value)) return kMissing;
  return `${Number(value.toFixed(Number.isInteger(value) ? 0 : Math.max(decimals, 1)))}%`;
}

/** Why a ZIP code's cost can only be held against an income that is said. */
export const kNoZipIncome =
  "ZIP codes have no published median income: the Census Bureau’s survey knows other areas with the same digits.";
