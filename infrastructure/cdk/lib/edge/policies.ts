// Which parts of a request choose an answer from the cache, and which are sent on to the balancer.
import * as cloudfront from "aws-cdk-lib/aws-cloudfront";
import { Construct } from "constructs";
import type { Context } from "../context";
import { apiLifetimes, forwardedHeaders, siteLifetimes } from "./edge-defaults";

const compressed = { enableAcceptEncodingBrotli: true, enableAcceptEncodingGzip: true };
const nobodys = {
  cookieBehavior: cloudfront.CacheCookieBehavior.none(),
  headerBehavior: cloudfront.CacheHeaderBehavior.none(),
};

export class EdgePolicies extends Construct {
  readonly site: cloudfront.ICachePolicy;
  readonly api: cloudfront.ICachePolicy;
  readonly never = cloudfront.CachePolicy.CACHING_DISABLED;
  readonly apiRequest: cloudfront.IOriginRequestPolicy;
  // Not the Host header: the balancer's certificate is checked against the name of the origin.
  readonly everythingSent = cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER;

  constructor(scope: Construct, id: string, context: Context) {
    super(scope, id);
    this.site = new cloudfront.CachePolicy(this, "Site", {
      cachePolicyName: context.name("edge", "site-cache"),
      comment: "Files of the site: as long as each file says",
      queryStringBehavior: cloudfront.CacheQueryStringBehavior.none(),
      ...nobodys,
      ...siteLifetimes,
      ...compressed,
    });
    this.api = new cloudfront.CachePolicy(this, "Api", {
      cachePolicyName: context.name("edge", "api-cache"),
      comment: "Answers of the API that are the same for everybody: as long as the API says",
      queryStringBehavior: cloudfront.CacheQueryStringBehavior.all(),
      ...nobodys,
      ...apiLifetimes,
      ...compressed,
    });
    this.apiRequest = new cloudfront.OriginRequestPolicy(this, "ApiRequest", {
      originRequestPolicyName: context.name("edge", "api-request"),
      comment: "No cookie and no credential is sent with a request whose answer others will see",
      queryStringBehavior: cloudfront.OriginRequestQueryStringBehavior.all(),
      cookieBehavior: cloudfront.OriginRequestCookieBehavior.none(),
      headerBehavior: cloudfront.OriginRequestHeaderBehavior.allowList(...forwardedHeaders),
    });
  }
}
