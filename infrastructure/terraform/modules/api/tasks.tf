# The serving task with its trace collector, and the one-off task that migrates the database.

locals {
  data_dir = { HOUSING_DATA_DIR = "/var/lib/housing" }
  queues   = [for queue in ["alerts", "mail", "export", "import"] : "${var.common.arn.sqs}:${local.names["jobs-${queue}-queue"]}"]

  # Turns OTLP into X-Ray's segments. What it uses of the task is bounded, so that it never starves the API.
  collector_image = "public.ecr.aws/aws-observability/aws-otel-collector:v0.48.0"
  collector_mb    = 128
  collector_config = {
    receivers = { otlp = { protocols = { http = { endpoint = "127.0.0.1:4318" } } } }
    processors = {
      memory_limiter = { check_interval = "1s", limit_mib = 96 }
      batch          = { timeout = "5s", send_batch_size = 50 }
    }
    exporters  = { awsxray = {} }
    extensions = { health_check = {} }
    service = {
      extensions = ["health_check"]
      pipelines = {
        traces = { receivers = ["otlp"], processors = ["memory_limiter", "batch"], exporters = ["awsxray"] }
      }
    }
  }

  use_key = { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [var.key_arn] }
}

module "task" {
  source         = "../task"
  common         = var.common
  family         = local.names["api-task"]
  container      = "api"
  command        = ["serve"]
  size           = local.api
  port           = 8080
  key_arn        = var.key_arn
  repository_arn = var.repository_arn
  files          = var.files
  tags           = local.tags
  health_check = {
    command = ["CMD", "housing", "health"], interval = 15, timeout = 5, retries = 3, startPeriod = 60
  }
  environment = merge(merge([for subject, variables in var.told : variables if subject != "events"]...), local.data_dir, {
    HOUSING_TRACES_URL   = "http://127.0.0.1:4318/v1/traces"
    HOUSING_TRUSTED_HOPS = "2" # CloudFront and the balancer
    HOUSING_ADMIN_FACTOR = "required"
  })
  sidecars = [{
    name        = "otel"
    image       = local.collector_image
    memory      = local.collector_mb
    environment = [{ name = "AOT_CONFIG_CONTENT", value = jsonencode(local.collector_config) }]
    healthCheck = { command = ["CMD", "/healthcheck"], interval = 30, timeout = 5, retries = 3 }
  }]
  statements = concat([
    { actions = ["s3:GetObject"], resources = ["${var.data_arn}/*"] },
    { actions = ["s3:ListBucket"], resources = [var.data_arn] },
    { actions = ["s3:AbortMultipartUpload", "s3:PutObject"], resources = ["${var.data_arn}/exports/*"] },
    { actions = ["sqs:GetQueueUrl", "sqs:SendMessage"], resources = local.queues },
    { actions = ["secretsmanager:GetSecretValue"], resources = values(var.secret_arns) },
    {
      actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
      resources = ["*"]
      reason    = "X-Ray knows no resources"
    },
    local.use_key,
    ], [for files in var.files == null ? [] : [var.files] : {
      actions   = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      resources = ["arn:aws:elasticfilesystem:${var.common.region}:${var.common.account}:file-system/${files.id}"]
  }])
}

module "migrate_task" {
  source         = "../task"
  common         = var.common
  family         = local.names["api-migrate-task"]
  container      = "migrate"
  command        = ["migrate"]
  size           = var.common.env.jobs
  key_arn        = var.key_arn
  repository_arn = var.repository_arn
  environment    = merge(var.told.database, var.told.metrics, local.data_dir)
  tags           = local.tags
  statements = [
    { actions = ["secretsmanager:GetSecretValue"], resources = [var.secret_arns.database] },
    local.use_key,
  ]
}

# What runs is written down where operators and the daily export of parameters find it.
resource "aws_ssm_parameter" "release" {
  name        = "/${var.common.project}/${var.common.environment}/api/image-digest"
  description = "Digest of the image that was deployed last"
  type        = "String"
  value       = split("@", var.common.image)[1]
  tags        = local.tags
}
