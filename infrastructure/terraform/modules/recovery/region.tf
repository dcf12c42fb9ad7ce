# What the recovery region holds: a replica of each bucket, the vault of copied backups, their key, a template for the
# copied image repository, and the alarm of a replica that lags, whose metric is published there.

resource "aws_kms_key" "this" {
  provider = aws.recovery

  description             = "Copies of ${var.common.project} ${var.common.environment}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = merge(local.tags, { Name = local.names["recovery-key"] })

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountByItsOwnPolicies"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${var.common.account}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "AlarmPublishers"
        Effect    = "Allow"
        Principal = { Service = [for name in ["cloudwatch", "events", "budgets", "costalerts"] : "${name}.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = var.common.account } }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  provider = aws.recovery

  name          = local.alias
  target_key_id = aws_kms_key.this.key_id
}

# Only replication writes here and nobody reads until a recovery, so accesses are not logged.
module "replica" {
  source    = "../bucket"
  for_each  = local.replicated
  providers = { aws = aws.recovery }

  name         = local.names["recovery-${each.key}-bucket"]
  account      = var.common.account
  keep         = true
  kms_key_arn  = aws_kms_key.this.arn
  log_accesses = false
  expire       = each.value.expire
  tags         = local.tags
}

resource "aws_backup_vault" "copies" {
  provider = aws.recovery

  name        = local.names["recovery-vault"]
  kms_key_arn = aws_kms_key.this.arn
  tags        = merge(local.tags, { Name = local.names["recovery-vault"] })
}

# A repository that replication makes would otherwise take changed tags, keep every image and have no tags of ours.
resource "aws_ecr_repository_creation_template" "this" {
  provider = aws.recovery

  prefix               = local.names["api-repository"]
  description          = "Copies of the images"
  applied_for          = ["REPLICATION"]
  image_tag_mutability = "IMMUTABLE"
  custom_role_arn      = module.repository_role.arn
  resource_tags        = merge(var.common.tags, local.tags)
  encryption_configuration {
    encryption_type = "AES256"
  }
  lifecycle_policy = jsonencode({
    rules = [{
      rulePriority = 1
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }
      action       = { type = "expire" }
    }]
  })
}

module "topic" {
  source    = "../topic"
  providers = { aws = aws.recovery }

  name    = local.names["recovery-alarms"]
  arn     = "arn:aws:sns:${local.region}:${var.common.account}:${local.names["recovery-alarms"]}"
  account = var.common.account
  email   = var.common.site.alarmEmail
  key_arn = aws_kms_key.this.arn
  tags    = local.tags
}

module "lag_alarms" {
  source    = "../alarms"
  providers = { aws = aws.recovery }

  common    = var.common
  table     = var.alarms
  telemetry = var.telemetry
  stack     = "recovery"
  topic_arn = module.topic.arn
  values    = {}
  tags      = local.tags
}

module "repository_role" {
  source  = "../role"
  name    = local.names["recovery-repository-role"]
  service = "ecr.amazonaws.com"
  tags    = local.tags
  trust_conditions = {
    StringEquals = { "aws:SourceAccount" = var.common.account }
  }
  statements = [{
    actions   = ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"]
    resources = ["arn:aws:ecr:${local.region}:${var.common.account}:repository/${local.names["api-repository"]}"]
  }]
}
