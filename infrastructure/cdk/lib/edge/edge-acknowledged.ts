// Findings about the distribution that stand, and why.
import type { IConstruct } from "constructs";
import { acknowledge } from "../acknowledge";

export function acknowledgeEdge(edge: IConstruct): void {
  acknowledge(edge, {
    "AwsSolutions-CFR1": "Public figures about housing: readers of every country are welcome",
    "AwsSolutions-CFR3":
      "Access logs are delivered by CloudWatch's log delivery (access-logs.ts), which the rule does not know",
  });
}
