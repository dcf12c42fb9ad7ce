// The default security group cannot be closed by a template alone: the library brings a function for it. It gets a
// name, tags, a log and no more rights than it uses, as everything else here.
import { aws_kms as kms, CfnResource, Stack } from "aws-cdk-lib";
import { tagsFor } from "@housing/settings";
import type { Construct } from "constructs";
import type { Context } from "../context";
import { logGroup } from "../logging";

const provider = "Custom::VpcRestrictDefaultSGCustomResourceProvider";

export function fitIn(scope: Construct, context: Context, key: kms.IKey): void {
  const made = Stack.of(scope).node.findChild(provider);
  const role = made.node.findChild("Role") as CfnResource;
  const handler = made.node.findChild("Handler") as CfnResource;
  const name = context.name("network", "close-default-group");
  const logs = logGroup(scope, "CloseDefaultGroupLogs", context, key, `${name}-logs`);
  const tags = Object.entries(tagsFor(context.environment, "network")).map(([Key, Value]) => ({ Key, Value }));
  for (const each of [role, handler]) each.addPropertyOverride("Tags", tags);
  role.addPropertyOverride("RoleName", `${name}-role`);
  role.addPropertyOverride("ManagedPolicyArns", []);
  role.addPropertyOverride("Policies.1", {
    PolicyName: "WriteLogs",
    PolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: logs.logGroupArn },
      ],
    },
  });
  handler.addPropertyOverride("FunctionName", name);
  handler.addPropertyOverride("LoggingConfig", { LogGroup: logs.logGroupName });
}
