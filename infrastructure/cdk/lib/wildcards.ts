// Why a statement's resource ends in a wildcard, by the statement's Sid. A statement with a wildcard that is not here
// fails the security rules.
import { aws_iam as iam, Stack, Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

type Resolved = string | { Ref?: string; "Fn::GetAtt"?: string[]; "Fn::Join"?: [string, Resolved[]] };
interface Statement {
  Sid?: string;
  Resource?: Resolved | Resolved[];
}

// A resource as the rules write it: <LogicalId.Arn>/*.
function written(resource: Resolved): string {
  if (typeof resource === "string") return resource;
  if (resource.Ref) return `<${resource.Ref}>`;
  if (resource["Fn::GetAtt"]) return `<${resource["Fn::GetAtt"].join(".")}>`;
  const [separator, parts] = resource["Fn::Join"] ?? ["", []];
  return parts.map(written).join(separator);
}

export function acknowledgeWildcards(scope: IConstruct, reasons: Readonly<Record<string, string>>): void {
  for (const policy of scope.node.findAll().filter((each) => each instanceof iam.CfnPolicy)) {
    const document = Stack.of(policy).resolve(policy.policyDocument) as { Statement: Statement[] };
    for (const { Sid, Resource = [] } of document.Statement) {
      const reason = Sid && reasons[Sid];
      if (!reason) continue;
      const resources = [Resource]
        .flat()
        .map(written)
        .filter((each) => each.includes("*"));
      Validations.of(policy).acknowledge(
        ...resources.map((resource) => ({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason })),
      );
    }
  }
}
