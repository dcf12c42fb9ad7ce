# A job as a function: the program's image, traced, in the private subnets, with its own role, log and (where it has
# one) queue.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "common" {
  description = "Names, site and settings of the environment; see ../../locals.tf."
  type        = any
}

variable "job" {
  description = "Name the program knows it by: `housing lambda JOB`."
  type        = string
}
variable "memory_mb" { type = number }
variable "timeout" {
  description = "Seconds."
  type        = number
}
variable "storage_mb" {
  description = "Room in /tmp."
  type        = number
  default     = 512
}
variable "environment" { type = map(string) }
variable "subnets" { type = list(string) }
variable "security_group" { type = string }
variable "key_arn" { type = string }
variable "statements" {
  description = "The job's own rights."
  type        = any
}
variable "queue_arn" {
  description = "Queue the job takes its messages from; null for a scheduled job."
  type        = string
  default     = null
}
variable "batch_size" {
  type    = number
  default = null
}
variable "concurrency" {
  description = "How many batches run at once; SQS allows 2 at least."
  type        = number
  default     = null
}

locals {
  name = var.common.names["jobs-${var.job}"]
  log  = "${local.name}-logs"
  tags = { Service = "jobs" }
}

module "role" {
  source  = "../role"
  name    = var.common.names["jobs-${var.job}-role"]
  service = "lambda.amazonaws.com"
  tags    = local.tags
  statements = concat(var.statements, [
    { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [var.key_arn] },
    {
      actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      resources = ["${var.common.logs_arn}:${local.log}:*"]
    },
    {
      actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
      resources = ["*"]
      reason    = "X-Ray knows no resources for these actions"
    },
    {
      actions = [
        "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
      ]
      resources = ["*"]
      reason    = "Lambda makes the interface before anything could name it"
    },
    ], [for queue in var.queue_arn == null ? [] : [var.queue_arn] : {
      actions = [
        "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage",
      ]
      resources = [queue]
  }])
}

resource "aws_cloudwatch_log_group" "this" {
  name              = local.log
  retention_in_days = var.common.env.logDays
  kms_key_id        = var.key_arn
  tags              = merge(local.tags, { Name = local.log })
}

resource "aws_lambda_function" "this" {
  function_name = local.name
  description   = "housing lambda ${var.job}"
  package_type  = "Image"
  image_uri     = var.common.image
  architectures = [var.common.architecture == "arm64" ? "arm64" : "x86_64"]
  memory_size   = var.memory_mb
  timeout       = var.timeout
  role          = module.role.arn
  tags          = merge(local.tags, { Name = local.name })

  image_config {
    entry_point = ["/usr/local/bin/housing"]
    command     = ["lambda", var.job]
  }
  environment {
    variables = var.environment
  }
  ephemeral_storage {
    size = var.storage_mb
  }
  tracing_config {
    mode = "Active"
  }
  vpc_config {
    subnet_ids         = var.subnets
    security_group_ids = [var.security_group]
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  depends_on = [module.role]
}

resource "aws_lambda_event_source_mapping" "this" {
  count = var.queue_arn == null ? 0 : 1

  event_source_arn        = var.queue_arn
  function_name           = aws_lambda_function.this.function_name
  batch_size              = var.batch_size
  function_response_types = ["ReportBatchItemFailures"]
  tags                    = local.tags

  scaling_config {
    maximum_concurrency = var.concurrency
  }
}

output "log_group" { value = aws_cloudwatch_log_group.this.name }
output "arn" { value = "${var.common.arn.lambda}:function:${local.name}" }
output "variables" { value = sort(keys(var.environment)) }
output "actions" { value = module.role.actions }
