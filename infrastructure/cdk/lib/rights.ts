// What a role may do, as statements with no wildcard action. The library's own grants are not used: they give
// s3:GetObject*, s3:List*, kms:ReEncrypt* and so on.
import { aws_iam as iam, Stack, type aws_kms as kms, type aws_s3 as s3, type aws_sqs as sqs } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { prefix } from "./data/data-defaults";

const allow = (sid: string, actions: string[], resources: string[]) =>
  new iam.PolicyStatement({ sid, actions, resources });

export const readObjects = (bucket: s3.IBucket) => [
  allow("ReadObjects", ["s3:GetObject"], [bucket.arnForObjects("*")]),
  allow("ListObjects", ["s3:ListBucket"], [bucket.bucketArn]),
];

export const writeObjects = (bucket: s3.IBucket, under = "") =>
  allow("WriteObjects", ["s3:PutObject", "s3:AbortMultipartUpload"], [bucket.arnForObjects(`${under}*`)]);

export const writeExports = (bucket: s3.IBucket) => writeObjects(bucket, prefix.exports);

// What an import left to be published, once it is.
export const forgetPending = (bucket: s3.IBucket) =>
  allow("ForgetPending", ["s3:DeleteObject"], [bucket.arnForObjects(`${prefix.pending}*`)]);

export const sendTo = (...queues: sqs.IQueue[]) =>
  allow(
    "Send",
    ["sqs:SendMessage", "sqs:GetQueueUrl"],
    queues.map(({ queueArn }) => queueArn),
  );

export const receiveFrom = (queue: sqs.IQueue) =>
  allow(
    "Receive",
    [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:ChangeMessageVisibility",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
    ],
    [queue.queueArn],
  );

export const readSecrets = (...arns: string[]) => allow("ReadSecrets", ["secretsmanager:GetSecretValue"], arns);

export const useKey = (key: kms.IKey) => allow("UseKey", ["kms:Decrypt", "kms:GenerateDataKey"], [key.keyArn]);

export const useFiles = (fileSystemArn: string, accessPointArn: string) =>
  new iam.PolicyStatement({
    sid: "UseFiles",
    actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    resources: [fileSystemArn],
    conditions: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn } },
  });

export const putEvents = (busArn: string) => allow("PutEvents", ["events:PutEvents"], [busArn]);

// X-Ray knows no resources.
export const putTraces = () => allow("PutTraces", ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"]);

export const writeLogs = (logGroupArn: string) =>
  allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [logGroupArn]);

// A function in a network has interfaces made, which have no name before.
export const joinNetwork = () =>
  allow(
    "JoinNetwork",
    [
      "ec2:CreateNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:DeleteNetworkInterface",
      "ec2:AssignPrivateIpAddresses",
      "ec2:UnassignPrivateIpAddresses",
    ],
    ["*"],
  );

export const pullImage = (repositoryArn: string) => [
  allow(
    "PullImage",
    ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
    [repositoryArn],
  ),
  // The token is the registry's, not a repository's.
  allow("SignInToRegistry", ["ecr:GetAuthorizationToken"], ["*"]),
];

export const passToTasks = (...roles: iam.IRole[]) =>
  new iam.PolicyStatement({
    sid: "PassRoles",
    actions: ["iam:PassRole"],
    resources: roles.map(({ roleArn }) => roleArn),
    conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
  });

// A role for one of AWS's services; where the service names the account it works for, only this account's.
export function serviceRole(
  scope: Construct,
  id: string,
  { roleName, service, description }: { roleName: string; service: string; description: string },
): iam.Role {
  const sourceAccount = { StringEquals: { "aws:SourceAccount": Stack.of(scope).account } };
  const naming = ["ecs-tasks", "scheduler", "vpc-flow-logs"].includes(service);
  const conditions = naming ? sourceAccount : undefined;
  const assumedBy = new iam.ServicePrincipal(`${service}.amazonaws.com`, { conditions });
  return new iam.Role(scope, id, { roleName, assumedBy, description });
}

export function give(role: iam.Role, ...statements: (iam.PolicyStatement | iam.PolicyStatement[])[]): iam.Role {
  for (const statement of statements.flat()) role.addToPolicy(statement);
  return role;
}
