// Names, tags and hosts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bucketName, hostName, parameterPath, resourceName, serviceNames, stackName, tagsFor } from "../src/index";

test("a name is project, environment, service and resource", () => {
  assert.equal(resourceName("prod", "api", "cluster"), "housing-trends-prod-api-cluster");
  assert.equal(resourceName("staging", "db", "instance"), "housing-trends-staging-db-instance");
  assert.equal(resourceName("dev", "cache", "cluster"), "housing-trends-dev-cache-cluster");
  assert.equal(resourceName("shared", "delivery", "pipeline"), "housing-trends-shared-delivery-pipeline");
});

test("what is no part of a name is refused", () => {
  for (const wrong of ["", "Cluster", "a_b", "-a", "a-", "a--b", "a b", "a.b"]) {
    assert.throws(() => resourceName("prod", "api", wrong), /use lower-case words joined by dashes/, wrong);
  }
});

test("a bucket's name ends with the site's suffix when there is one", () => {
  assert.equal(bucketName("prod", "frontend", "bucket", { bucketSuffix: "" }), "housing-trends-prod-frontend-bucket");
  assert.equal(bucketName("dev", "data", "bucket", { bucketSuffix: "acme" }), "housing-trends-dev-data-bucket-acme");
});

test("stacks and parameters", () => {
  assert.equal(stackName("prod"), "housing-trends-prod");
  assert.equal(stackName("prod", "edge"), "housing-trends-prod-edge");
  assert.equal(stackName("delivery"), "housing-trends-delivery");
  assert.equal(parameterPath("dev", "api", "image-digest"), "/housing-trends/dev/api/image-digest");
});

test("tags are six, five for a whole stack", () => {
  const system = {
    Project: "housing-trends",
    Environment: "dev",
    ManagedBy: "cdk",
    Owner: "housing-trends-team",
    CostCenter: "engineering",
  };
  assert.deepEqual(tagsFor("dev"), system);
  for (const service of serviceNames) assert.deepEqual(tagsFor("dev", service), { ...system, Service: service });
});

test("an environment's host is the domain or a name below it", () => {
  assert.equal(hostName({ subdomain: "" }, { domain: "homes.example.org" }), "homes.example.org");
  assert.equal(hostName({ subdomain: "dev" }, { domain: "homes.example.org" }), "dev.homes.example.org");
});
