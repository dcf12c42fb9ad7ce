// The alarms: the table and what is made of it. Every alarm reaches somebody, who finds a run-book.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { contextOf } from "../lib/context";
import { alarmsOf, alarmTable, cacheNodes, type AlarmStack } from "../lib/monitoring/alarm-table";
import { telemetry, telemetryMetric } from "../lib/monitoring/telemetry";
import { projectPath } from "../lib/project-files";
import { all, environments, one, target, text, type Anything, type Found } from "./template";
import { example } from "./variant";

const kStacks: AlarmStack[] = ["environment", "edge", "recovery"];
const alarms = (environment: string) => all("AWS::CloudWatch::Alarm", environment);
const own = (found: Found) =>
  (found.properties["AlarmName"] as string).replace(/^housing-trends-(dev|staging|prod)-/, "");

test("each entry of the table has its own id, of a service, and its own run-book file", () => {
  const entries = [...alarmTable.alarms, ...alarmTable.notices];
  const ids = entries.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, runbook, severity, name } of entries) {
    assert.match(id, /^(network|api|edge|db|cache|data|jobs|mail|monitoring|recovery|delivery)-[a-z0-9-]+$/);
    assert.equal(runbook, `docs/operating/runbooks/${id}.md`);
    assert.ok(existsSync(projectPath(runbook)), `${runbook} is missing: write what to do when ${id} goes off`);
    assert.ok(["page", "ticket"].includes(severity), id);
    assert.match(name, /^[A-Z].{10,80}[^.]$/, id);
  }
});

test("each environment has the alarms of the table and no others", () => {
  for (const environment of environments) {
    const context = contextOf(environment, example());
    const wanted = kStacks.flatMap((stack) => alarmsOf(context, stack)).map(({ key }) => key);
    // Auto-scaling makes alarms of its own; they have no name of ours.
    const made = alarms(environment)
      .filter(({ properties }) => properties["AlarmName"])
      .map(own);
    assert.deepEqual(made.sort(), wanted.sort(), environment);
  }
});

test("options and settings decide which alarms there are", () => {
  const keys = (environment: string) => alarms(environment).map(own);
  assert.ok(keys("prod").includes("monitoring-canary") && !keys("dev").includes("monitoring-canary"));
  assert.ok(keys("prod").includes("recovery-lag-data") && !keys("staging").includes("recovery-lag-data"));
  assert.deepEqual(cacheNodes(contextOf("prod", example())), ["0001-001", "0001-002"]);
  assert.deepEqual(cacheNodes(contextOf("dev", example())), ["001"]);
});

test("every alarm tells a topic of its own region, which an operator reads", () => {
  for (const found of environments.flatMap(alarms)) {
    const { AlarmActions: actions = [], OKActions: over = [], AlarmDescription: message } = found.properties;
    assert.equal(actions.length, 1, found.where);
    const topic = target(found.stack, actions[0]);
    assert.equal(topic?.Type, "AWS::SNS::Topic", found.where);
    const subscriptions = all("AWS::SNS::Subscription", found.stack.environment).filter(
      ({ stack, properties }) => stack === found.stack && text(properties["TopicArn"]) === text(actions[0]),
    );
    assert.deepEqual(
      subscriptions.map(({ properties }) => properties["Endpoint"]),
      ["operators@housing-trends.example"],
    );
    assert.match(
      message,
      /Run-book: https:\/\/github\.com\/housing-trends\/housing-trends\/blob\/main\/docs\/operating\//,
    );
    assert.equal(over.length, message.includes("Look at once") ? 1 : 0, found.where);
  }
});

test("topics are encrypted, take messages over TLS only, and let the senders use their key", () => {
  for (const { properties, stack, where } of all("AWS::SNS::Topic")) {
    const key = target(stack, properties["KmsMasterKeyId"]);
    assert.equal(key?.Type, "AWS::KMS::Key", where);
    const senders = key?.Properties?.["KeyPolicy"].Statement.filter(({ Sid }: Anything) => Sid === "AlarmPublishers");
    assert.equal(senders.length, 1, where);
  }
});

