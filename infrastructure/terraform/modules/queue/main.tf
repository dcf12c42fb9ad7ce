# A queue with its dead-letter queue: encrypted, TLS only, receives counted.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "name" { type = string }
variable "arn" {
  description = "The queue's ARN, known from its name, so that policies are known at plan."
  type        = string
}
variable "tags" { type = map(string) }
variable "kms_key_arn" { type = string }
variable "dead_name" { type = string }
variable "settings" {
  description = "queues of settings/jobs.json."
  type        = any
}
variable "function_timeout" {
  description = "Seconds the consumer may take; a message stays hidden several times as long."
  type        = number
}
variable "senders" {
  description = "Service principals that may send, with the ARN they send for."
  type        = map(string)
  default     = {}
}

locals {
  day      = 86400
  dead_arn = "${trimsuffix(var.arn, var.name)}${var.dead_name}"
  tls_only = {
    Sid       = "TlsOnly"
    Effect    = "Deny"
    Principal = { AWS = "*" }
    Action    = "sqs:*"
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }
}

resource "aws_sqs_queue" "dead" {
  name                      = var.dead_name
  message_retention_seconds = var.settings.deadLetterDays * local.day
  kms_master_key_id         = var.kms_key_arn
  tags                      = merge(var.tags, { Name = var.dead_name })
}

resource "aws_sqs_queue" "this" {
  name                       = var.name
  message_retention_seconds  = var.settings.retentionDays * local.day
  visibility_timeout_seconds = var.settings.visibilityPerTimeout * var.function_timeout
  kms_master_key_id          = var.kms_key_arn
  redrive_policy = jsonencode({
    deadLetterTargetArn = local.dead_arn
    maxReceiveCount     = var.settings.receives
  })
  tags = merge(var.tags, { Name = var.name })

  depends_on = [aws_sqs_queue.dead]
}

resource "aws_sqs_queue_policy" "dead" {
  queue_url = aws_sqs_queue.dead.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [merge(local.tls_only, { Resource = local.dead_arn })]
  })
}

resource "aws_sqs_queue_policy" "this" {
  queue_url = aws_sqs_queue.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([merge(local.tls_only, { Resource = var.arn })], [
      for principal, source in var.senders : {
        Sid       = "Send${title(split(".", principal)[0])}"
        Effect    = "Allow"
        Principal = { Service = principal }
        Action    = "sqs:SendMessage"
        Resource  = var.arn
        Condition = { ArnEquals = { "aws:SourceArn" = source } }
      }
    ])
  })
}

output "arn" {
  description = "Known at plan, and yet after the queue."
  value       = var.arn
  depends_on  = [aws_sqs_queue.this]
}
output "url" { value = aws_sqs_queue.this.id }
