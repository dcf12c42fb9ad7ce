// `data-key`: the one key of an environment, for S3, RDS, Redis, SQS, SNS, secrets and logs.
import { aws_iam as iam, aws_kms as kms, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import { removalOf } from "../removal";

export class DataKey extends Construct {
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, context: Context) {
    super(scope, id);
    tagService(this, "data");
    this.key = new kms.Key(this, "Key", {
      alias: context.name("data", "key"),
      description: `Data of ${context.project.project} ${context.environment}`,
      enableKeyRotation: true,
      removalPolicy: removalOf(context),
    });
    this.letLogsEncrypt(context);
  }

  // CloudWatch Logs names the log group it works for; only this environment's are served.
  private letLogsEncrypt({ project, environment }: Context): void {
    const { region, account } = Stack.of(this);
    const groups = (prefix: string) => `arn:aws:logs:${region}:${account}:log-group:${prefix}`;
    const own = `${project.project}-${environment}-*`;
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: "Logs",
        principals: [new iam.ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey",
          "kms:DescribeKey"],
        resources: ["*"],
        conditions: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": [groups(own), groups(`/aws/rds/instance/${own}`)] },
        },
      }),
    );
  }
}