// A dimension that names a resource which is not there makes an alarm that can never go off.
test("each alarm's metric is one of a resource that exists", () => {
  for (const found of environments.flatMap(alarms)) {
    const metrics: Anything[] = found.properties["Metrics"]?.flatMap(
      ({ MetricStat }: Anything) => MetricStat?.Metric ?? [],
    ) ?? [{ ...found.properties }];
    assert.ok(metrics.length > 0, found.where);
    for (const { Namespace, MetricName, Dimensions = [] } of metrics) {
      const values = Object.fromEntries(Dimensions.map(({ Name, Value }: Anything) => [Name, text(Value)]));
      assert.ok(Namespace && MetricName, found.where);
      if (Namespace === telemetry.namespace) {
        const { Environment, ...by } = values;
        assert.equal(Environment, found.stack.environment);
        telemetryMetric(contextOf(found.stack.environment as "dev", example()), MetricName, by);
      } else for (const [name, value] of Object.entries(values)) assertNamed(found, name, value as string);
    }
  }
});

const named: Record<string, [string, string]> = {
  ClusterName: ["AWS::ECS::Cluster", "ClusterName"],
  ServiceName: ["AWS::ECS::Service", "ServiceName"],
  DBInstanceIdentifier: ["AWS::RDS::DBInstance", "DBInstanceIdentifier"],
  QueueName: ["AWS::SQS::Queue", "QueueName"],
  FunctionName: ["AWS::Lambda::Function", "FunctionName"],
  CanaryName: ["AWS::Synthetics::Canary", "Name"],
  WebACL: ["AWS::WAFv2::WebACL", "Name"],
  "ses:configuration-set": ["AWS::SES::ConfigurationSet", "Name"],
  SourceBucket: ["AWS::S3::Bucket", "BucketName"],
  DestinationBucket: ["AWS::S3::Bucket", "BucketName"],
};

function assertNamed({ stack, where }: Found, dimension: string, value: string): void {
  if (value.startsWith("<")) return; // a reference: the template would not hold together without its resource
  if (dimension === "CacheClusterId") {
    const id = one("AWS::ElastiCache::ReplicationGroup", stack.environment).properties["ReplicationGroupId"];
    assert.ok(value.startsWith(`${id}-`), where);
  } else if (dimension === "RuleId") {
    const rules = all("AWS::S3::Bucket", stack.environment).flatMap(
      ({ properties }) => properties["ReplicationConfiguration"]?.Rules.map(({ Id }: Anything) => Id) ?? [],
    );
    assert.ok(rules.includes(value), where);
  } else if (dimension in named) {
    const [type, property] = named[dimension]!;
    const names = all(type, stack.environment).map(({ properties }) => properties[property]);
    assert.ok(names.includes(value), `${where}: no ${type} is called ${value}`);
  } else assert.ok(["Rule", "Region"].includes(dimension), `${where}: dimension ${dimension} is new to this test`);
}

test("the alarms of the table that take a release back are the deployment group's", () => {
  const wanted = alarmTable.alarms.filter(({ rollsBack }) => rollsBack).map(({ id }) => id);
  assert.deepEqual(wanted.sort(), ["api-5xx", "api-latency", "api-unhealthy"]);
  for (const environment of environments) {
    const group = one("AWS::CodeDeploy::DeploymentGroup", environment);
    const { Alarms, Enabled } = group.properties["AlarmConfiguration"];
    const names = Alarms.map(({ Name }: Anything) =>
      text(target(group.stack, Name)?.Properties?.["AlarmName"] ?? Name),
    );
    assert.deepEqual(
      names.sort(),
      wanted.map((id) => `housing-trends-${environment}-${id}`),
    );
    assert.equal(Enabled, true);
    assert.ok(group.properties["AutoRollbackConfiguration"].Events.includes("DEPLOYMENT_STOP_ON_ALARM"));
  }
});

test("the table's lists are those of the system", () => {
  const names = (type: string, property: string, pattern: RegExp) =>
    all(type, "prod")
      .flatMap(({ properties }) => pattern.exec(text(properties[property]))?.[1] ?? [])
      .sort();
  const { queues, functions, sources } = alarmTable.lists;
  assert.deepEqual([...queues!].sort(), names("AWS::SQS::Queue", "QueueName", /-jobs-([a-z]+)-queue$/));
  const known = names("AWS::Lambda::Function", "FunctionName", /^housing-trends-prod-jobs-([a-z-]+)$/);
  assert.deepEqual([...functions!].sort(), known);
  const scheduled = names("AWS::Scheduler::Schedule", "Name", /-jobs-import-([a-z]+)$/);
  assert.deepEqual([...sources!].sort(), scheduled);
});
