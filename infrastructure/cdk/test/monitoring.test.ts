// Dashboard, saved queries, budgets, notices, canary and traces.
import assert from "node:assert/strict";
import { test } from "node:test";
import { alarmTable } from "../lib/monitoring/alarm-table";
import { savedQueries } from "../lib/monitoring/queries";
import { telemetry } from "../lib/monitoring/telemetry";
import { projectText } from "../lib/project-files";
import { all, environments, one, text, type Anything } from "./template";

// References inside the text become words, so that what is around them can be read.
const joined = (parts: Anything[]) => parts.map((each) => (typeof each === "string" ? each : "<reference>")).join("");

function bodyOf(environment: string): Anything {
  const body = one("AWS::CloudWatch::Dashboard", environment).properties["DashboardBody"];
  return JSON.parse(joined(body["Fn::Join"][1]));
}

test("the dashboard is whole: no brace is left, all its widgets are of a known kind and fit the grid", () => {
  for (const environment of environments) {
    const body = bodyOf(environment);
    const left = /\{(name|bucket|logs):|\{[a-z]+[A-Za-z]*\}/.exec(JSON.stringify(body));
    assert.equal(left?.[0], undefined, environment);
    for (const { type, width, height, properties } of body.widgets) {
      assert.ok(["text", "alarm", "metric", "log"].includes(type) && width <= 24 && height > 0);
      if (type === "metric") assert.ok(properties.metrics.length > 0 && properties.title, JSON.stringify(properties));
    }
  }
});

test("the dashboard shows what users notice, what causes it, and what it costs", () => {
  const shown = JSON.stringify(bodyOf("prod"));
  const wanted = [
    "RequestCount",
    "HTTPCode_Target_5XX_Count",
    "TargetResponseTime",
    "CPUUtilization",
    "RunningTaskCount",
    "FreeableMemory",
    "EngineCPUUtilization",
    "ApproximateAgeOfOldestMessage",
    "dlq",
    "cache hit rate",
    "SuccessPercent",
    "EstimatedCharges",
    "ReplicationLatency",
    "Newest errors",
  ];
  for (const each of wanted) assert.ok(shown.includes(each), each);
});

test("the dashboard names every metric of the program by the contract, and none besides", () => {
  const text = JSON.stringify(bodyOf("prod"));
  const searched = [...text.matchAll(/SEARCH\('\{HousingTrends,([A-Za-z,]+)\} MetricName=\\+"(\w+)/g)];
  const listed = [...text.matchAll(/\["HousingTrends","(\w+)"/g)];
  const named = [...searched.map((each) => each[2]!), ...listed.map((each) => each[1]!)];
  assert.deepEqual([...new Set(named)].sort(), telemetry.metrics.map(({ name }) => name).sort());
  for (const [, dimensions, name] of searched) {
    const metric = telemetry.metrics.find((each) => each.name === name)!;
    assert.deepEqual(dimensions!.split(",").sort(), [...telemetry.dimensions, ...metric.by].sort(), name);
  }
});

test("the dashboard's alarms are this environment's", () => {
  for (const environment of environments) {
    const widget = bodyOf(environment).widgets.find(({ type }: Anything) => type === "alarm");
    const names = all("AWS::CloudWatch::Alarm", environment)
      .filter(({ stack }) => stack.part === "main")
      .flatMap(({ properties }) => properties["AlarmName"] ?? []);
    assert.deepEqual(widget.properties.alarms.map((arn: string) => arn.split(":").at(-1)).sort(), names.sort());
  }
});

test("the saved queries ask log groups that exist", () => {
  const queries = all("AWS::Logs::QueryDefinition", "prod");
  assert.equal(queries.length, savedQueries.length);
  const groups = all("AWS::Logs::LogGroup", "prod").map(({ id }) => `<${id}>`);
  for (const { properties, where } of queries) {
    assert.match(properties["Name"], /^housing-trends\/prod\/[a-z-]+$/);
    for (const group of properties["LogGroupNames"]) {
      assert.ok(groups.includes(text(group)) || /^aws-waf-logs-/.test(group), `${where}: ${text(group)}`);
    }
  }
});

test("budgets are the settings', of this environment's tag, and tell the topic", () => {
  const budgets = all("AWS::Budgets::Budget", "prod").map(({ properties }) => properties);
  const limits = budgets.map(
    ({ Budget }) => `${Budget.BudgetLimit.Amount} ${Budget.BudgetLimit.Unit} ${Budget.TimeUnit}`,
  );
  assert.deepEqual(limits.sort(), ["25 USD DAILY", "500 USD MONTHLY"]);
  for (const { Budget, NotificationsWithSubscribers: notifications } of budgets) {
    assert.deepEqual(Budget.CostFilters, { TagKeyValue: ["user:Environment$prod"] });
    assert.ok(notifications.length > 0);
    for (const { Subscribers } of notifications) {
      assert.deepEqual(
        Subscribers.map(({ SubscriptionType }: Anything) => SubscriptionType),
        ["SNS"],
      );
    }
  }
});

test("unusual spending is looked for, and told", () => {
  for (const environment of environments) {
    const monitor = one("AWS::CE::AnomalyMonitor", environment).properties;
    assert.deepEqual(JSON.parse(monitor["MonitorSpecification"]).Tags.Values, [environment]);
    const { Subscribers, MonitorArnList } = one("AWS::CE::AnomalySubscription", environment).properties;
    assert.equal(Subscribers[0].Type, "SNS");
    assert.equal(MonitorArnList.length, 1);
  }
});

test("each notice of the table is a rule that tells the topic what to read", () => {
  for (const environment of environments) {
    for (const notice of alarmTable.notices) {
      if (notice.kind !== "event" || notice.stack) continue;
      const name = `housing-trends-${environment}-monitoring-${notice.id}`;
      const { properties } = one("AWS::Events::Rule", environment, ({ Name }) => Name === name);
      assert.doesNotMatch(JSON.stringify(properties["EventPattern"]), /\{name:/);
      assert.match(text(properties["Targets"][0].Arn), /^<MonitoringTopic/);
      assert.match(JSON.stringify(properties["Targets"][0].InputTransformer), new RegExp(`runbooks/${notice.id}\\.md`));
    }
  }
});

test("the canary runs the project's script against the site, as often as the settings say", () => {
  assert.equal(all("AWS::Synthetics::Canary", "dev").length, 0);
  for (const [environment, rate, site] of [
    ["prod", "rate(15 minutes)", "https://housing-trends.example"],
    ["staging", "rate(60 minutes)", "https://staging.housing-trends.example"],
  ] as const) {
    const { properties } = one("AWS::Synthetics::Canary", environment);
    assert.equal(properties["Schedule"].Expression, rate);
    assert.equal(properties["RunConfig"].EnvironmentVariables.SITE_URL, site);
    assert.equal(properties["Code"].Script, projectText("infrastructure/canary/index.js"));
    assert.equal(properties["Code"].Handler, "index.handler");
    assert.match(properties["RuntimeVersion"], /^syn-nodejs-puppeteer-\d+\.\d+$/);
    assert.equal(properties["StartCanaryAfterCreation"], true);
  }
});

test("the API's requests are sampled and its bad traces gathered, under names that fit", () => {
  for (const environment of environments) {
    const { SamplingRule: rule } = one("AWS::XRay::SamplingRule", environment).properties;
    const { GroupName, FilterExpression } = one("AWS::XRay::Group", environment).properties;
    assert.ok(rule.RuleName.length <= 32 && GroupName.length <= 32);
    assert.ok(rule.FixedRate > 0 && rule.FixedRate < 1 && rule.ReservoirSize >= 1);
    assert.ok(FilterExpression.includes(`service("${rule.ServiceName}")`));
  }
});
