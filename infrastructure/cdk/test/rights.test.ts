// Least privilege: each role has the actions of the table and no others, none with a wildcard, on what it needs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { roles, type Role } from "./rights";
import { edgeRights } from "./edge_rights_table";
import { systemRights, trusted } from "./rights_table";
import { all, environments, text, type Anything } from "./template";

const table = { ...systemRights, ...edgeRights };
const actionsOf = ({ statements }: Role) => [...new Set(statements.flatMap(({ actions }) => actions))].sort();

test("every role has the rights of the table, no more and no fewer", () => {
  for (const role of roles()) {
    assert.ok(role.name in table, `${role.found.where}: ${role.name} is not in the table of rights`);
    assert.deepEqual(actionsOf(role), [...new Set(table[role.name])].sort(), role.found.where);
  }
  const made = new Set(roles().map(({ name }) => name));
  assert.deepEqual(
    Object.keys(table).filter((name) => !made.has(name)),
    [],
    "in the table, but not made",
  );
});

test("no role has a policy of AWS, which may change without us", () => {
  for (const { managed, found } of roles()) assert.deepEqual(managed, [], found.where);
});

test("no action has a wildcard", () => {
  for (const { found, statements } of roles()) {
    const wild = statements.flatMap(({ actions }) => actions).filter((action) => action.includes("*"));
    assert.deepEqual(wild, [], found.where);
  }
  for (const { properties, where } of all(/^AWS::(S3::BucketPolicy|SQS::QueuePolicy|SNS::TopicPolicy)$/)) {
    const allowed = properties["PolicyDocument"].Statement.filter(({ Effect }: Anything) => Effect === "Allow");
    const wild = allowed.flatMap(({ Action }: Anything) => Action).filter((action: string) => action.includes("*"));
    assert.deepEqual(wild, [], where);
  }
});

// Actions for which AWS has no resource to name. All others name theirs.
const withoutResource = new Set([
  ...["xray:PutTraceSegments", "xray:PutTelemetryRecords", "ecr:GetAuthorizationToken", "cloudwatch:PutMetricData"],
  ...["cloudwatch:DescribeAlarms", "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules"],
  ...["elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth"],
  ...["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
  ...["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"],
]);

test("the system's roles name resources wherever AWS has them", () => {
  for (const { found, name, statements } of roles().filter((role) => role.name in systemRights)) {
    for (const { actions, resources } of statements.filter((each) => each.resources.includes("*"))) {
      assert.deepEqual(
        actions.filter((action) => !withoutResource.has(action)),
        [],
        `${found.where} ${name} ${resources}`,
      );
    }
  }
});

test("what changes something outside the system's own names is bound by a condition", () => {
  const bound = (name: string, action: string, key: string) => {
    const statements = roles()
      .filter((role) => role.name === name)
      .flatMap((role) => role.statements);
    const acting = statements.filter(({ actions }) => actions.includes(action));
    assert.ok(acting.length > 0, `${name} ${action}`);
    for (const { condition } of acting)
      assert.match(JSON.stringify(condition ?? {}), new RegExp(key), `${name} ${action}`);
  };
  bound("jobs-backup-check-role", "cloudwatch:PutMetricData", '"cloudwatch:namespace":"HousingTrends"');
  bound("network-nat-role", "ec2:ModifyInstanceAttribute", "aws:ResourceTag/Environment");
  bound("jobs-mail-role", "ses:SendEmail", '"ses:FromAddress":"no-reply@');
  bound("api-deployment-role", "iam:PassRole", "ecs-tasks.amazonaws.com");
  bound("jobs-schedules-role", "iam:PassRole", "ecs-tasks.amazonaws.com");
  bound("jobs-schedules-role", "ecs:RunTask", "ecs:cluster");
});

// Resources by role and action, for what the README grants in part only.
test("rights stop where the README says", () => {
  const only = (name: string, action: string, pattern: RegExp) => {
    for (const environment of environments) {
      const statements = roles(environment)
        .filter((role) => role.name === name)
        .flatMap((role) => role.statements);
      const resources = statements.filter(({ actions }) => actions.includes(action)).flatMap((each) => each.resources);
      assert.ok(resources.length > 0, `${name} ${action}`);
      for (const each of resources) assert.match(each, pattern, `${environment} ${name} ${action}`);
    }
  };
  only("api-task-role", "s3:PutObject", /^<DataBucketsData\w+\.Arn>\/exports\/\*$/);
  only("jobs-export-role", "s3:PutObject", /^<DataBucketsData\w+\.Arn>\/exports\/\*$/);
  only("jobs-publish-role", "s3:DeleteObject", /^<DataBucketsData\w+\.Arn>\/manifests\/pending\/\*$/);
  only("jobs-backup-check-role", "s3:PutObject", /^<DataBucketsBackup\w+\.Arn>\/\*$/);
  only("api-task-role", "sqs:SendMessage", /^<Queues(alerts|mail|export|import)\w+\.Arn>$/);
  only("jobs-alerts-role", "sqs:SendMessage", /^<Queuesmail\w+\.Arn>$/);
  only("jobs-digest-role", "sqs:SendMessage", /^<Queuesmail\w+\.Arn>$/);
  for (const queue of ["import", "publish", "alerts", "mail", "export"]) {
    only(`jobs-${queue}-role`, "sqs:ReceiveMessage", new RegExp(`^<Queues${queue}[0-9A-F]{8}\\.Arn>$`));
  }
  only("jobs-mail-role", "secretsmanager:GetSecretValue", /^<DataDatabaseInstance\w+\.MasterUserSecret\.SecretArn>$/);
  only(
    "jobs-mail-role",
    "ses:SendEmail",
    /:(identity|configuration-set)\/(housing-trends|((dev|staging)\.)?housing-t)/,
  );
  only("jobs-import-role", "events:PutEvents", /^<JobsEventsBus\w+\.Arn>$/);
  only("api-task-role", "kms:Decrypt", /^<DataKey\w+\.Arn>$/);
});

test("the API reads exactly its three secrets, who words mails the two that takes, who sends them one", () => {
  const [cache, database, signing] = [
    "<DataCacheAuth>",
    "<DataDatabaseInstance.MasterUserSecret.SecretArn>",
    "<DataSigningKey>",
  ] as const;
  const expected: Record<string, string[]> = {
    "api-task-role": [cache, database, signing],
    "jobs-alerts-role": [database, signing],
    "jobs-export-role": [database, signing],
    "jobs-digest-role": [database, signing],
    "jobs-mail-role": [database],
  };
  for (const environment of environments) {
    for (const [name, wanted] of Object.entries(expected)) {
      const [role] = roles(environment).filter((each) => each.name === name);
      const secrets = role!.statements.filter(({ actions }) => actions.includes("secretsmanager:GetSecretValue"));
      const resources = secrets.flatMap((each) => each.resources);
      const kinds = resources.map((each) => each.replace(/[0-9A-F]{8}(?=[.>])/, ""));
      assert.deepEqual(kinds.sort(), wanted, `${environment} ${name}`);
    }
  }
});

test("each role is taken on by one service only", () => {
  for (const { found, name } of roles().filter((role) => role.name in systemRights)) {
    const principals = found.properties["AssumeRolePolicyDocument"].Statement.map(({ Principal }: Anything) =>
      text(Principal.Service),
    );
    const service = trusted[name] ?? (/task-(execution-)?role$/.test(name) ? "ecs-tasks" : "lambda");
    assert.deepEqual(principals, [`${service}.amazonaws.com`], found.where);
  }
});
