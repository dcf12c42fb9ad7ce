# What bringing a release to an environment needs, for the pipeline's projects and for GitHub's role alike: what
# scripts/deploy-aws.sh calls, on the resources of this environment, by the names the pattern makes.

locals {
  arn = { for environment, target in var.targets : environment => {
    repository  = "arn:aws:ecr:${local.region}:${local.account}:repository/${target.names["api-repository"]}"
    cluster     = "${target.arn.ecs}:cluster/${target.names["api-cluster"]}"
    service     = "${target.arn.ecs}:service/${target.names["api-cluster"]}/${target.names["api-service"]}"
    tasks       = "${target.arn.ecs}:task/${target.names["api-cluster"]}/*"
    definitions = "${target.arn.ecs}:task-definition/${target.prefix}-*:*"
    migrate     = "${target.arn.ecs}:task-definition/${target.names["api-migrate-task"]}:*"
    deployment  = "arn:aws:codedeploy:${local.region}:${local.account}"
    functions   = "${target.arn.lambda}:function:${target.prefix}-jobs-*"
    logs        = "${target.logs_arn}:${target.prefix}-*:*"
    database    = "${target.arn.rds}:db:${target.names["db-instance"]}"
    secrets     = "${target.arn.secretsmanager}:secret:${target.prefix}-*"
    roles       = "arn:aws:iam::${local.account}:role/${target.prefix}-*"
    bucket      = "arn:aws:s3:::${target.names["frontend-bucket"]}"
    outputs     = [for part in ["", "-images"] : "arn:aws:cloudformation:${local.region}:${local.account}:stack/${target.prefix}${part}/*"]
  } }
  environments = keys(var.targets)
  repositories = { for environment in local.environments : environment => local.arn[environment].repository }

  sign_in = [{
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
    reason    = "the token is the registry's, not a repository's"
  }]
  pull_actions = [
    "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:DescribeImageScanFindings", "ecr:DescribeImages",
    "ecr:DescribeRepositories", "ecr:GetDownloadUrlForLayer",
  ]
  push_actions = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]

  register = { for environment, arn in local.arn : environment => [
    {
      actions   = ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"]
      resources = ["*"]
      reason    = "ECS describes and registers task definitions without looking at a resource"
    },
    {
      actions    = ["ecs:TagResource"]
      resources  = [arn.definitions]
      conditions = { StringEquals = { "ecs:CreateAction" = "RegisterTaskDefinition" } }
    },
    {
      actions    = ["iam:PassRole"]
      resources  = [arn.roles]
      conditions = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    },
  ] }

  migrate = { for environment, arn in local.arn : environment => concat(local.register[environment], [
    {
      actions    = ["ecs:RunTask"]
      resources  = [arn.migrate]
      conditions = { ArnEquals = { "ecs:cluster" = arn.cluster } }
    },
    {
      actions    = ["ecs:DescribeTasks"]
      resources  = [arn.tasks]
      conditions = { ArnEquals = { "ecs:cluster" = arn.cluster } }
    },
    { actions = ["ecs:DescribeServices"], resources = [arn.service] },
    { actions = ["logs:GetLogEvents"], resources = [arn.logs] },
  ]) }

  deploy_api = { for environment, arn in local.arn : environment => [
    {
      actions = [
        "codedeploy:CreateDeployment", "codedeploy:GetDeployment", "codedeploy:GetDeploymentTarget",
        "codedeploy:ListDeploymentTargets", "codedeploy:ListDeployments", "codedeploy:StopDeployment",
      ]
      resources = ["${arn.deployment}:deploymentgroup:${join("/", [for i in [1, 2] : var.targets[environment].names["api-deployment"]])}"]
    },
    {
      actions = [
        "codedeploy:GetApplication", "codedeploy:GetApplicationRevision", "codedeploy:GetDeploymentConfig",
        "codedeploy:RegisterApplicationRevision",
      ]
      resources = [
        "${arn.deployment}:application:${var.targets[environment].names["api-deployment"]}",
        "${arn.deployment}:deploymentconfig:*",
      ]
    },
  ] }

  release = { for environment, arn in local.arn : environment => concat(
    [
      { actions = ["cloudformation:DescribeStacks"], resources = arn.outputs },
      { actions = ["ecs:DescribeServices"], resources = [arn.service] },
    ],
    local.register[environment],
    local.deploy_api[environment],
    [
      { actions = ["lambda:GetFunction", "lambda:UpdateFunctionCode"], resources = [arn.functions] },
      { actions = ["s3:ListBucket"], resources = [arn.bucket] },
      { actions = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], resources = ["${arn.bucket}/*"] },
      {
        # A distribution's id is not known before it is there; its tags are.
        actions   = ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"]
        resources = ["arn:aws:cloudfront::${local.account}:distribution/*"]
        conditions = { StringEquals = {
          "aws:ResourceTag/Project"     = var.common.project
          "aws:ResourceTag/Environment" = environment
        } }
      },
    ],
  ) }

  # That the secrets are there, without reading one.
  see = { for environment, arn in local.arn : environment => [
    { actions = ["rds:DescribeDBInstances"], resources = [arn.database] },
    { actions = ["secretsmanager:DescribeSecret"], resources = [arn.secrets] },
  ] }

  # What every part of the pipeline does with artifacts, the key and the source.
  pipeline_rights = concat([
    { actions = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], resources = ["${module.artifacts.arn}/*"] },
    {
      actions   = ["s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"]
      resources = [module.artifacts.arn]
    },
    { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [aws_kms_key.this.arn] },
    ], [for arn in local.github ? [var.common.site.source.connectionArn] : [] : {
      actions   = ["codeconnections:UseConnection"]
      resources = [arn]
  }])
}
