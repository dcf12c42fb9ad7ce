// What stands before the site: the headers of every answer, the web ACL, the health check.
import assert from "node:assert/strict";
import { test } from "node:test";
import { edgeSettings } from "../lib/edge/edge-settings";
import { headersBehaviours } from "../lib/edge/headers";
import { projectJson } from "../lib/project-files";
import { environments, one, text, type Anything } from "./template";

const configuration = (environment: string): Anything =>
  one("AWS::CloudFront::Distribution", environment).properties["DistributionConfig"];

// Header by header, as the policy has them.
function sentBy(config: Anything): Record<string, string> {
  const { SecurityHeadersConfig: s, CustomHeadersConfig: c } = config;
  const hsts = s.StrictTransportSecurity;
  const age = `max-age=${hsts.AccessControlMaxAgeSec}`;
  const subdomains = hsts.IncludeSubdomains && "includeSubDomains";
  const preload = hsts.Preload && "preload";
  return {
    "Content-Security-Policy": s.ContentSecurityPolicy.ContentSecurityPolicy,
    "Strict-Transport-Security": [age, subdomains, preload].filter(Boolean).join("; "),
    ...(s.ContentTypeOptions ? { "X-Content-Type-Options": "nosniff" } : {}),
    "X-Frame-Options": s.FrameOptions.FrameOption,
    "Referrer-Policy": s.ReferrerPolicy.ReferrerPolicy,
    ...Object.fromEntries(c.Items.map(({ Header, Value }: Anything) => [Header, Value])),
  };
}

test("every answer has the headers of the contract", () => {
  const wanted = projectJson<Record<string, string>>("contract/web-headers.json");
  for (const environment of environments) {
    const policy = one("AWS::CloudFront::ResponseHeadersPolicy", environment);
    assert.deepEqual(sentBy(policy.properties["ResponseHeadersPolicyConfig"]), wanted);
    const config = configuration(environment);
    for (const behaviour of [config.DefaultCacheBehavior, ...config.CacheBehaviors]) {
      assert.equal(text(behaviour.ResponseHeadersPolicyId), `<${policy.id}>`);
    }
  }
});

test("a header CloudFront cannot send as written is refused", () => {
  assert.throws(() => headersBehaviours({ "X-Frame-Options": "ALLOW-FROM https://a.example" }), /X-Frame-Options/);
  assert.throws(() => headersBehaviours({ "Strict-Transport-Security": "includeSubDomains" }), /max-age/);
});

test("what CloudFront wants in us-east-1 is there", () => {
  for (const environment of environments) {
    for (const type of ["AWS::WAFv2::WebACL", "AWS::Route53::HealthCheck"]) {
      const { stack } = one(type, environment);
      assert.deepEqual([stack.part, stack.region], ["edge", "us-east-1"], type);
    }
  }
});

test("the web ACL has the managed rules and the limits, and logs what it stops without secrets", () => {
  for (const environment of environments) {
    const acl = one("AWS::WAFv2::WebACL", environment).properties;
    assert.equal(acl["Scope"], "CLOUDFRONT");
    const statements: Anything[] = acl["Rules"].map(({ Statement }: Anything) => Statement);
    const managed = statements.flatMap(({ ManagedRuleGroupStatement: each }) => (each ? [each.Name] : []));
    assert.deepEqual(
      managed,
      edgeSettings.webAcl.managedRules.map(({ name }) => name),
    );
    const limits = statements.flatMap(({ RateBasedStatement: each }) => {
      if (!each) return [];
      const below = each.ScopeDownStatement?.ByteMatchStatement.SearchString ?? "/";
      return `${each.Limit} in ${each.EvaluationWindowSec} s below ${below}`;
    });
    assert.deepEqual(limits.sort(), ["100 in 300 s below /api/v1/auth/", "2000 in 300 s below /"]);
    assert.deepEqual(
      acl["Rules"].map(({ Priority }: Anything) => Priority),
      acl["Rules"].map((_: unknown, i: number) => i),
    );
    const logging = one("AWS::WAFv2::LoggingConfiguration", environment).properties;
    assert.match(text(logging["LogDestinationConfigs"][0]), /:log-group:aws-waf-logs-[a-z-]+$/);
    const redacted = logging["RedactedFields"].map(({ SingleHeader }: Anything) => SingleHeader.Name);
    assert.deepEqual(redacted.sort(), ["authorization", "cookie"]);
    assert.ok(configuration(environment).WebACLId, "the distribution does not use it");
  }
});

test("the health check asks the site's readiness over TLS", () => {
  const { HealthCheckConfig: config } = one("AWS::Route53::HealthCheck", "prod").properties;
  assert.deepEqual(
    [config.Type, config.FullyQualifiedDomainName, config.ResourcePath, config.EnableSNI],
    ["HTTPS", "housing-trends.example", "/health/ready", true],
  );
});
