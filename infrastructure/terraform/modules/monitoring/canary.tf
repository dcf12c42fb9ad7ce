# The canary: ../canary/index.js, run by CloudWatch Synthetics against the environment's own address.

locals {
  canary     = local.names["monitoring-canary"]
  canaries   = var.common.env.canaryMinutes > 0 ? 1 : 0
  minutes    = var.common.env.canaryMinutes
  canary_log = "${var.common.logs_arn}:/aws/lambda/cwsyn-${local.canary}-*"
}

module "canary_role" {
  count = local.canaries

  source  = "../role"
  name    = local.names["monitoring-canary-role"]
  service = "lambda.amazonaws.com"
  tags    = local.tags
  statements = [
    { actions = ["s3:PutObject"], resources = ["${var.logs_bucket.arn}/canary/${local.canary}/*"] },
    { actions = ["s3:GetBucketLocation"], resources = [var.logs_bucket.arn] },
    {
      actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
      resources = [local.canary_log, "${local.canary_log}:*"]
    },
    {
      actions   = ["s3:ListAllMyBuckets", "xray:PutTraceSegments"]
      resources = ["*"]
      reason    = "Synthetics looks for its bucket among all, and X-Ray knows no resources"
    },
    {
      actions    = ["cloudwatch:PutMetricData"]
      resources  = ["*"]
      conditions = { StringEquals = { "cloudwatch:namespace" = "CloudWatchSynthetics" } }
      reason     = "metrics are no resources; the condition limits the namespace"
    },
  ]
}

resource "aws_synthetics_canary" "this" {
  count = local.canaries

  name                     = local.canary
  runtime_version          = "syn-nodejs-puppeteer-13.0"
  handler                  = "index.handler"
  zip_file                 = var.canary_archive
  execution_role_arn       = module.canary_role[0].arn
  artifact_s3_location     = "s3://${var.logs_bucket.name}/canary/${local.canary}"
  start_canary             = true
  delete_lambda            = true
  success_retention_period = 7
  failure_retention_period = 31
  tags                     = merge(local.tags, { Name = local.canary })

  schedule {
    expression = "rate(${local.minutes} ${local.minutes == 1 ? "minute" : "minutes"})"
  }
  run_config {
    active_tracing        = true
    memory_in_mb          = 1024
    timeout_in_seconds    = 120
    environment_variables = { SITE_URL = "https://${var.common.domain}" }
  }

  lifecycle {
    precondition {
      condition     = fileexists(var.canary_archive)
      error_message = "${basename(var.canary_archive)} is missing: run `node infrastructure/terraform/canary_zip.mjs` first."
    }
  }
}
