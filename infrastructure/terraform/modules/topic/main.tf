# Where alarms, budgets and notices go: a topic with the operator's address. CloudWatch alarms only reach topics of
# their own region, so each region with an alarm has one.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "name" { type = string }
variable "arn" {
  description = "The topic's ARN, known from its name, so that its policy is known at plan."
  type        = string
}
variable "account" { type = string }
variable "email" { type = string }
variable "key_arn" { type = string }
variable "tags" { type = map(string) }

resource "aws_sns_topic" "this" {
  name              = var.name
  display_name      = var.name
  kms_master_key_id = var.key_arn
  tags              = merge(var.tags, { Name = var.name })
}

resource "aws_sns_topic_subscription" "email" {
  topic_arn = aws_sns_topic.this.arn
  protocol  = "email"
  endpoint  = var.email
}

resource "aws_sns_topic_policy" "this" {
  arn = aws_sns_topic.this.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = var.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "AlarmPublishers"
        Effect    = "Allow"
        Principal = { Service = [for name in ["cloudwatch", "events", "budgets", "costalerts"] : "${name}.amazonaws.com"] }
        Action    = "sns:Publish"
        Resource  = var.arn
        Condition = { StringEquals = { "aws:SourceAccount" = var.account } }
      },
    ]
  })
}

output "arn" { value = aws_sns_topic.this.arn }
