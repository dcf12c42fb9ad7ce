// CloudFront's access logs into the logs bucket, by the log delivery of CloudWatch, which needs no access control list.
//
// CloudFront's delivery source is accepted in us-east-1 only; from another region a stack of its own there holds it.
import { Stack } from "aws-cdk-lib";
import type * as cloudfront from "aws-cdk-lib/aws-cloudfront";
import * as iam from "aws-cdk-lib/aws-iam";
import * as logs from "aws-cdk-lib/aws-logs";
import type * as s3 from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { stackName } from "@housing/settings";
import { tagService, tagSystem, type Context } from "../context";
import { globalRegion } from "./global-edge";

const kPrefix = "edge";
// No cookie, no Referer: what readers looked at is told by the address alone.
const kFields = [
  "date",
  "time",
  "x-edge-location",
  "sc-bytes",
  "c-ip",
  "cs-method",
  "cs(Host)",
  "cs-uri-stem",
  "sc-status",
  "cs(User-Agent)",
  "cs-uri-query",
  "x-edge-result-type",
  "x-edge-request-id",
  "cs-protocol",
  "time-taken",
  "ssl-protocol",
  "ssl-cipher",
  "x-edge-detailed-result-type",
  "time-to-first-byte",
];

function letDeliveryWrite(bucket: s3.Bucket, account: string): void {
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: "EdgeLogs",
      principals: [new iam.ServicePrincipal("delivery.logs.amazonaws.com")],
      actions: ["s3:PutObject"],
      resources: [bucket.arnForObjects(`${kPrefix}/*`)],
      conditions: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:logs:${globalRegion}:${account}:delivery-source:*` },
      },
    }),
  );
}

function homeOf(scope: Construct, context: Context): Construct {
  if (context.project.region === globalRegion) return scope;
  const stack = new Stack(scope.node.root as Construct, stackName(context.environment, "edge-logs"), {
    description: `${context.project.project} ${context.environment}: access logs of CloudFront`,
    env: { account: context.site.account, region: globalRegion },
    crossRegionReferences: true,
  });
  tagSystem(stack, context.environment);
  tagService(stack, "edge");
  return stack;
}

export function accessLogs(
  scope: Construct,
  context: Context,
  distribution: cloudfront.IDistribution,
  bucket: s3.Bucket,
): void {
  letDeliveryWrite(bucket, context.site.account);
  const home = homeOf(scope, context);
  const source = new logs.CfnDeliverySource(home, "LogSource", {
    name: context.name("edge", "log-source"),
    logType: "ACCESS_LOGS",
    resourceArn: distribution.distributionArn,
  });
  const destination = new logs.CfnDeliveryDestination(home, "LogDestination", {
    name: context.name("edge", "log-destination"),
    destinationResourceArn: `arn:aws:s3:::${context.bucketName("monitoring", "logs-bucket")}/${kPrefix}`,
    outputFormat: "w3c",
  });
  const delivery = new logs.CfnDelivery(home, "LogDelivery", {
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.attrArn,
    recordFields: kFields,
    s3SuffixPath: "{DistributionId}/{yyyy}/{MM}/{dd}/{HH}",
  });
  delivery.addResourceDependency(source);
  if (bucket.policy && Stack.of(home) === Stack.of(bucket)) destination.node.addDependency(bucket.policy);
}
