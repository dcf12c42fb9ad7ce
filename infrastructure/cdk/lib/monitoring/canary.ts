// The canary: infrastructure/canary/index.js, run by CloudWatch Synthetics against the environment's own address.
import { Duration, Size, Stack } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import type * as s3 from "aws-cdk-lib/aws-s3";
import * as synthetics from "aws-cdk-lib/aws-synthetics";
import { Construct } from "constructs";
import type { Context } from "../context";
import { projectText } from "../project-files";
import { give, serviceRole } from "../rights";
import { acknowledgeCanary } from "./monitoring-acknowledged";
import { canary as defaults } from "./monitoring-defaults";

// One file without dependencies: its text goes into the template, no archive has to be kept.
const kScript = "infrastructure/canary/index.js";

export class Canary extends Construct {
  constructor(scope: Construct, id: string, context: Context, logsBucket: s3.IBucket) {
    super(scope, id);
    const { canaryMinutes } = context.settings;
    const name = context.name("monitoring", "canary");
    const canary = new synthetics.Canary(this, "Canary", {
      canaryName: name,
      runtime: defaults.runtime,
      test: synthetics.Test.custom({
        code: synthetics.Code.fromInline(projectText(kScript)),
        handler: defaults.handler,
      }),
      schedule: synthetics.Schedule.rate(Duration.minutes(canaryMinutes)),
      environmentVariables: { SITE_URL: `https://${context.host}` },
      timeout: defaults.timeout,
      memory: Size.mebibytes(defaults.memoryMib),
      role: this.role(context, name, logsBucket),
      artifactsBucketLocation: { bucket: logsBucket, prefix: `${defaults.prefix}/${name}` },
      successRetentionPeriod: defaults.keepSuccesses,
      failureRetentionPeriod: defaults.keepFailures,
      // A canary that is deleted takes its function and layer along.
      provisionedResourceCleanup: true,
      resourcesToReplicateTags: [synthetics.ResourceToReplicateTags.LAMBDA_FUNCTION],
      activeTracing: true,
    });
    canary.node.addDependency(logsBucket);
    acknowledgeCanary(this);
  }

  private role(context: Context, name: string, bucket: s3.IBucket): iam.Role {
    const role = serviceRole(this, "Role", {
      roleName: context.name("monitoring", "canary-role"),
      service: "lambda",
      description: "Runs the canary and keeps its screenshots",
    });
    const { region, account } = Stack.of(this);
    const logs = `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/cwsyn-${name}-*`;
    const allow = (sid: string, actions: string[], resources: string[]) =>
      new iam.PolicyStatement({ sid, actions, resources });
    return give(
      role,
      allow("KeepScreenshots", ["s3:PutObject"], [bucket.arnForObjects(`${defaults.prefix}/${name}/*`)]),
      allow("FindBucket", ["s3:GetBucketLocation"], [bucket.bucketArn]),
      allow("WriteLogs", ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], [logs, `${logs}:*`]),
      // Synthetics looks for its bucket among all, and X-Ray knows no resources.
      allow("Look", ["s3:ListAllMyBuckets", "xray:PutTraceSegments"], ["*"]),
      new iam.PolicyStatement({
        sid: "PutMetrics",
        actions: ["cloudwatch:PutMetricData"],
        resources: ["*"],
        conditions: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
      }),
    );
  }
}
