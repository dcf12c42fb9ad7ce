// Lets a finding of the security rules stand, with the reason why; each area lists its own in `*-acknowledged.ts`.
import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

// Findings that list what they are about, such as AwsSolutions-IAM5[Resource::*], are acknowledged one by one.
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
}
