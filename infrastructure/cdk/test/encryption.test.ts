// At rest everything is encrypted, with the environment's key wherever the service can; on the way everything is TLS.
import assert from "node:assert/strict";
import { test } from "node:test";
import { databaseAuthorities } from "../lib/compute/compute-defaults";
import { projectText } from "../lib/project-files";
import { all, environments, one, target, text, type Anything, type Found } from "./template";

const isDataKey = ({ stack }: Found, value: Anything) => target(stack, value)?.Type === "AWS::KMS::Key";

// Property that names the key, by kind of resource.
const byKey: Record<string, string> = {
  "AWS::RDS::DBInstance": "KmsKeyId",
  "AWS::ElastiCache::ReplicationGroup": "KmsKeyId",
  "AWS::SQS::Queue": "KmsMasterKeyId",
  "AWS::SNS::Topic": "KmsMasterKeyId",
  "AWS::SecretsManager::Secret": "KmsKeyId",
  "AWS::Logs::LogGroup": "KmsKeyId",
};

test("what can take a key has the environment's", () => {
  for (const [type, property] of Object.entries(byKey)) {
    const found = all(type).filter(({ stack }) => stack.environment !== "shared");
    assert.ok(found.length >= 3, `${type}: ${found.length}`);
    for (const each of found) assert.ok(isDataKey(each, each.properties[property]), `${each.where} ${property}`);
  }
});

test("keys are rotated", () => {
  for (const { properties, where } of all("AWS::KMS::Key")) assert.equal(properties["EnableKeyRotation"], true, where);
});

test("buckets are encrypted: by the key, or by S3's own where pages are public or logs are delivered", () => {
  const byS3 = /-(prod|staging|dev)-(frontend-bucket|monitoring-logs-bucket)$/;
  const buckets = all("AWS::S3::Bucket").filter(({ stack }) => stack.environment !== "shared");
  assert.ok(buckets.length >= 12);
  for (const { properties, where } of buckets) {
    const [rule] = properties["BucketEncryption"].ServerSideEncryptionConfiguration;
    const expected = byS3.test(properties["BucketName"]) ? "AES256" : "aws:kms";
    assert.equal(rule.ServerSideEncryptionByDefault.SSEAlgorithm, expected, where);
  }
});

test("the database encrypts, takes TLS only, and its password is made and kept by RDS", () => {
  for (const environment of environments) {
    const instance = one("AWS::RDS::DBInstance", environment);
    assert.equal(instance.properties["StorageEncrypted"], true);
    assert.equal(instance.properties["ManageMasterUserPassword"], true);
    assert.equal(instance.properties["MasterUserPassword"], undefined);
    assert.ok(isDataKey(instance, instance.properties["MasterUserSecret"].KmsKeyId));
    const parameters = target(instance.stack, instance.properties["DBParameterGroupName"]);
    assert.equal(parameters?.Properties?.["Parameters"]["rds.force_ssl"], "1");
  }
});

test("the cache encrypts, takes TLS only, and asks for a token out of Secrets Manager", () => {
  for (const environment of environments) {
    const { properties } = one("AWS::ElastiCache::ReplicationGroup", environment);
    assert.equal(properties["AtRestEncryptionEnabled"], true);
    assert.equal(properties["TransitEncryptionEnabled"], true);
    assert.equal(properties["TransitEncryptionMode"], "required");
    assert.match(text(properties["AuthToken"]), /^\{\{resolve:secretsmanager:<DataCacheAuth\w+>:SecretString:::\}\}$/);
  }
});

// A policy that refuses whatever comes without TLS.
const refusesPlain = ({ properties }: Found) =>
  properties["PolicyDocument"].Statement.some(
    (statement: Anything) =>
      statement.Effect === "Deny" && statement.Condition?.Bool?.["aws:SecureTransport"] === "false",
  );

test("every bucket, queue and topic refuses what comes without TLS", () => {
  const kinds = [
    ["AWS::S3::Bucket", "AWS::S3::BucketPolicy", ({ Bucket }: Anything) => [Bucket]],
    ["AWS::SQS::Queue", "AWS::SQS::QueuePolicy", ({ Queues }: Anything) => Queues],
    ["AWS::SNS::Topic", "AWS::SNS::TopicPolicy", ({ Topics }: Anything) => Topics],
  ] as const;
  for (const [type, policyType, targetsOf] of kinds) {
    const refusing = all(policyType)
      .filter(refusesPlain)
      .flatMap(({ stack, properties }) => targetsOf(properties).map((each: Anything) => stack.stackName + text(each)));
    for (const { id, stack, where } of all(type)) {
      assert.ok(refusing.includes(`${stack.stackName}<${id}>`), where);
    }
  }
});

test("the balancer speaks HTTPS with TLS 1.2 or newer only", () => {
  for (const environment of environments) {
    const listeners = all("AWS::ElasticLoadBalancingV2::Listener", environment);
    assert.deepEqual(listeners.map(({ properties }) => properties["Port"]).sort(), [443, 8443]);
    for (const { properties, where } of listeners) {
      assert.equal(properties["Protocol"], "HTTPS", where);
      assert.match(properties["SslPolicy"], /^ELBSecurityPolicy-TLS13-1-2-/, where);
    }
  }
});

// libpq has no file of roots of its own accord: the URL names the image's.
const checked = new RegExp(`\\?sslmode=verify-full&sslrootcert=${databaseAuthorities}$`);

test("the program is told addresses that are encrypted and checked", () => {
  assert.ok(projectText("deploy/Dockerfile").includes(` /image${databaseAuthorities} `), "the image has no such file");
  for (const { properties, where } of all("AWS::ECS::TaskDefinition")) {
    for (const { Name, Value } of properties["ContainerDefinitions"].flatMap((each: Anything) => each.Environment)) {
      if (Name === "HOUSING_DATABASE_URL") assert.match(text(Value), checked, where);
      if (Name === "HOUSING_CACHE_URL") assert.match(text(Value), /^rediss:/, where);
      if (/PASSWORD|KEY$|_USER$/.test(Name)) assert.match(text(Value), /^secretsmanager:\/\//, `${where} ${Name}`);
    }
  }
});
