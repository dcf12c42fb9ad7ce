// What bringing a release to an environment needs, for the pipeline's projects and for GitHub's role alike: what
// scripts/deploy-aws.sh calls with `--infra none`, on the resources of this environment.
import * as iam from "aws-cdk-lib/aws-iam";
import { stackName } from "@housing/settings";
import type { Context } from "../context";

type Conditions = Record<string, Record<string, unknown>>;

const allow = (sid: string, actions: string[], resources: string[], conditions?: Conditions) =>
  new iam.PolicyStatement({ sid, actions, resources, conditions });

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

// A statement's id is unique within a role, and a role may have two environments: MigrateStaging, MigrateProd.
const idFor = (context: Context, sid: string) => `${sid}${capital(context.environment)}`;

// Of one environment: ARNs by the names the pattern makes, since the pipeline is deployed beside the environments.
function arnsOf({ project, site, environment, name }: Context) {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${project.region}:${site.account}:${resource}`;
  const deployment = name("api", "deployment");
  const cluster = name("api", "cluster");
  return {
    repository: arn("ecr", `repository/${name("api", "repository")}`),
    cluster: arn("ecs", `cluster/${cluster}`),
    service: arn("ecs", `service/${cluster}/${name("api", "service")}`),
    tasks: arn("ecs", `task/${cluster}/*`),
    definitions: arn("ecs", `task-definition/${project.project}-${environment}-*:*`),
    migrate: arn("ecs", `task-definition/${name("api", "migrate-task")}:*`),
    application: arn("codedeploy", `application:${deployment}`),
    group: arn("codedeploy", `deploymentgroup:${deployment}/${deployment}`),
    pace: arn("codedeploy", "deploymentconfig:*"),
    functions: arn("lambda", `function:${project.project}-${environment}-jobs-*`),
    stacks: [stackName(environment), stackName(environment, "images")].map((each) =>
      arn("cloudformation", `stack/${each}/*`),
    ),
    logs: arn("logs", `log-group:${project.project}-${environment}-*:*`),
    database: arn("rds", `db:${name("db", "instance")}`),
    roles: `arn:aws:iam::${site.account}:role/${project.project}-${environment}-*`,
    secrets: arn("secretsmanager", `secret:${project.project}-${environment}-*`),
  };
}

const tagged = ({ project, environment }: Context) => ({
  StringEquals: { "aws:ResourceTag/Project": project.project, "aws:ResourceTag/Environment": environment },
});

export const signInToRegistry = () => allow("SignInToRegistry", ["ecr:GetAuthorizationToken"], ["*"]);

export const pullImages = (...contexts: Context[]) =>
  allow(
    "PullImages",
    [
      "ecr:BatchCheckLayerAvailability",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "ecr:DescribeImages",
      "ecr:DescribeImageScanFindings",
      "ecr:DescribeRepositories",
    ],
    contexts.map((context) => arnsOf(context).repository),
  );

export const pushImages = (...contexts: Context[]) =>
  allow(
    "PushImages",
    ["ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"],
    contexts.map((context) => arnsOf(context).repository),
  );

// Task definitions of the new image; ECS describes and registers them without looking at a resource.
export function registerTasks(context: Context): iam.PolicyStatement[] {
  const { definitions, roles } = arnsOf(context);
  return [
    allow("RegisterTasks", ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition"], ["*"]),
    allow(idFor(context, "TagTasks"), ["ecs:TagResource"], [definitions], {
      StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" },
    }),
    allow(idFor(context, "PassTaskRoles"), ["iam:PassRole"], [roles], {
      StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    }),
  ];
}

export const readService = (context: Context) =>
  allow(idFor(context, "ReadService"), ["ecs:DescribeServices"], [arnsOf(context).service]);

export function migrate(context: Context): iam.PolicyStatement[] {
  const { cluster, tasks, migrate, logs } = arnsOf(context);
  const inCluster = { ArnEquals: { "ecs:cluster": cluster } };
  return [
    ...registerTasks(context),
    allow(idFor(context, "RunMigration"), ["ecs:RunTask"], [migrate], inCluster),
    allow(idFor(context, "WatchMigration"), ["ecs:DescribeTasks"], [tasks], inCluster),
    readService(context),
    allow(idFor(context, "ReadTaskLogs"), ["logs:GetLogEvents"], [logs]),
  ];
}

export function deployApi(context: Context): iam.PolicyStatement[] {
  const { application, group, pace } = arnsOf(context);
  return [
    allow(
      idFor(context, "DeployApi"),
      [
        "codedeploy:CreateDeployment",
        "codedeploy:GetDeployment",
        "codedeploy:ListDeployments",
        "codedeploy:StopDeployment",
        "codedeploy:GetDeploymentTarget",
        "codedeploy:ListDeploymentTargets",
      ],
      [group],
    ),
    allow(
      idFor(context, "ReadDeployment"),
      [
        "codedeploy:GetApplication",
        "codedeploy:RegisterApplicationRevision",
        "codedeploy:GetApplicationRevision",
        "codedeploy:GetDeploymentConfig",
      ],
      [application, pace],
    ),
  ];
}

export function releaseJobs(context: Context): iam.PolicyStatement[] {
  const { functions } = arnsOf(context);
  return [allow(idFor(context, "MoveFunctions"), ["lambda:GetFunction", "lambda:UpdateFunctionCode"], [functions])];
}

export function releaseSite(context: Context): iam.PolicyStatement[] {
  const bucket = `arn:aws:s3:::${context.bucketName("frontend", "bucket")}`;
  return [
    allow(idFor(context, "ListSite"), ["s3:ListBucket"], [bucket]),
    allow(idFor(context, "PublishSite"), ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], [`${bucket}/*`]),
    // A distribution's id is not known before it is there; its tags are.
    allow(
      idFor(context, "ForgetPages"),
      ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"],
      [`arn:aws:cloudfront::${context.site.account}:distribution/*`],
      tagged(context),
    ),
  ];
}

export const readOutputs = (context: Context) =>
  allow(idFor(context, "ReadOutputs"), ["cloudformation:DescribeStacks"], arnsOf(context).stacks);

// That the secrets are there, without reading one.
export function seeSecrets(context: Context): iam.PolicyStatement[] {
  const { database, secrets } = arnsOf(context);
  return [
    allow(idFor(context, "ReadDatabase"), ["rds:DescribeDBInstances"], [database]),
    allow(idFor(context, "SeeSecrets"), ["secretsmanager:DescribeSecret"], [secrets]),
  ];
}

// After the API: the functions, the dashboard, and the way back should the smoke test fail.
export const release = (context: Context) => [
  readOutputs(context),
  readService(context),
  ...registerTasks(context),
  ...deployApi(context),
  ...releaseJobs(context),
  ...releaseSite(context),
];

// All of it: what one run of the script does.
export const wholeDeployment = (context: Context) => [...seeSecrets(context), ...migrate(context), ...release(context)];
