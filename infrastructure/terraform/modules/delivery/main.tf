# The pipeline's key, its bucket of artifacts, where it tells of failures, and what the scripts need of the site.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.devices]
    }
  }
}

variable "common" {
  description = "Names, site and settings with the environment `shared`; see ../settings."
  type        = any
}
variable "targets" {
  description = "staging and prod: the `common` of each."
  type        = any
}
variable "alarms" {
  description = "settings/alarms.json."
  type        = any
}

locals {
  names         = var.common.names
  tags          = { Service = "delivery" }
  region        = var.common.region
  account       = var.common.account
  github        = var.common.site.source.kind == "github"
  artifact_days = 30
  log_days      = 30
  devices       = var.targets.staging.env.options.deviceFarm
  notices_arn   = "arn:aws:sns:${local.region}:${local.account}:${local.names["delivery-notices"]}"
  site_path     = "/${var.common.project}/shared/delivery/site"
}

resource "aws_kms_key" "this" {
  description             = "Pipeline of ${var.common.project}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = merge(local.tags, { Name = local.names["delivery-key"] })

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountByItsOwnPolicies"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${local.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action = [
          "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey",
        ]
        Resource = "*"
        Condition = { ArnLike = {
          "kms:EncryptionContext:aws:logs:arn" = "${var.common.logs_arn}:${var.common.prefix}-delivery-*"
        } }
      },
      {
        Sid       = "AlarmPublishers"
        Effect    = "Allow"
        Principal = { Service = [for name in ["cloudwatch", "events", "budgets", "costalerts"] : "${name}.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/${local.names["delivery-key"]}"
  target_key_id = aws_kms_key.this.key_id
}

# Only the pipeline's own roles read and write here, and CodePipeline keeps the history of it: accesses are not logged.
module "artifacts" {
  source       = "../bucket"
  name         = local.names["delivery-artifacts-bucket"]
  account      = local.account
  keep         = false
  kms_key_arn  = aws_kms_key.this.arn
  log_accesses = false
  tidy_up      = false
  expire       = { artifacts = { prefix = "", days = local.artifact_days } }
  tags         = local.tags
}

module "notices" {
  source  = "../topic"
  name    = local.names["delivery-notices"]
  arn     = local.notices_arn
  account = local.account
  email   = var.common.site.alarmEmail
  key_arn = aws_kms_key.this.arn
  tags    = local.tags
}

# The scripts read infrastructure/settings/site.json, which the repository has not.
resource "aws_ssm_parameter" "site" {
  name        = local.site_path
  description = "infrastructure/settings/site.json, for the pipeline's projects"
  type        = "String"
  value       = jsonencode(var.common.site)
  tags        = local.tags
}

locals {
  notice  = [for notice in var.alarms.notices : notice if try(notice.stack, "") == "delivery"][0]
  urgency = { page = "Look at once.", ticket = "Look within a working day." }
}

resource "aws_cloudwatch_event_rule" "failed" {
  name          = local.names["delivery-pipeline-failed"]
  description   = local.notice.name
  event_pattern = replace(jsonencode(local.notice.event), "{pipelineName}", local.names["delivery-pipeline"])
  tags          = merge(local.tags, { Name = local.names["delivery-pipeline-failed"] })
}

resource "aws_cloudwatch_event_target" "failed" {
  rule      = aws_cloudwatch_event_rule.failed.name
  arn       = module.notices.arn
  target_id = "notices"

  input_transformer {
    input_paths = { time = "$.time", detail = "$.detail" }
    input_template = join("", [
      "{\"notice\":${jsonencode(local.notice.id)},\"message\":",
      jsonencode(join(" ", [
        "${local.notice.name}.", local.urgency[local.notice.severity],
        "Run-book: ${var.common.runbooks}/${local.notice.runbook}",
      ])),
      ",\"time\":<time>,\"event\":<detail>}",
    ])
  }
}
