// The questions of the page. The list of the API is parted at every comma: growth over five years, which is what `cagr`
// alone means, is asked without its number.

import { address } from "@/shared/api/address";
import type { CompareView } from "./view-state";

const written = (measure: string): string => measure.replace(/^cagr\(([^(),]+),5\)$/, "cagr($1)");

/** Whether a list can name it: growth over other years cannot stand in one. */
export const isAskable = (measure: string): boolean => !written(measure).includes(",");

export function comparisonOf(view: Pick<CompareView, "regions" | "measures">, format?: "csv" | "xlsx") {
  return address("/api/v1/compare", {
    query: {
      region: view.regions.join(","),
      metric: view.measures.length > 0 ? view.measures.map(written).join(",") : undefined,
      format,
    },
  });
}
