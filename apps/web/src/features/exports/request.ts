// What is asked of an export, and the mistakes found before the server sees it.

import type { ExportForm, RegionType } from "@/shared/api/contract";
import { parsePeriod } from "@/shared/format/period";

export const kMaxMetrics = 20;

const kPeriod = "Write a month or a year, such as 2015-01 or 2015.";

/** @returns the request, or what is wrong with which field */
export function exportRequest(
  metrics: string[],
  types: string[],
  from: string,
  to: string,
): { good: ExportForm } | { wrong: Record<string, string> } {
  const wrong: Record<string, string> = {};
  const begin = from.trim();
  const end = to.trim();
  if (metrics.length === 0) wrong.metrics = "Choose one metric at least.";
  else if (metrics.length > kMaxMetrics) wrong.metrics = `Choose ${kMaxMetrics} metrics at most.`;
  if (begin !== "" && !parsePeriod(begin)) wrong.from = kPeriod;
  if (end !== "" && !parsePeriod(end)) wrong.to = kPeriod;
  if (Object.keys(wrong).length > 0) return { wrong };
  return {
    good: { metrics, types: types as RegionType[], ...(begin ? { from: begin } : {}), ...(end ? { to: end } : {}) },
  };
}

const kUnits = ["bytes", "KB", "MB", "GB"] as const;
const kStep = 1000;

/** "12.3 MB" */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= kStep && unit < kUnits.length - 1) {
    size /= kStep;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${kUnits[unit] ?? ""}`;
}
