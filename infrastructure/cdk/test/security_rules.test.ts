// cdk-nag's AwsSolutions rules and the library's own validation: no finding stands without a written reason.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aws_iam as iam, aws_s3 as s3, type Stack } from "aws-cdk-lib";
import { acknowledge } from "../lib/acknowledge";
import { acknowledgeWildcards } from "../lib/wildcards";
import { synthesis } from "./synthesis";
import { stackIn, variant } from "./variant";

test("no finding lacks a reason", () => {
  const lines = synthesis().findings.map(({ rule, construct, description }) => `${construct}: ${rule}: ${description}`);
  assert.deepEqual(lines, []);
});

const findingsIn = (make: (stack: Stack) => void) => variant((app) => make(stackIn(app, "Trial"))).findings;

test("the rules find an open bucket, and a reason lets that finding stand and no other", () => {
  const found = (reasons: Record<string, string>) =>
    findingsIn((stack) => acknowledge(new s3.Bucket(stack, "Bucket"), reasons));
  const all = found({});
  assert.ok(all.includes("Trial/Bucket/Resource: AwsSolutions-S1"), all.join("\n"));
  assert.ok(all.includes("Trial/Bucket/Resource: AwsSolutions-S10"), all.join("\n"));
  const rest = found({ "AwsSolutions-S1": "a test" });
  assert.deepEqual(
    rest,
    all.filter((each) => !each.endsWith("-S1")),
  );
});

test("a wildcard needs the reason of its own statement", () => {
  const found = (reasons: Record<string, string>) =>
    findingsIn((stack) => {
      const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("ecs-tasks.amazonaws.com") });
      for (const [sid, action] of Object.entries({ Look: "sqs:ListQueues", Put: "cloudwatch:PutMetricData" })) {
        role.addToPolicy(new iam.PolicyStatement({ sid, actions: [action], resources: [`arn:aws:x:::${sid}/*`] }));
      }
      acknowledgeWildcards(stack, reasons);
    });
  assert.equal(found({}).length, 2);
  assert.equal(found({ Look: "a test" }).length, 1);
  assert.match(found({ Look: "a test" })[0]!, /AwsSolutions-IAM5\[Resource::arn:aws:x:::Put\/\*\]$/);
  assert.deepEqual(found({ Look: "a test", Put: "a test" }), []);
});
