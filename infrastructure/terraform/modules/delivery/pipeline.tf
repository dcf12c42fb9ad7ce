# `delivery-pipeline`: Source, Build, Test, DeployStaging, E2E, Approval, DeployProduction.
#
# What runs in production is, by digest, the image that was tested in staging. A deployment whose alarms go off is taken
# back by CodeDeploy, and the pipeline stops there.

locals {
  source    = var.common.site.source
  commit_id = jsonencode([{ name = "COMMIT_ID", type = "PLAINTEXT", value = "#{Source.CommitId}" }])

  run = { for key in keys(local.projects) : key => {
    category      = "Build", owner = "AWS", provider = "CodeBuild", inputs = ["Source"], outputs = [], order = 1, space = null
    configuration = { ProjectName = module.project[key].name, EnvironmentVariables = local.commit_id }
  } }
  # With two inputs CodeBuild wants to know which holds the buildspec.
  two_inputs = { PrimarySource = "Source" }
  release_of = { staging = "ReleaseStaging", prod = "ReleaseProduction" }

  # The database first, so that both versions of the code can live with it; then the API; then jobs and dashboard.
  deploy = { for environment, target in var.targets : environment => [
    merge(local.run["migrate-${environment}"], {
      name          = "Migrate", inputs = ["Source", "Built"], outputs = [local.release_of[environment]]
      configuration = merge(local.run["migrate-${environment}"].configuration, local.two_inputs)
    }),
    {
      name   = "Api", category = "Deploy", owner = "AWS", provider = "CodeDeployToECS", order = 2, space = null
      inputs = [local.release_of[environment]], outputs = []
      configuration = {
        ApplicationName                = target.names["api-deployment"]
        DeploymentGroupName            = target.names["api-deployment"]
        TaskDefinitionTemplateArtifact = local.release_of[environment]
        TaskDefinitionTemplatePath     = "taskdef.json"
        AppSpecTemplateArtifact        = local.release_of[environment]
        AppSpecTemplatePath            = "appspec.yaml"
      }
    },
    merge(local.run["release-${environment}"], {
      name          = "JobsAndSite", inputs = ["Source", "Built"], order = 3
      configuration = merge(local.run["release-${environment}"].configuration, local.two_inputs)
    }),
  ] }

  source_action = {
    name     = "Source", category = "Source", owner = "AWS", inputs = [], outputs = ["Source"], order = 1, space = "Source"
    provider = local.github ? "CodeStarSourceConnection" : "CodeCommit"
    configuration = local.github ? {
      ConnectionArn        = local.source.connectionArn
      FullRepositoryId     = local.source.repository
      BranchName           = local.source.branch
      OutputArtifactFormat = "CODEBUILD_CLONE_REF"
      DetectChanges        = "true"
      } : {
      RepositoryName       = local.source.repository
      BranchName           = local.source.branch
      OutputArtifactFormat = "CODEBUILD_CLONE_REF"
      PollForSourceChanges = "false"
    }
  }

  stages = [
    { name = "Source", actions = [local.source_action] },
    { name = "Build", actions = [merge(local.run["build"], { name = "Build", outputs = ["Built"] })] },
    { name = "Test", actions = concat(
      [merge(local.run["test"], { name = "Test" })],
      [for key in local.devices ? ["devices"] : [] : merge(local.run[key], { name = "Devices" })],
    ) },
    { name = "DeployStaging", actions = local.deploy.staging },
    { name = "E2E", actions = [merge(local.run["e2e"], { name = "Browser" })] },
    { name = "Approval", actions = [{
      name  = "Approve", category = "Approval", owner = "AWS", provider = "Manual", inputs = [], outputs = [], order = 1
      space = null
      configuration = {
        NotificationArn    = module.notices.arn
        CustomData         = "Staging has passed its tests. Look at it, then let the same image into production."
        ExternalEntityLink = "https://${var.targets.staging.domain}"
      }
    }] },
    { name = "DeployProduction", actions = local.deploy.prod },
  ]
}

module "pipeline_role" {
  source  = "../role"
  name    = local.names["delivery-pipeline-role"]
  service = "codepipeline.amazonaws.com"
  tags    = local.tags
  trust_conditions = {
    StringEquals = { "aws:SourceAccount" = local.account }
  }
  statements = concat(local.pipeline_rights, [
    {
      actions   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"]
      resources = [for project in module.project : project.arn]
    },
    { actions = ["sns:Publish"], resources = [local.notices_arn] },
  ], flatten([for environment in local.environments : [local.deploy_api[environment], local.register[environment]]]))
}

resource "aws_codepipeline" "this" {
  name           = local.names["delivery-pipeline"]
  role_arn       = module.pipeline_role.arn
  pipeline_type  = "V2"
  execution_mode = "SUPERSEDED" # a newer commit overtakes one that waits, and none runs beside another
  tags           = merge(local.tags, { Name = local.names["delivery-pipeline"] })

  artifact_store {
    type     = "S3"
    location = module.artifacts.name
    encryption_key {
      type = "KMS"
      id   = aws_kms_key.this.arn
    }
  }
  dynamic "stage" {
    for_each = local.stages
    content {
      name = stage.value.name
      dynamic "action" {
        for_each = stage.value.actions
        content {
          name             = action.value.name
          category         = action.value.category
          owner            = action.value.owner
          provider         = action.value.provider
          version          = "1"
          run_order        = action.value.order
          namespace        = action.value.space
          input_artifacts  = action.value.inputs
          output_artifacts = action.value.outputs
          configuration    = action.value.configuration
        }
      }
    }
  }
}
