// The operator's file: checked field by field, and never the example where something may be deployed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { availabilityZones, exampleSite, loadSite, parseSite, refuseExample, regionFacts } from "../src/index";

type Anything = any;

const own = (change: Anything = {}) => ({
  ...structuredClone(exampleSite()),
  account: "123456789012",
  domain: "homes.example.org",
  hostedZoneId: "Z1234567890ABC",
  alarmEmail: "ops@example.org",
  mailFrom: "no-reply@homes.example.org",
  source: {
    kind: "github",
    repository: "acme/housing-trends",
    branch: "main",
    connectionArn: "arn:aws:codeconnections:us-east-1:123456789012:connection/1",
  },
  ...change,
});

test("a filled file is taken", () => {
  assert.equal(refuseExample(parseSite(own())).account, "123456789012");
});

test("the example is taken for tests and refused for a deployment", () => {
  assert.equal(loadSite({ example: true }).account, "111111111111");
  assert.throws(() => loadSite({ example: true, requireReal: true }), /account is still the example's "111111111111"/);
});

for (const field of ["account", "domain", "hostedZoneId", "alarmEmail", "mailFrom"] as const) {
  test(`the example's ${field} is refused, by name`, () => {
    const site = { ...parseSite(own()), [field]: exampleSite()[field] };
    assert.throws(() => refuseExample(site), new RegExp(`site\\.json: ${field} is still the example's`));
  });
}

test("the example's repository and connection are refused", () => {
  const site = { ...parseSite(own()), source: exampleSite().source };
  assert.throws(() => refuseExample(site), /source\.repository is still .*\n.*source\.connectionArn is still/);
});

const refused: [string, Anything, RegExp][] = [
  ["an account of eleven digits", { account: "12345678901" }, /account is "12345678901"; write the twelve digits/],
  ["an account as a number", { account: 123456789012 }, /account is 123456789012; write the twelve digits/],
  ["mail of another domain", { mailFrom: "a@elsewhere.org" }, /write an address that ends with @homes\.example\.org/],
  ["a suffix with capitals", { bucketSuffix: "Acme" }, /bucketSuffix is "Acme"/],
  ["GitHub without a connection", { source: { ...own().source, connectionArn: "" } }, /create a connection to GitHub/],
  ["GitHub without an owner", { source: { ...own().source, repository: "housing" } }, /write owner\/name/],
  ["another kind of source", { source: { ...own().source, kind: "gitlab" } }, /write "github" or "codecommit"/],
];
for (const [name, change, expected] of refused) {
  test(`refused: ${name}`, () => assert.throws(() => parseSite(own(change)), expected));
}

test("CodeCommit needs no connection", () => {
  const source = { kind: "codecommit", repository: "housing-trends", branch: "main", connectionArn: "" };
  assert.equal(parseSite(own({ source })).source.kind, "codecommit");
});

test("zones are the region's, or the site's own", () => {
  assert.deepEqual(availabilityZones("us-east-1", 2, {}), ["us-east-1a", "us-east-1b"]);
  const chosen = ["us-east-1c", "us-east-1d"];
  assert.deepEqual(availabilityZones("us-east-1", 2, { availabilityZones: chosen }), chosen);
  assert.throws(() => availabilityZones("us-east-1", 2, { availabilityZones: ["us-west-2a", "us-west-2b"] }), /not of/);
  assert.throws(() => availabilityZones("us-east-1", 2, { availabilityZones: ["us-east-1a"] }), /name 2/);
});

test("a region nothing is known of is refused with what to add", () => {
  assert.match(regionFacts("us-west-2").cloudFrontPrefixList, /^pl-/);
  assert.throws(() => regionFacts("eu-central-1"), /regions\.json: eu-central-1 is missing; add it/);
});
