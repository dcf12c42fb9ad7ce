# One build project of the pipeline, with its own role and log.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "common" { type = any }
variable "key" {
  description = "What tells it apart: build, migrate-prod ..."
  type        = string
}
variable "project" {
  description = "{ what, minutes, size, buildspec, privileged, cached, site, image }"
  type        = any
}
variable "target" {
  description = "The environment it works for."
  type        = any
}
variable "site_path" { type = string }
variable "key_arn" { type = string }
variable "bucket" { type = string }
variable "log_days" { type = number }
variable "permissions" { type = any }

locals {
  name = var.common.names["delivery-${var.key}"]
  log  = "${local.name}-logs"
  tags = { Service = "delivery" }
  arm  = var.common.architecture == "arm64"
  variables = merge({
    ENVIRONMENT     = { type = "PLAINTEXT", value = var.target.environment }
    SITE_URL        = { type = "PLAINTEXT", value = "https://${var.target.domain}" }
    AWS_ACCOUNT_ID  = { type = "PLAINTEXT", value = var.common.account }
    IMAGE_REPO_NAME = { type = "PLAINTEXT", value = var.target.names["api-repository"] }
  }, var.project.site ? { SITE_JSON = { type = "PARAMETER_STORE", value = var.site_path } } : {})
}

module "role" {
  source  = "../role"
  name    = "${local.name}-role"
  service = "codebuild.amazonaws.com"
  tags    = local.tags
  trust_conditions = {
    StringEquals = { "aws:SourceAccount" = var.common.account }
  }
  statements = concat([
    { actions = ["logs:CreateLogStream", "logs:PutLogEvents"], resources = ["${var.common.logs_arn}:${local.log}:*"] },
    ], var.permissions, [for path in var.project.site ? [var.site_path] : [] : {
      actions   = ["ssm:GetParameters"]
      resources = ["arn:aws:ssm:${var.common.region}:${var.common.account}:parameter${path}"]
  }])
}

resource "aws_cloudwatch_log_group" "this" {
  name              = local.log
  retention_in_days = var.log_days
  kms_key_id        = var.key_arn
  tags              = merge(local.tags, { Name = local.log })
}

resource "aws_codebuild_project" "this" {
  name           = local.name
  description    = var.project.what
  service_role   = module.role.arn
  encryption_key = var.key_arn
  build_timeout  = var.project.minutes
  tags           = merge(local.tags, { Name = local.name })

  source {
    type      = "CODEPIPELINE"
    buildspec = var.project.buildspec
  }
  artifacts {
    type = "CODEPIPELINE"
  }
  cache {
    type     = var.project.cached ? "S3" : "NO_CACHE"
    location = var.project.cached ? "${var.bucket}/cache/${var.key}" : null
  }
  # The same processor as the tasks: an image is built where it will run.
  environment {
    type                        = local.arm ? "ARM_CONTAINER" : "LINUX_CONTAINER"
    compute_type                = "BUILD_GENERAL1_${var.project.size}"
    image                       = var.project.image
    image_pull_credentials_type = startswith(var.project.image, "aws/") ? "CODEBUILD" : "SERVICE_ROLE"
    privileged_mode             = var.project.privileged
    dynamic "environment_variable" {
      for_each = local.variables
      content {
        name  = environment_variable.key
        type  = environment_variable.value.type
        value = environment_variable.value.value
      }
    }
  }
  logs_config {
    cloudwatch_logs {
      status     = "ENABLED"
      group_name = aws_cloudwatch_log_group.this.name
    }
  }
}

output "name" { value = aws_codebuild_project.this.name }
output "arn" { value = "arn:aws:codebuild:${var.common.region}:${var.common.account}:project/${local.name}" }
output "actions" { value = module.role.actions }
