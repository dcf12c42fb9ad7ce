// What the roles of monitoring, recovery and delivery may do, action by action.
const all = (service: string, ...actions: string[]) => actions.map((action) => `${service}:${action}`);

// Every project: the source, artifacts and caches, its own log.
const project = [
  "codeconnections:UseConnection",
  ...all("kms", "Decrypt", "GenerateDataKey"),
  ...all("logs", "CreateLogStream", "PutLogEvents"),
  ...all("s3", "GetBucketLocation", "GetBucketVersioning", "GetObject", "GetObjectVersion", "ListBucket", "PutObject"),
];
const readSite = ["ssm:GetParameters"];
const pull = all(
  "ecr",
  ...["BatchCheckLayerAvailability", "BatchGetImage", "DescribeImageScanFindings", "DescribeImages"],
  ...["DescribeRepositories", "GetAuthorizationToken", "GetDownloadUrlForLayer"],
);
const push = all("ecr", "CompleteLayerUpload", "InitiateLayerUpload", "PutImage", "UploadLayerPart");
const registerTasks = [
  ...all("ecs", "DescribeTaskDefinition", "RegisterTaskDefinition", "TagResource"),
  "iam:PassRole",
];
const migrate = [...registerTasks, ...all("ecs", "DescribeServices", "DescribeTasks", "RunTask"), "logs:GetLogEvents"];
const deployApi = all(
  "codedeploy",
  ...["CreateDeployment", "GetApplication", "GetApplicationRevision", "GetDeployment", "GetDeploymentConfig"],
  ...["GetDeploymentTarget", "ListDeploymentTargets", "ListDeployments", "RegisterApplicationRevision"],
  "StopDeployment",
);
const release = [
  ...[...registerTasks, ...deployApi, "ecs:DescribeServices", "cloudformation:DescribeStacks"],
  ...all("lambda", "GetFunction", "UpdateFunctionCode"),
  ...all("s3", "DeleteObject", "GetObject", "ListBucket", "PutObject"),
  ...all("cloudfront", "CreateInvalidation", "GetInvalidation"),
];

export const edgeRights: Record<string, string[]> = {
  "monitoring-canary-role": [
    "cloudwatch:PutMetricData",
    ...all("logs", "CreateLogGroup", "CreateLogStream", "PutLogEvents"),
    ...all("s3", "GetBucketLocation", "ListAllMyBuckets", "PutObject"),
    "xray:PutTraceSegments",
  ],
  "recovery-replication-role": [
    ...all("kms", "Decrypt", "Encrypt"),
    ...all("s3", "GetReplicationConfiguration", "ListBucket", "ReplicateObject", "ReplicateTags"),
    ...all("s3", "GetObjectVersionAcl", "GetObjectVersionForReplication", "GetObjectVersionTagging"),
  ],
  "recovery-backup-role": [
    ...all("backup", "CopyFromBackupVault", "CopyIntoBackupVault", "DescribeBackupVault"),
    ...all(
      "kms",
      "CreateGrant",
      "Decrypt",
      "DescribeKey",
      "Encrypt",
      "GenerateDataKey",
      "ReEncryptFrom",
      "ReEncryptTo",
    ),
    ...all("rds", "AddTagsToResource", "CopyDBSnapshot", "CreateDBSnapshot", "DeleteDBSnapshot", "DescribeDBInstances"),
    ...all("rds", "DescribeDBSnapshots", "ListTagsForResource", "ModifyDBSnapshotAttribute"),
    "tag:GetResources",
  ],
  "recovery-repository-role": all("ecr", "CreateRepository", "ReplicateImage", "TagResource"),
  "delivery-build-role": [...project, ...readSite, ...pull, ...push],
  "delivery-test-role": project,
  "delivery-e2e-role": project,
  "delivery-devices-role": [
    ...project,
    "ssm:GetParameter",
    ...all("devicefarm", "CreateUpload", "GetRun", "GetUpload", "ScheduleRun"),
  ],
  "delivery-migrate-staging-role": [...project, ...readSite, ...pull, ...push, ...migrate],
  "delivery-migrate-prod-role": [...project, ...readSite, ...pull, ...push, ...migrate],
  "delivery-release-staging-role": [...project, ...readSite, ...pull, ...release],
  "delivery-release-prod-role": [...project, ...readSite, ...pull, ...release],
  "delivery-pipeline-role": [
    ...[...registerTasks, ...deployApi, "codeconnections:UseConnection", "sns:Publish"],
    ...all("codebuild", "BatchGetBuilds", "StartBuild", "StopBuild"),
    ...all("kms", "Decrypt", "GenerateDataKey"),
    ...all(
      "s3",
      "GetBucketLocation",
      "GetBucketVersioning",
      "GetObject",
      "GetObjectVersion",
      "ListBucket",
      "PutObject",
    ),
  ],
  "delivery-github-role": [
    ...[...pull, ...push, ...migrate, ...release],
    ...["rds:DescribeDBInstances", "secretsmanager:DescribeSecret"],
  ],
};
