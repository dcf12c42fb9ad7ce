// The two places answers come from: the bucket of the built site, and the balancer inside the private network.
import * as cloudfront from "aws-cdk-lib/aws-cloudfront";
import * as origins from "aws-cdk-lib/aws-cloudfront-origins";
import type * as elbv2 from "aws-cdk-lib/aws-elasticloadbalancingv2";
import type * as s3 from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import type { Context } from "../context";
import { originKeepAlive, originReadTimeout } from "./edge-defaults";
import { edgeSettings } from "./edge-settings";

// A VPC origin: CloudFront reaches the internal balancer through an interface of its own in the private subnets.
export function apiOrigin(scope: Construct, context: Context, balancer: elbv2.IApplicationLoadBalancer) {
  const vpcOrigin = new cloudfront.VpcOrigin(scope, "ApiOrigin", {
    endpoint: cloudfront.VpcOriginEndpoint.applicationLoadBalancer(balancer),
    vpcOriginName: context.name("edge", "api-origin"),
    protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
    originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
  });
  return origins.VpcOrigin.withVpcOrigin(vpcOrigin, {
    originId: "api",
    domainName: context.originHost,
    readTimeout: originReadTimeout,
    keepaliveTimeout: originKeepAlive,
  });
}

// The bucket first; what it has not, or cannot give, is asked of the API's server, which carries the same site. So an
// unknown page is 404.html with status 404 while problem documents of the API stay as they are, which an error page of
// the distribution would not allow, and readers notice nothing of an outage of S3.
export function siteOrigin(scope: Construct, context: Context, bucket: s3.IBucket, api: cloudfront.IOrigin) {
  const originAccessControl = new cloudfront.S3OriginAccessControl(scope, "SiteAccess", {
    originAccessControlName: context.name("edge", "site-access"),
    signing: cloudfront.Signing.SIGV4_ALWAYS,
  });
  return new origins.OriginGroup({
    primaryOrigin: origins.S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl, originId: "site" }),
    fallbackOrigin: api,
    fallbackStatusCodes: [...edgeSettings.failoverStatuses],
  });
}
