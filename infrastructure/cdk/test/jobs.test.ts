// Functions, queues, events and schedules.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadJobs, loadProject } from "@housing/settings";
import { all, environments, one, target, text, type Anything } from "./template";

const names = ["import", "publish", "alerts", "mail", "export", "digest", "backup-check"] as const;
const queueNames = ["import", "publish", "alerts", "mail", "export"] as const;

const functionOf = (environment: string, name: string) =>
  one("AWS::Lambda::Function", environment, ({ FunctionName }) => FunctionName.endsWith(`-jobs-${name}`));
const queueOf = (environment: string, name: string) =>
  one("AWS::SQS::Queue", environment, ({ QueueName }) => QueueName === `housing-trends-${environment}-jobs-${name}`);

test("every function runs the program's own loop, traced, in the network", () => {
  for (const environment of environments) {
    for (const name of names) {
      const { properties, where } = functionOf(environment, name);
      const { EntryPoint, Command } = properties["ImageConfig"];
      assert.deepEqual([EntryPoint, Command], [["/usr/local/bin/housing"], ["lambda", name]], where);
      assert.deepEqual(properties["Architectures"], [loadProject().architecture]);
      assert.equal(properties["TracingConfig"].Mode, "Active");
      const settings = loadJobs().functions[name];
      assert.equal(properties["MemorySize"], loadProject().environments[environment].lambda[settings.memory]);
      assert.equal(properties["Timeout"], settings.timeoutSeconds);
    }
  }
});

// Beside what every function is told; without one of these `housing lambda NAME` refuses to start.
const needs: Record<(typeof names)[number], string[]> = {
  import: ["OBJECTS_URL", "EVENTS_URL"],
  publish: ["OBJECTS_URL", "EVENTS_URL"],
  alerts: ["DATABASE_URL", "OBJECTS_URL", "QUEUE_URL", "SIGNING_KEY", "PUBLIC_URL"],
  mail: ["DATABASE_URL", "MAIL_URL", "MAIL_FROM"],
  export: ["DATABASE_URL", "OBJECTS_URL", "QUEUE_URL", "SIGNING_KEY", "PUBLIC_URL"],
  digest: ["DATABASE_URL", "QUEUE_URL", "SIGNING_KEY", "PUBLIC_URL"],
  "backup-check": ["OBJECTS_URL", "BACKUPS_URL"],
};

test("every function is told what it needs, and whose numbers its metrics are", () => {
  for (const environment of environments) {
    for (const name of names) {
      const { properties, where } = functionOf(environment, name);
      const told: Record<string, unknown> = properties["Environment"].Variables;
      const missing = needs[name].filter((each) => !told[`HOUSING_${each}`]);
      assert.deepEqual(missing, [], where);
      assert.deepEqual([told["HOUSING_METRICS"], told["HOUSING_ENVIRONMENT"]], ["emf", environment], where);
    }
  }
});

test("the backup check alone is told of the backups, and of copies only where there are any", () => {
  const urlOf = (environment: string, name: string) =>
    functionOf(environment, name).properties["Environment"].Variables["HOUSING_BACKUPS_URL"];
  for (const environment of environments) {
    const own = `housing-trends-${environment}`;
    const copies = environment === "prod" ? `&vault=${own}-recovery-vault&copies=us-west-2` : "";
    const expected = `aws://${own}-db-instance?parameters=/housing-trends/${environment}${copies}`;
    for (const name of names) {
      assert.equal(urlOf(environment, name), name === "backup-check" ? expected : undefined, `${environment} ${name}`);
    }
  }
});

test("a function has a log group of its own, that its role alone may write to", () => {
  for (const { properties, stack, where } of all("AWS::Lambda::Function", "prod")) {
    if (properties["PackageType"] !== "Image") continue;
    const group = target(stack, properties["LoggingConfig"].LogGroup);
    assert.equal(group?.Properties?.["LogGroupName"], `${properties["FunctionName"]}-logs`, where);
  }
});

test("a message is received five times, hidden for six timeouts, and then kept as a dead letter", () => {
  for (const environment of environments) {
    for (const name of queueNames) {
      const { properties, stack, where } = queueOf(environment, `${name}-queue`);
      const timeout = functionOf(environment, name).properties["Timeout"];
      assert.equal(properties["VisibilityTimeout"], 6 * timeout, where);
      assert.equal(properties["RedrivePolicy"].maxReceiveCount, 5, where);
      const dead = target(stack, properties["RedrivePolicy"].deadLetterTargetArn);
      assert.equal(dead?.Properties?.["QueueName"], `housing-trends-${environment}-jobs-${name}-queue-dlq`);
      assert.ok(dead!.Properties!["MessageRetentionPeriod"] > properties["MessageRetentionPeriod"]);
    }
  }
});

