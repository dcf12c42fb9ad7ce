// The response headers policy, made from contract/web-headers.json: the same headers the program's own server sends.
//
// CloudFront takes the security headers one by one and all others as custom ones; a value it has no field for is
// refused here rather than dropped. A header the origin sent stays: the API's own policy is stricter than the site's.
import { Duration } from "aws-cdk-lib";
import * as cloudfront from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import type { Context } from "../context";
import { projectJson } from "../project-files";

const kFile = "contract/web-headers.json";
const override = false;

type Behaviour = { -readonly [K in keyof cloudfront.ResponseSecurityHeadersBehavior]: unknown };

function strictTransport(value: string) {
  const seconds = /(?:^|;)\s*max-age=(\d+)/i.exec(value)?.[1];
  if (!seconds) throw new RangeError(`${kFile}: Strict-Transport-Security has no max-age; write max-age=SECONDS`);
  return {
    accessControlMaxAge: Duration.seconds(Number(seconds)),
    includeSubdomains: /includeSubDomains/i.test(value),
    preload: /preload/i.test(value),
    override,
  };
}

function only<T>(header: string, value: string, known: Record<string, T>): T {
  const found = known[value.toLowerCase()];
  if (found !== undefined) return found;
  throw new RangeError(`${kFile}: ${header} is "${value}"; CloudFront takes ${Object.keys(known).join(", ")}`);
}

const referrerPolicies = Object.fromEntries(
  Object.values(cloudfront.HeadersReferrerPolicy).map((each) => [each.toLowerCase(), each]),
);
const frameOptions = { deny: cloudfront.HeadersFrameOption.DENY, sameorigin: cloudfront.HeadersFrameOption.SAMEORIGIN };

const securityHeaders: Record<string, (value: string) => Behaviour> = {
  "content-security-policy": (value) => ({
    contentSecurityPolicy: { contentSecurityPolicy: value, override },
  }),
  "strict-transport-security": (value) => ({ strictTransportSecurity: strictTransport(value) }),
  "x-content-type-options": (value) => ({
    contentTypeOptions: { override: only("X-Content-Type-Options", value, { nosniff: override }) },
  }),
  "x-frame-options": (value) => ({
    frameOptions: { frameOption: only("X-Frame-Options", value, frameOptions), override },
  }),
  "referrer-policy": (value) => ({
    referrerPolicy: { referrerPolicy: only("Referrer-Policy", value, referrerPolicies), override },
  }),
};

export function headersBehaviours(headers: Record<string, string>) {
  const securityHeadersBehavior: Behaviour = {};
  const customHeaders: cloudfront.ResponseCustomHeader[] = [];
  for (const [header, value] of Object.entries(headers)) {
    const security = securityHeaders[header.toLowerCase()];
    if (security) Object.assign(securityHeadersBehavior, security(value));
    else customHeaders.push({ header, value, override });
  }
  return {
    securityHeadersBehavior: securityHeadersBehavior as cloudfront.ResponseSecurityHeadersBehavior,
    customHeadersBehavior: { customHeaders },
  };
}

export function headersPolicy(scope: Construct, id: string, context: Context): cloudfront.ResponseHeadersPolicy {
  return new cloudfront.ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: context.name("edge", "headers"),
    comment: `Headers of ${kFile}`,
    ...headersBehaviours(projectJson<Record<string, string>>(kFile)),
    removeHeaders: ["Server"],
  });
}
