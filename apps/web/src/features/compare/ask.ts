// The questions of the page. The list of the API is parted at every comma: growth over five years, which is what `cagr`
// alone means, is asked without its number.

import { address } from "@/shared/api/address";
import type { CompareView } from "./view-state";

export const kAskedYears = 5;
const askable = (measure: string): string => measure.replace(/^cagr\(([^(),]+),5\)$/, "cagr($1)");

export function comparisonOf(view: Pick<CompareView, "regions" | "measures">, format?: "csv" | "xlsx") {
  return address("/api/v1/compare", {
    query: {
      region: view.regions.join(","),
      metric: view.measures.length > 0 ? view.measures.map(askable).join(",") : undefined,
      format,
    },
  });
}
