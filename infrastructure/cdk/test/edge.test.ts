// The distribution: where each address goes, what is kept and what is not.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { projectPath, projectText } from "../lib/project-files";
import { all, environments, one, target, text, type Anything } from "./template";

const kDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const kAllButHost = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

const distribution = (environment: string) => one("AWS::CloudFront::Distribution", environment);
const configuration = (environment: string): Anything => distribution(environment).properties["DistributionConfig"];

// As CloudFront does it: the first pattern that fits, else the default behaviour.
function behaviourOf(config: Anything, path: string): Anything {
  const fits = (pattern: string) =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".")}$`,
    ).test(path);
  return config.CacheBehaviors.find(({ PathPattern }: Anything) => fits(PathPattern)) ?? config.DefaultCacheBehavior;
}

const policyOf = (environment: string, behaviour: Anything): string =>
  text(
    target(distribution(environment).stack, behaviour.CachePolicyId)?.Properties?.["CachePolicyConfig"].Name ??
      behaviour.CachePolicyId,
  ).replace(/^housing-trends-[a-z]+-/, "");

test("an account's addresses are never kept, and get all the reader sent", () => {
  const paths = [
    "/api/v1/auth/login",
    "/api/v1/me",
    "/api/v1/me/export",
    "/api/v1/saved-searches",
    "/api/v1/alerts/7",
    "/api/v1/watchlist",
    "/api/v1/notifications",
    "/api/v1/api-keys",
    "/api/v1/exports/1",
    "/api/v1/admin/imports",
    "/health",
    "/health/ready",
  ];
  for (const environment of environments) {
    for (const path of paths) {
      const behaviour = behaviourOf(configuration(environment), path);
      assert.equal(behaviour.CachePolicyId, kDisabled, path);
      assert.equal(behaviour.OriginRequestPolicyId, kAllButHost, path);
      assert.equal(behaviour.TargetOriginId, "api", path);
    }
  }
});

test("what is the same for everybody is kept, and nobody's cookies or credentials are sent with it", () => {
  const request = one("AWS::CloudFront::OriginRequestPolicy", "prod").properties["OriginRequestPolicyConfig"];
  assert.equal(request.CookiesConfig.CookieBehavior, "none");
  assert.ok(!request.HeadersConfig.Headers.some((each: string) => /cookie|authorization/i.test(each)));
  for (const path of [
    "/api/v1/metrics",
    "/api/v1/series",
    "/api/v1/screener",
    "/fred/series",
    "/docs",
    "/openapi.json",
  ]) {
    const behaviour = behaviourOf(configuration("prod"), path);
    assert.equal(policyOf("prod", behaviour), "edge-api-cache", path);
    assert.equal(text(behaviour.OriginRequestPolicyId).replace(/[0-9A-F]{8}>/, ">"), "<EdgePoliciesApiRequest>", path);
    assert.equal(behaviour.TargetOriginId, "api", path);
  }
});

// A way in without any scheme is open to everybody.
const isNeeded = (security: object[]) => security.length > 0 && security.every((way) => Object.keys(way).length > 0);

// Joined out of its files by the tool that makes /openapi.json of them.
function joinedContract(): Anything {
  const folder = mkdtempSync(join(tmpdir(), "contract-"));
  try {
    execFileSync(process.execPath, [projectPath("tools/contract/build.mjs"), folder]);
    return JSON.parse(readFileSync(join(folder, "openapi.json"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Every address of the contract, so that a new one is decided about and not forgotten.
test("the contract's addresses go to the API; those that need an account are not kept", () => {
  const contract = joinedContract();
  assert.ok(Object.keys(contract.paths).length >= 50);
  for (const [template, operations] of Object.entries<Record<string, Anything>>(contract.paths)) {
    const path = template.replace(/\{\w+\}/g, "x");
    if (path === "/metrics") continue;
    const behaviour = behaviourOf(configuration("prod"), path);
    assert.equal(behaviour.TargetOriginId, "api", path);
    const needsAccount = Object.values(operations).some(({ security = [] }) => isNeeded(security));
    if (needsAccount) assert.equal(behaviour.CachePolicyId, kDisabled, `${path} needs an account: add it to edge.json`);
  }
});

test("the process's own metrics are not to be had from outside", () => {
  const behaviour = behaviourOf(configuration("prod"), "/metrics");
  assert.equal(behaviour, configuration("prod").DefaultCacheBehavior);
});

test("lifetimes are those of the API; query and encoding make answers differ, cookies do not", () => {
  const found = all("AWS::CloudFront::CachePolicy", "prod").map(({ properties }) => properties["CachePolicyConfig"]);
  const api = found.find(({ Name }) => Name === "housing-trends-prod-edge-api-cache");
  assert.deepEqual([api.MinTTL, api.DefaultTTL], [0, 0]);
  const key = api.ParametersInCacheKeyAndForwardedToOrigin;
  assert.equal(key.QueryStringsConfig.QueryStringBehavior, "all");
  assert.equal(key.CookiesConfig.CookieBehavior, "none");
  assert.equal(key.HeadersConfig.HeaderBehavior, "none");
  assert.ok(key.EnableAcceptEncodingBrotli && key.EnableAcceptEncodingGzip);
});

test("the site comes from its bucket, with the rewrites, and from the server where the bucket has nothing", () => {
  for (const environment of environments) {
    const config = configuration(environment);
    const [group] = config.OriginGroups.Items;
    assert.deepEqual(
      group.Members.Items.map(({ OriginId }: Anything) => OriginId),
      ["site", "api"],
    );
    assert.ok([403, 404].every((each) => group.FailoverCriteria.StatusCodes.Items.includes(each)));
    assert.equal(config.DefaultCacheBehavior.TargetOriginId, group.Id);
    const [association] = config.DefaultCacheBehavior.FunctionAssociations;
    assert.equal(association.EventType, "viewer-request");
    const { FunctionCode, FunctionConfig } = one("AWS::CloudFront::Function", environment).properties;
    assert.equal(FunctionCode, projectText("infrastructure/cdk/lib/edge/edge-rewrites.js"));
    assert.equal(FunctionConfig.Runtime, "cloudfront-js-2.0");
    // An error page of the distribution would replace the API's problem documents.
    for (const { ResponsePagePath, ErrorCachingMinTTL } of config.CustomErrorResponses)
      assert.deepEqual([ResponsePagePath, ErrorCachingMinTTL], [undefined, 1], "no longer than Retry-After says");
    assert.ok(config.CustomErrorResponses.some(({ ErrorCode }: Anything) => ErrorCode === 503));
    const site = config.Origins.find(({ Id }: Anything) => Id === "site");
    assert.ok(site.OriginAccessControlId && site.S3OriginConfig.OriginAccessIdentity === "");
  }
});

test("the balancer is reached inside the network, over TLS, under a name of its certificate", () => {
  for (const environment of environments) {
    const origin = configuration(environment).Origins.find(({ Id }: Anything) => Id === "api");
    const { VpcOriginEndpointConfig: endpoint } = one("AWS::CloudFront::VpcOrigin", environment).properties;
    assert.equal(endpoint.OriginProtocolPolicy, "https-only");
    assert.deepEqual(endpoint.OriginSSLProtocols, ["TLSv1.2"]);
    assert.ok(origin.VpcOriginConfig && !origin.CustomOriginConfig);
    const names = all("AWS::CertificateManager::Certificate", environment)
      .filter(({ stack }) => stack.part === "main")
      .flatMap(({ properties }) => [properties["DomainName"], ...(properties["SubjectAlternativeNames"] ?? [])]);
    assert.ok(names.includes(origin.DomainName), `${origin.DomainName} is not among ${names.join()}`);
  }
});

test("readers get HTTP/3 and TLS 1.2 or newer, on the site's own name, for IPv4 and IPv6", () => {
  for (const [environment, host] of [
    ["prod", "housing-trends.example"],
    ["dev", "dev.housing-trends.example"],
  ] as const) {
    const config = configuration(environment);
    assert.deepEqual(config.Aliases, [host]);
    assert.equal(config.HttpVersion, "http2and3");
    assert.equal(config.ViewerCertificate.MinimumProtocolVersion, "TLSv1.2_2021");
    for (const behaviour of [config.DefaultCacheBehavior, ...config.CacheBehaviors]) {
      assert.equal(behaviour.ViewerProtocolPolicy, "redirect-to-https");
      assert.equal(behaviour.Compress, true);
    }
    const records = all("AWS::Route53::RecordSet", environment).filter(({ properties }) => properties["AliasTarget"]);
    const site = records.filter(({ properties }) => properties["Name"] === `${host}.`);
    assert.deepEqual(site.map(({ properties }) => properties["Type"]).sort(), ["A", "AAAA"]);
    assert.ok(site.every(({ properties }) => text(properties["AliasTarget"].DNSName).startsWith("<EdgeDistribution")));
  }
});

test("access logs are delivered to the logs bucket, which lets the delivery in", () => {
  for (const environment of environments) {
    const source = one("AWS::Logs::DeliverySource", environment).properties;
    assert.equal(source["LogType"], "ACCESS_LOGS");
    assert.match(text(source["ResourceArn"]), /distribution\/<EdgeDistribution/);
    const destination = one("AWS::Logs::DeliveryDestination", environment).properties["DestinationResourceArn"];
    assert.equal(destination, `arn:aws:s3:::housing-trends-${environment}-monitoring-logs-bucket/edge`);
    const policies = all("AWS::S3::BucketPolicy", environment).flatMap(
      ({ properties }) => properties["PolicyDocument"].Statement,
    );
    const ours = policies.filter(({ Sid }) => Sid === "EdgeLogs");
    assert.equal(ours.length, 1);
    assert.equal(ours[0].Principal.Service, "delivery.logs.amazonaws.com");
    assert.match(text(ours[0].Resource), /\/edge\/\*$/);
  }
});
