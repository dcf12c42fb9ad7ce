// What leaves the region: objects, images and the database's backups, and where they arrive.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadProject } from "@housing/settings";
import { all, environments, one, target, text, type Anything } from "./template";

const { recoveryRegion } = loadProject();
const replicas = () => all("AWS::S3::Bucket", "prod").filter(({ stack }) => stack.part === "recovery");

test("only where the settings ask for it is anything copied", () => {
  for (const environment of ["dev", "staging"]) {
    for (const type of ["AWS::Backup::BackupPlan", "AWS::ECR::ReplicationConfiguration"]) {
      assert.deepEqual(all(type, environment), [], `${type} in ${environment}`);
    }
    const rules = all("AWS::S3::Bucket", environment).filter(
      ({ properties }) => properties["ReplicationConfiguration"],
    );
    assert.deepEqual(rules, []);
  }
});

test("the recovery stack is in another region and encrypts with a key of that region", () => {
  assert.equal(replicas().length, 2);
  for (const { stack, properties, where } of replicas()) {
    assert.equal(stack.region, recoveryRegion, where);
    const [rule] = properties["BucketEncryption"].ServerSideEncryptionConfiguration;
    assert.equal(target(stack, rule.ServerSideEncryptionByDefault.KMSMasterKeyID)?.Type, "AWS::KMS::Key", where);
  }
  for (const { resource, where } of [...replicas(), ...all("AWS::Backup::BackupVault", "prod")]) {
    assert.equal(resource.DeletionPolicy, "Retain", where);
  }
});

test("data and site are replicated whole, within a quarter of an hour, to buckets that exist", () => {
  const names = replicas().map(({ properties }) => properties["BucketName"]);
  const sources = all("AWS::S3::Bucket", "prod").filter(({ properties }) => properties["ReplicationConfiguration"]);
  const copied = sources.map(({ properties }) => properties["BucketName"]).sort();
  assert.deepEqual(copied, ["housing-trends-prod-data-bucket", "housing-trends-prod-frontend-bucket"]);
  for (const { properties, where } of sources) {
    assert.equal(properties["VersioningConfiguration"].Status, "Enabled", where);
    const [{ Destination: to, ...rule }] = properties["ReplicationConfiguration"].Rules;
    assert.ok(names.includes(to.Bucket.split(":::")[1]), where);
    assert.deepEqual([rule.Status, rule.Filter.Prefix, to.ReplicationTime.Time.Minutes], ["Enabled", "", 15], where);
    // What is deleted by mistake or malice stays in the replica.
    assert.equal(rule.DeleteMarkerReplication.Status, "Disabled", where);
    assert.equal(rule.SourceSelectionCriteria.SseKmsEncryptedObjects.Status, "Enabled", where);
    const alias = one(
      "AWS::KMS::Alias",
      "prod",
      ({ AliasName }) => AliasName === "alias/housing-trends-prod-recovery-key",
    );
    assert.equal(
      to.EncryptionConfiguration.ReplicaKmsKeyID,
      `arn:aws:kms:${recoveryRegion}:111111111111:${alias.properties["AliasName"]}`,
    );
  }
});

test("images are copied to the recovery region, where their tags stay unchangeable", () => {
  const [rule] = one("AWS::ECR::ReplicationConfiguration", "prod").properties["ReplicationConfiguration"].Rules;
  const repository = one("AWS::ECR::Repository", "prod").properties["RepositoryName"];
  assert.deepEqual(rule.RepositoryFilters, [{ Filter: repository, FilterType: "PREFIX_MATCH" }]);
  assert.deepEqual(
    rule.Destinations.map(({ Region }: Anything) => Region),
    [recoveryRegion],
  );
  const template = one("AWS::ECR::RepositoryCreationTemplate", "prod").properties;
  assert.equal(template["Prefix"], repository);
  assert.equal(template["ImageTagMutability"], "IMMUTABLE");
  assert.deepEqual(template["AppliedFor"], ["REPLICATION"]);
});

test("the database is backed up every day, after RDS's own backup, and the copy leaves the region for 35 days", () => {
  const { BackupPlan: plan } = one("AWS::Backup::BackupPlan", "prod").properties;
  const [rule] = plan.BackupPlanRule;
  const [, minute, hour] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(rule.ScheduleExpression)!;
  const window = one("AWS::RDS::DBInstance", "prod").properties["PreferredBackupWindow"];
  assert.ok(
    `${hour!.padStart(2, "0")}:${minute}` > window.split("-")[1],
    `${rule.ScheduleExpression} is within ${window}`,
  );
  assert.equal(rule.Lifecycle.DeleteAfterDays, 35);
  const [copy] = rule.CopyActions;
  assert.equal(copy.Lifecycle.DeleteAfterDays, 35);
  const vault = all("AWS::Backup::BackupVault", "prod").find(({ stack }) => stack.part === "recovery")!;
  const name = vault.properties["BackupVaultName"];
  assert.equal(copy.DestinationBackupVaultArn, `arn:aws:backup:${recoveryRegion}:111111111111:backup-vault:${name}`);
  const selection = one("AWS::Backup::BackupSelection", "prod").properties["BackupSelection"];
  assert.deepEqual(selection.Resources.map(text), [`<${one("AWS::RDS::DBInstance", "prod").id}.DBInstanceArn>`]);
});

test("the database can be restored to any second of the days the settings name", () => {
  const days = Object.fromEntries(
    environments.map((each) => [each, one("AWS::RDS::DBInstance", each).properties["BackupRetentionPeriod"]]),
  );
  assert.equal(days["prod"], 7);
  assert.ok(environments.every((each) => days[each] >= 1));
});

test("replication writes to its replicas with its keys, through S3 alone", () => {
  const document = all("AWS::IAM::Policy", "prod").find(({ id }) => /ReplicationRole|RecoveryBucketsRole/.test(id))!;
  const statements: Anything[] = document.properties["PolicyDocument"].Statement;
  const of = (sid: string) => statements.find(({ Sid }) => Sid === sid);
  assert.deepEqual(of("WriteReplicas").Resource.map(text), [
    "arn:aws:s3:::housing-trends-prod-recovery-data-bucket/*",
    "arn:aws:s3:::housing-trends-prod-recovery-frontend-bucket/*",
  ]);
  assert.equal(
    of("Encrypt").Condition["ForAnyValue:StringEquals"]["kms:ResourceAliases"],
    "alias/housing-trends-prod-recovery-key",
  );
  for (const sid of ["Encrypt", "Decrypt"]) assert.match(of(sid).Condition.StringEquals["kms:ViaService"], /^s3\./);
});
