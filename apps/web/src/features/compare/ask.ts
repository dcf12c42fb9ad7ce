// The questions of the page.

import { address } from "@/shared/api/address";
import type { CompareView } from "./view-state";

export function comparisonOf(view: Pick<CompareView, "regions" | "measures">, format?: "csv" | "xlsx") {
  return address("/api/v1/compare", {
    query: {
      region: view.regions.join(","),
      metric: view.measures.length > 0 ? view.measures.join(",") : undefined,
      format,
    },
  });
}
