// A log group: named as the pattern says, encrypted with the environment's key, kept as long as the settings say.
import { aws_kms as kms, aws_logs as logs, type RemovalPolicy } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Context } from "./context";
import { removalOf } from "./removal";

export function logGroup(
  scope: Construct,
  id: string,
  context: Context,
  encryptionKey: kms.IKey,
  logGroupName: string,
  removalPolicy: RemovalPolicy = removalOf(context),
): logs.LogGroup {
  const retention = context.settings.logDays as logs.RetentionDays;
  if (!Object.values(logs.RetentionDays).includes(retention)) {
    throw new RangeError(`logDays ${retention} of ${context.environment} is no retention CloudWatch offers`);
  }
  return new logs.LogGroup(scope, id, { logGroupName, encryptionKey, retention, removalPolicy });
}
