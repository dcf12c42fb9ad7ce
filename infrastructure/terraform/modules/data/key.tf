# The one key of the environment's data: S3, RDS, SQS, SNS, secrets, logs.

locals {
  names  = var.common.names
  tags   = { Service = "data" }
  region = var.common.region
}

resource "aws_kms_key" "data" {
  description             = local.names["data-key"]
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = merge(local.tags, { Name = local.names["data-key"] })

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
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action = [
          "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey",
        ]
        Resource = "*"
        Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = [
          "${var.common.logs_arn}:${var.common.prefix}-*", "${var.common.logs_arn}:/aws/rds/instance/${var.common.prefix}-*",
        ] } }
      },
      {
        # The key's policy cannot name topics and queues that are encrypted with it, so the account is the limit.
        Sid       = "Publishers"
        Effect    = "Allow"
        Principal = { Service = [for name in ["cloudwatch", "events", "budgets", "costalerts"] : "${name}.amazonaws.com"] }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = var.common.account } }
      },
    ]
  })
}

resource "aws_kms_alias" "data" {
  name          = "alias/${local.names["data-key"]}"
  target_key_id = aws_kms_key.data.key_id
}
