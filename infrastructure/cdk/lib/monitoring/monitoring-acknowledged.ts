// Findings about the canary that stand, and why.
import type { IConstruct } from "constructs";
import { acknowledgeWildcards } from "../wildcards";

export function acknowledgeCanary(canary: IConstruct): void {
  acknowledgeWildcards(canary, {
    KeepScreenshots: "A run names its own files; limited to the canary's prefix of the bucket",
    WriteLogs: "Synthetics puts an id behind the canary's name for its function; limited to that function's group",
    Look: "Listing buckets and putting spans know no resources; neither reads an object",
    PutMetrics: "CloudWatch has no resources to name; the condition limits it to the canaries' namespace",
  });
}
