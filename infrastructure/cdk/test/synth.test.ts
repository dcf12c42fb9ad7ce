// The app makes every stack without credentials, and says clearly what is wrong with what it is asked for.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { chosen } from "../lib/choice";
import { cdkContext, packageRoot, synthesis } from "./synthesis";
import { all, environments, one } from "./template";

const runApp = (context: Record<string, string>, variables: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join(packageRoot, "build/bin/housing-trends.js")], {
    encoding: "utf8",
    cwd: packageRoot,
    env: { PATH: process.env["PATH"], CDK_CONTEXT_JSON: JSON.stringify({ ...cdkContext(), ...context }), ...variables },
  });

test("every stack of the README's table is made, in its region", () => {
  const made = synthesis().stacks.map(({ stackName, region }) => `${stackName} ${region}`);
  const expected = environments.flatMap((environment) => [
    `housing-trends-${environment} us-east-1`,
    `housing-trends-${environment}-edge us-east-1`,
    `housing-trends-${environment}-images us-east-1`,
  ]);
  expected.push("housing-trends-prod-recovery us-west-2", "housing-trends-delivery us-east-1");
  // Device Farm is in us-west-2 alone.
  expected.push("housing-trends-delivery-devices us-west-2");
  assert.deepEqual([...made].sort(), expected.sort());
});

test("nothing has to be looked up with credentials", () => {
  assert.deepEqual(synthesis().missing, []);
});

test("production is protected from deletion, as its settings say, and test environments are not", () => {
  for (const environment of environments) {
    const { properties, resource } = one("AWS::RDS::DBInstance", environment);
    const isProd = environment === "prod";
    assert.equal(properties["DeletionProtection"], isProd);
    assert.equal(resource.DeletionPolicy, isProd ? "Snapshot" : "Delete");
    const kept = ["AWS::S3::Bucket", "AWS::KMS::Key", "AWS::SecretsManager::Secret"].flatMap((type) =>
      all(type, environment).filter(({ stack }) => stack.part === "main"),
    );
    assert.ok(kept.length >= 7);
    for (const each of kept) assert.equal(each.resource.DeletionPolicy, isProd ? "Retain" : "Delete", each.where);
    const { LoadBalancerAttributes } = one("AWS::ElasticLoadBalancingV2::LoadBalancer", environment).properties;
    const attribute = LoadBalancerAttributes.find(({ Key }: { Key: string }) => Key === "deletion_protection.enabled");
    assert.equal(attribute.Value, String(isProd));
  }
});

test("the app makes one environment's stacks from the command line's words", () => {
  const outdir = mkdtempSync(join(tmpdir(), "housing-cdk-"));
  try {
    const { status, stderr } = runApp({ environment: "dev", site: "example" }, { CDK_OUTDIR: outdir });
    assert.equal(status, 0, stderr);
    const templates = readdirSync(outdir).filter((file) => file.endsWith(".template.json"));
    const stacks = ["housing-trends-dev", "housing-trends-dev-edge", "housing-trends-dev-images"];
    assert.deepEqual(templates.sort(), stacks.map((name) => `${name}.template.json`).sort());
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
});

test("an unknown environment is refused with the known ones", () => {
  const { status, stderr } = runApp({ environment: "qa", site: "example" });
  assert.equal(status, 1);
  assert.match(stderr, /environment "qa" is unknown; write dev, staging, prod or delivery/);
  assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
});

test("an unknown site is refused", () => {
  assert.throws(() => chosen((key) => (key === "site" ? "mine" : undefined)), /-c site=mine is unknown/);
});

test("without settings/site.json the app says how to make it", (context) => {
  if (existsSync(join(packageRoot, "../settings/site.json"))) {
    context.skip("settings/site.json is there; move it away to run this test");
    return;
  }
  const { status, stderr } = runApp({ environment: "dev" });
  assert.equal(status, 1);
  assert.match(stderr, /settings\/site\.json: is missing; copy site\.example\.json to site\.json and fill it in/);
});

test("the command line chooses one environment, the pipeline, or all", () => {
  const choice = (environment?: string) => chosen((key) => ({ environment, site: "example" })[key]);
  assert.deepEqual(choice("staging"), { environments: ["staging"], delivery: false, example: true });
  assert.deepEqual(choice("delivery"), { environments: [], delivery: true, example: true });
  assert.deepEqual(choice(), { environments: ["dev", "staging", "prod"], delivery: true, example: true });
});
