# The four buckets.

locals {
  access_log_days = 90
  backup_days     = 35

  log_senders = {
    S3Access = { service = "logging.s3.amazonaws.com", prefix = "s3/*" }
    Balancer = { service = "logdelivery.elasticloadbalancing.amazonaws.com", prefix = "alb/*" }
    Edge     = { service = "delivery.logs.amazonaws.com", prefix = "edge/*" }
  }
  logs_arn = "arn:aws:s3:::${local.names["monitoring-logs-bucket"]}"
}

module "logs_bucket" {
  source           = "../bucket"
  name             = local.names["monitoring-logs-bucket"]
  account          = var.common.account
  keep             = var.common.keep
  encrypt_with_key = false # log delivery cannot write to a bucket with a customer's key
  log_accesses     = false # it would log its own logging
  expire           = { logs = { prefix = "", days = local.access_log_days } }
  tags             = { Service = "monitoring" }
  statements = [
    for sid, sender in local.log_senders : {
      Sid       = sid
      Effect    = "Allow"
      Principal = { Service = sender.service }
      Action    = "s3:PutObject"
      Resource  = "${local.logs_arn}/${sender.prefix}"
      Condition = { StringEquals = { "aws:SourceAccount" = var.common.account } }
    }
  ]
}

module "data_bucket" {
  source      = "../bucket"
  name        = local.names["data-bucket"]
  account     = var.common.account
  keep        = var.common.keep
  kms_key_arn = aws_kms_key.data.arn
  log_bucket  = module.logs_bucket.name
  infrequent  = { raw = { prefix = "raw/", days = var.common.env.recovery.rawToInfrequentDays } }
  expire      = { exports = { prefix = "exports/", days = var.common.env.recovery.exportDays } }
  log_prefix  = "data-bucket"
  tags        = local.tags
}

module "backup_bucket" {
  source      = "../bucket"
  name        = local.names["data-backup-bucket"]
  account     = var.common.account
  keep        = var.common.keep
  kms_key_arn = aws_kms_key.data.arn
  log_bucket  = module.logs_bucket.name
  log_prefix  = "data-backup-bucket"
  expire      = { backups = { prefix = "", days = local.backup_days } }
  tags        = local.tags
}

# Its pages are public anyway: S3's own key spares a request to the key's service.
module "frontend_bucket" {
  source           = "../bucket"
  name             = local.names["frontend-bucket"]
  account          = var.common.account
  keep             = var.common.keep
  encrypt_with_key = false
  log_bucket       = module.logs_bucket.name
  log_prefix       = "frontend-bucket"
  tags             = { Service = "frontend" }
  statements = [{
    Sid       = "CloudFront"
    Effect    = "Allow"
    Principal = { Service = "cloudfront.amazonaws.com" }
    Action    = "s3:GetObject"
    Resource  = "arn:aws:s3:::${local.names["frontend-bucket"]}/*"
    Condition = { StringEquals = { "AWS:SourceArn" = var.distribution_arn } }
  }]
}
