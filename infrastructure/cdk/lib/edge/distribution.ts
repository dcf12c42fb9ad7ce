// The CDN: the built site from its bucket, the API from the balancer, one host name for both.
import { Duration } from "aws-cdk-lib";
import * as cloudfront from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import type { Context } from "../context";
import type { ApiParts, DataParts, GlobalEdgeParts } from "../parts";
import { projectText } from "../project-files";
import { accessLogs } from "./access-logs";
import { minimumProtocolVersion, priceClass } from "./edge-defaults";
import { edgeSettings } from "./edge-settings";
import { headersPolicy } from "./headers";
import { apiOrigin, siteOrigin } from "./origins";
import { EdgePolicies } from "./policies";

const kRewrites = "infrastructure/cdk/lib/edge/edge-rewrites.js";

export interface DistributionInputs {
  readonly data: DataParts;
  readonly api: ApiParts;
  readonly global: GlobalEdgeParts;
}

function behaviours(origin: cloudfront.IOrigin, policies: EdgePolicies, headers: cloudfront.IResponseHeadersPolicy) {
  const common = {
    origin,
    responseHeadersPolicy: headers,
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
    compress: true,
  };
  const live = { ...common, cachePolicy: policies.never, originRequestPolicy: policies.everythingSent };
  const cached = { ...common, cachePolicy: policies.api, originRequestPolicy: policies.apiRequest };
  // CloudFront takes the first pattern that fits: accounts before the whole of the API.
  return Object.fromEntries([
    ...edgeSettings.accountPaths.map((path) => [path, live] as const),
    ...edgeSettings.livePaths.map((path) => [path, live] as const),
    ...[...edgeSettings.cachedPaths, ...edgeSettings.pagePaths].map((path) => [path, cached] as const),
  ]);
}

export function distribution(scope: Construct, context: Context, { data, api, global }: DistributionInputs) {
  const headers = headersPolicy(scope, "Headers", context);
  const policies = new EdgePolicies(scope, "Policies", context);
  const rewrites = new cloudfront.Function(scope, "Rewrites", {
    functionName: context.name("edge", "rewrites"),
    comment: "Addresses of pages to files of the site",
    runtime: cloudfront.FunctionRuntime.JS_2_0,
    code: cloudfront.FunctionCode.fromInline(projectText(kRewrites)),
  });
  const balancer = apiOrigin(scope, context, api.balancer);
  const result = new cloudfront.Distribution(scope, "Distribution", {
    comment: context.name("edge", "distribution"),
    domainNames: [context.host],
    certificate: global.certificate,
    minimumProtocolVersion,
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    enableIpv6: true,
    priceClass,
    webAclId: global.webAclArn,
    defaultBehavior: {
      origin: siteOrigin(scope, context, data.frontendBucket, balancer),
      cachePolicy: policies.site,
      responseHeadersPolicy: headers,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      compress: true,
      functionAssociations: [{ function: rewrites, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
    },
    additionalBehaviors: behaviours(balancer, policies, headers),
    errorResponses: edgeSettings.keptErrors.statuses.map((httpStatus) => ({
      httpStatus,
      ttl: Duration.seconds(edgeSettings.keptErrors.seconds),
    })),
  });
  accessLogs(scope, context, result, data.logsBucket);
  return result;
}