test("each function takes from the queue of its name and reports which messages failed", () => {
  for (const environment of environments) {
    const mappings = all("AWS::Lambda::EventSourceMapping", environment);
    const pairs = mappings.map(({ properties, stack }) => {
      assert.deepEqual(properties["FunctionResponseTypes"], ["ReportBatchItemFailures"]);
      const queue = target(stack, properties["EventSourceArn"])?.Properties?.["QueueName"];
      return [queue, target(stack, properties["FunctionName"])?.Properties?.["FunctionName"]].join(" -> ");
    });
    const named = (name: string) => `housing-trends-${environment}-jobs-${name}`;
    assert.deepEqual(pairs.sort(), queueNames.map((name) => `${named(`${name}-queue`)} -> ${named(name)}`).sort());
  }
});

test("events of jobs and mails reach their queues, each environment's only its own", () => {
  for (const environment of environments) {
    const rule = (name: string) =>
      one("AWS::Events::Rule", environment, ({ Name }) => Name === `housing-trends-${environment}-${name}`);
    const goesTo = ({ properties, stack }: ReturnType<typeof rule>) =>
      properties["Targets"].map(({ Arn }: Anything) => target(stack, Arn)?.Properties?.["QueueName"]);
    const queue = (name: string) => [`housing-trends-${environment}-jobs-${name}-queue`];
    for (const [event, name] of [
      ["import-finished", "publish"],
      ["publication-finished", "alerts"],
    ] as const) {
      const found = rule(`jobs-${event}`);
      assert.deepEqual(goesTo(found), queue(name));
      assert.deepEqual(found.properties["EventPattern"]["detail-type"], [event]);
      assert.equal(target(found.stack, found.properties["EventBusName"])?.Type, "AWS::Events::EventBus");
    }
    const mails = rule("mail-events");
    assert.deepEqual(goesTo(mails), queue("mail"));
    const { source, detail } = mails.properties["EventPattern"];
    assert.deepEqual(source, ["aws.ses"]);
    assert.deepEqual(detail.eventType, ["Bounce", "Complaint", "Reject"]);
    const configuration = [`housing-trends-${environment}-mail-configuration`];
    assert.deepEqual(detail.mail.tags["ses:configuration-set"], configuration);
  }
});

test("every source is imported daily, large ones by the task, the others by the queue", () => {
  for (const environment of environments) {
    const imports = all("AWS::Scheduler::Schedule", environment).filter(({ properties }) =>
      properties["Name"].includes("-import-"),
    );
    const sources = imports.map(({ properties, stack }) => {
      const { Arn, Input, EcsParameters } = properties["Target"];
      assert.equal(target(stack, properties["GroupName"])?.Type, "AWS::Scheduler::ScheduleGroup");
      if (!EcsParameters) {
        assert.match(target(stack, Arn)?.Properties?.["QueueName"], /-jobs-import-queue$/);
        return `queue ${JSON.parse(Input).source}`;
      }
      // The family, without a revision: a schedule runs the newest.
      assert.match(
        JSON.stringify(EcsParameters.TaskDefinitionArn),
        /:task-definition\/housing-trends-[a-z]+-jobs-import-task"/,
      );
      assert.equal(EcsParameters.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp, "DISABLED");
      const [{ name, command }] = JSON.parse(Input).containerOverrides;
      assert.equal(name, "import");
      assert.deepEqual(command.slice(0, 2), ["import", "--source"]);
      return `task ${command[2]}`;
    });
    const byQueue = ["zillow", "fhfa", "fred", "census", "hud", "bls"].map((each) => `queue ${each}`);
    assert.deepEqual(sources.sort(), [...byQueue, "task redfin", "task realtor"].sort());
  }
});

test("digests run hourly and backups are looked at daily at 05:30", () => {
  const times = Object.fromEntries(
    all("AWS::Scheduler::Schedule", "prod").map(({ properties }) => [
      properties["Name"].replace("housing-trends-prod-jobs-", ""),
      properties["ScheduleExpression"],
    ]),
  );
  assert.equal(times["digest"], "rate(1 hour)");
  assert.equal(times["backup-check"], "cron(30 5 * * ? *)");
});

test("mail is signed, sent by TLS only, and in the environment's own name", () => {
  for (const environment of environments) {
    const host = environment === "prod" ? "housing-trends.example" : `${environment}.housing-trends.example`;
    assert.equal(one("AWS::SES::EmailIdentity", environment).properties["EmailIdentity"], host);
    assert.equal(one("AWS::SES::EmailIdentity", environment).properties["DkimAttributes"].SigningEnabled, true);
    const configuration = one("AWS::SES::ConfigurationSet", environment).properties;
    assert.equal(configuration["DeliveryOptions"].TlsPolicy, "REQUIRE");
    assert.equal(configuration["ReputationOptions"].ReputationMetricsEnabled, true);
    const records = all("AWS::Route53::RecordSet", environment).map(({ properties }) => text(properties["Name"]));
    assert.equal(records.filter((name) => /DkimDNSTokenName[123]/i.test(name)).length, 3);
    assert.ok(records.includes(`_dmarc.${host}.`));
  }
});
