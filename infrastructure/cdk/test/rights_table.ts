// What every role may do, action by action. A right that is added to a role has to be added here too, and read.
const logs = ["logs:CreateLogStream", "logs:PutLogEvents"];
const key = ["kms:Decrypt", "kms:GenerateDataKey"];
const traces = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"];
const interfaces = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];
const pull = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetAuthorizationToken",
  "ecr:GetDownloadUrlForLayer",
];
const read = ["s3:GetObject", "s3:ListBucket"];
const write = ["s3:AbortMultipartUpload", "s3:PutObject"];
const send = ["sqs:GetQueueUrl", "sqs:SendMessage"];
const receive = [
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
  "sqs:ReceiveMessage",
];
const secret = ["secretsmanager:GetSecretValue"];
const events = ["events:PutEvents"];
const job = [...logs, ...key, ...traces, ...interfaces];
const starter = [...pull, ...logs];

export const systemRights: Record<string, string[]> = {
  "network-flow-log-role": [...logs, "logs:DescribeLogStreams"],
  "network-nat-role": ["ec2:CreateRoute", "ec2:ModifyInstanceAttribute", "ec2:ReplaceRoute"],
  "network-close-default-group-role": [
    ...logs,
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:RevokeSecurityGroupEgress",
    "ec2:RevokeSecurityGroupIngress",
  ],
  "api-task-role": [...read, ...write, ...send, ...secret, ...key, ...traces],
  "api-task-execution-role": starter,
  "api-migrate-task-role": [...secret, ...key],
  "api-migrate-task-execution-role": starter,
  "api-deployment-role": [
    "cloudwatch:DescribeAlarms",
    "ecs:CreateTaskSet",
    "ecs:DeleteTaskSet",
    "ecs:DescribeServices",
    "ecs:UpdateServicePrimaryTaskSet",
    "elasticloadbalancing:DescribeListeners",
    "elasticloadbalancing:DescribeRules",
    "elasticloadbalancing:DescribeTargetGroups",
    "elasticloadbalancing:DescribeTargetHealth",
    "elasticloadbalancing:ModifyListener",
    "iam:PassRole",
  ],
  "jobs-import-role": [...job, ...read, ...write, ...receive, ...events, ...secret],
  "jobs-publish-role": [...job, ...read, ...write, "s3:DeleteObject", ...receive, ...events],
  "jobs-alerts-role": [...job, ...read, ...receive, ...send, ...secret],
  "jobs-mail-role": [...job, ...receive, ...secret, "ses:SendEmail"],
  "jobs-export-role": [...job, ...read, ...write, ...receive, ...send, ...secret],
  "jobs-digest-role": [...job, ...send, ...secret],
  "jobs-backup-check-role": [
    ...job,
    ...write,
    "backup:ListRecoveryPointsByBackupVault",
    "cloudwatch:PutMetricData",
    "rds:DescribeDBInstanceAutomatedBackups",
    "rds:DescribeDBInstances",
    "rds:DescribeDBSnapshots",
    "ssm:GetParametersByPath",
  ],
  "jobs-import-task-role": [...read, ...write, ...events, ...secret, ...key],
  "jobs-import-task-execution-role": starter,
  "jobs-schedules-role": [...send, ...key, "ecs:RunTask", "ecs:TagResource", "iam:PassRole", "lambda:InvokeFunction"],
};

// Services that may take a role on, by the role.
export const trusted: Record<string, string> = {
  "network-flow-log-role": "vpc-flow-logs",
  "network-nat-role": "ec2",
  "network-close-default-group-role": "lambda",
  "api-deployment-role": "codedeploy",
  "jobs-schedules-role": "scheduler",
};
