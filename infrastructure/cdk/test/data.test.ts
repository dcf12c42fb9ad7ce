// Where data stays: backups, windows, lifecycles and sizes, as settings and README say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadProject } from "@housing/settings";
import { newestPostgres } from "../lib/data/data-defaults";
import { all, environments, one, type Anything } from "./template";

const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

// Minutes of a week in a window: `03:00-04:00` is every day's, `sun:05:00-sun:06:00` one day's.
function minutes(window: string): Set<number> {
  const [from, to] = window.split("-").map((end) => {
    const [, day, hour, minute] = /^(?:(\w{3}):)?(\d\d):(\d\d)$/.exec(end) ?? [];
    return { day, minute: Number(hour) * 60 + Number(minute) };
  });
  const within = from!.day ? [days.indexOf(from!.day)] : [...days.keys()];
  const length = to!.minute - from!.minute;
  assert.ok(length >= 30, `${window}: half an hour at least`);
  return new Set(within.flatMap((day) => Array.from({ length }, (_, index) => day * 1440 + from!.minute + index)));
}

test("no window of database and cache overlaps another", () => {
  for (const environment of environments) {
    const database = one("AWS::RDS::DBInstance", environment).properties;
    const cache = one("AWS::ElastiCache::ReplicationGroup", environment).properties;
    const windows = [
      ...[database["PreferredBackupWindow"], database["PreferredMaintenanceWindow"]],
      ...[cache["SnapshotWindow"], cache["PreferredMaintenanceWindow"]],
    ];
    const taken = new Map<number, string>();
    for (const window of windows) {
      for (const minute of minutes(window)) {
        assert.ok(!taken.has(minute), `${environment}: ${window} overlaps ${taken.get(minute)}`);
        taken.set(minute, window);
      }
    }
  }
});

test("windows that overlap are seen to", () => {
  const shared = [...minutes("03:00-04:00")].filter((minute) => minutes("sun:03:30-sun:05:00").has(minute));
  assert.equal(shared.length, 30);
  assert.equal([...minutes("03:00-04:00")].filter((each) => minutes("sun:05:00-sun:06:00").has(each)).length, 0);
});

test("the database is as the settings say", () => {
  const project = loadProject();
  for (const environment of environments) {
    const { database } = project.environments[environment];
    const { properties } = one("AWS::RDS::DBInstance", environment);
    assert.equal(properties["DBInstanceClass"], `db.${database.instance}`);
    assert.equal(properties["MultiAZ"], database.multiAz);
    assert.equal(properties["AllocatedStorage"], String(database.storageGb));
    assert.equal(properties["MaxAllocatedStorage"], database.maxStorageGb);
    assert.equal(properties["BackupRetentionPeriod"], database.backupDays);
    assert.equal(properties["StorageType"], "gp3");
    assert.equal(properties["AutoMinorVersionUpgrade"], true);
    assert.equal(properties["EnablePerformanceInsights"] ?? false, database.performanceInsights);
    assert.match(properties["EngineVersion"], new RegExp(`^${project.postgresVersion}\\.\\d+$`));
    assert.deepEqual(properties["EnableCloudwatchLogsExports"], ["postgresql", "upgrade"]);
  }
});

test("production keeps backups of seven days, which its recovery point rests on", () => {
  assert.equal(one("AWS::RDS::DBInstance", "prod").properties["BackupRetentionPeriod"], 7);
  assert.equal(one("AWS::RDS::DBInstance", "prod").properties["DeleteAutomatedBackups"], false);
});

test("the newest minor version is taken, and an unknown major one refused", () => {
  assert.ok(Number(newestPostgres("15").split(".")[1]) >= 14, newestPostgres("15"));
  assert.throws(() => newestPostgres("8"), /postgresVersion 8 is unknown/);
});

test("the cache is as the settings say", () => {
  const project = loadProject();
  for (const environment of environments) {
    const { cache } = project.environments[environment];
    const { properties } = one("AWS::ElastiCache::ReplicationGroup", environment);
    assert.equal(properties["CacheNodeType"], cache.node);
    assert.equal(properties["EngineVersion"], project.redisVersion);
    assert.equal(properties["ClusterMode"], cache.clusterMode ? "enabled" : "disabled");
    assert.equal(properties["MultiAZEnabled"], cache.replicasPerShard > 0);
    const nodes =
      properties["NumCacheClusters"] ?? properties["NumNodeGroups"] * (1 + properties["ReplicasPerNodeGroup"]);
    assert.equal(nodes, cache.shards * (1 + cache.replicasPerShard));
    assert.match(properties["CacheParameterGroupName"], cache.clusterMode ? /\.cluster\.on$/ : /^default\.redis7$/);
  }
});

test("data buckets forget what the README says, when it says", () => {
  for (const environment of environments) {
    const { recovery } = loadProject().environments[environment];
    const { properties } = one(
      "AWS::S3::Bucket",
      environment,
      ({ BucketName }) => BucketName.endsWith("-data-bucket") && !BucketName.includes("recovery"),
    );
    const rule = (id: string) => properties["LifecycleConfiguration"].Rules.find(({ Id }: Anything) => Id === id);
    assert.equal(rule("exports").ExpirationInDays, recovery.exportDays);
    assert.equal(rule("exports").Prefix, "exports/");
    assert.equal(rule("raw").Prefix, "raw/");
    assert.deepEqual(rule("raw").Transitions, [
      { StorageClass: "STANDARD_IA", TransitionInDays: recovery.rawToInfrequentDays },
    ]);
    assert.equal(rule("tidy-up").NoncurrentVersionExpiration.NoncurrentDays, 30);
    assert.equal(rule("tidy-up").AbortIncompleteMultipartUpload.DaysAfterInitiation, 7);
  }
});

test("buckets write their access down", () => {
  const buckets = all("AWS::S3::Bucket").filter(({ stack }) => stack.part === "main");
  for (const { properties, where } of buckets) {
    const isLog = properties["BucketName"].endsWith("-logs-bucket");
    assert.equal(properties["LoggingConfiguration"] === undefined, isLog, where);
  }
});

test("logs are kept as long as the settings say, RDS's too", () => {
  for (const environment of environments) {
    const { logDays } = loadProject().environments[environment];
    const groups = all("AWS::Logs::LogGroup", environment);
    for (const { properties, where } of groups) assert.equal(properties["RetentionInDays"], logDays, where);
    const names = groups.map(({ properties }) => properties["LogGroupName"]);
    for (const log of ["postgresql", "upgrade"]) {
      assert.ok(names.includes(`/aws/rds/instance/housing-trends-${environment}-db-instance/${log}`));
    }
  }
});
