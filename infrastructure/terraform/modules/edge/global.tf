# What CloudFront looks for in us-east-1: certificate, health check with its alarm, and a topic and key for them.

resource "aws_acm_certificate" "this" {
  provider = aws.edge

  domain_name       = var.common.domain
  validation_method = "DNS"
  tags              = merge(local.tags, { Name = local.names["edge-certificate"] })

  lifecycle {
    create_before_destroy = true
  }
}

# The record that proves the name is ours is the balancer's certificate's: ACM asks for the same one in every region.
resource "aws_acm_certificate_validation" "this" {
  provider = aws.edge

  certificate_arn = aws_acm_certificate.this.arn
}

# Asks the site from a dozen places of the world whether it is ready.
resource "aws_route53_health_check" "this" {
  type              = "HTTPS"
  fqdn              = var.common.domain
  port              = 443
  resource_path     = local.edge.healthCheck.path
  request_interval  = local.edge.healthCheck.seconds
  failure_threshold = local.edge.healthCheck.failures
  enable_sni        = true
  tags              = merge(local.tags, { Name = local.names["edge-health"] })
}

resource "aws_kms_key" "this" {
  provider = aws.edge

  description             = "${local.names["edge-key"]}: log of the web ACL, topic of the edge's alarms"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = merge(local.tags, { Name = local.names["edge-key"] })

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
        Sid       = "WebAclLog"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action = [
          "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey",
        ]
        Resource = "*"
        Condition = { ArnEquals = {
          "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${local.region}:${var.common.account}:log-group:${local.acl_log}"
        } }
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
  provider = aws.edge

  name          = "alias/${local.names["edge-key"]}"
  target_key_id = aws_kms_key.this.key_id
}

module "topic" {
  source    = "../topic"
  providers = { aws = aws.edge }

  name    = local.names["edge-alarms"]
  arn     = "arn:aws:sns:${local.region}:${var.common.account}:${local.names["edge-alarms"]}"
  account = var.common.account
  email   = var.common.site.alarmEmail
  key_arn = aws_kms_key.this.arn
  tags    = local.tags
}

module "alarms" {
  source    = "../alarms"
  providers = { aws = aws.edge }

  common    = var.common
  table     = var.alarms
  telemetry = var.telemetry
  stack     = "edge"
  topic_arn = module.topic.arn
  tags      = local.tags
  values = {
    healthCheckId      = aws_route53_health_check.this.id
    edgeCertificateArn = aws_acm_certificate.this.arn
  }
}
