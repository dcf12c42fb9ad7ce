# What watches an environment: topic, alarms, notices, dashboard, saved queries, traces.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

locals {
  names = var.common.names
  tags  = { Service = "monitoring" }
  topic = "${var.common.arn.sns}:${local.names["monitoring-alarms"]}"
}

module "topic" {
  source  = "../topic"
  name    = local.names["monitoring-alarms"]
  arn     = local.topic
  account = var.common.account
  email   = var.common.site.alarmEmail
  key_arn = var.key_arn
  tags    = local.tags
}

module "alarms" {
  source    = "../alarms"
  common    = var.common
  table     = var.alarms
  telemetry = var.telemetry
  stack     = "environment"
  topic_arn = module.topic.arn
  values    = var.values
  tags      = local.tags
}

locals {
  # A widget shows this many alarms.
  max_alarms_shown = 100
  braces = merge(
    { for key, name in var.common.names : "name:${key}" => name },
    { for key, name in var.log_groups : "logs:${key}" => name },
    {
      project        = var.common.project
      environment    = var.common.environment
      region         = var.common.region
      recoveryRegion = var.common.recovery_region
      namespace      = var.common.namespace
      # A search compares words: housing trends prod.
      words = replace(var.common.prefix, "-", " ")
    },
    var.values,
  )
  alarm_arns = slice(values(module.alarms.arns), 0, min(local.max_alarms_shown, length(module.alarms.arns)))
  dashboard  = replace(jsonencode(jsondecode(var.dashboard)), "\"{alarmArns}\"", jsonencode(local.alarm_arns))
}

# The dashboard's own braces, which are JSON or searches, stay.
resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = local.names["monitoring-dashboard"]
  dashboard_body = join("", [
    for part in regexall("\\{[a-zA-Z][a-zA-Z:-]*\\}|[^{]+|\\{", local.dashboard) :
    length(part) > 1 && startswith(part, "{") ? lookup(local.braces, trim(part, "{}"), part) : part
  ])
}

# Saved queries of CloudWatch Logs Insights; only the web ACL's log is elsewhere, in us-east-1.
resource "aws_cloudwatch_query_definition" "this" {
  for_each = { for query in var.queries : query.id => query if !can(query.stack) }

  name            = "${var.common.project}/${var.common.environment}/${each.key}"
  log_group_names = [for group in each.value.groups : local.braces[trim(group, "{}")]]
  query_string    = join("\n| ", each.value.query)
}

resource "aws_xray_sampling_rule" "this" {
  # X-Ray takes 32 characters: the project's name would leave no room.
  rule_name = "${var.common.environment}-api"
  priority  = 1000
  # One trace a second always, then one request in twenty.
  reservoir_size = 1
  fixed_rate     = 0.05
  service_name   = local.names["api-service"]
  service_type   = "*"
  host           = "*"
  http_method    = "*"
  url_path       = "/api/*"
  resource_arn   = "*"
  version        = 1
  tags           = local.tags
}

resource "aws_xray_group" "this" {
  group_name        = "${var.common.prefix}-traces" # 32 characters at most
  filter_expression = "service(\"${local.names["api-service"]}\") AND (fault = true OR responsetime > 1)"
  tags              = local.tags

  insights_configuration {
    insights_enabled      = true
    notifications_enabled = false
  }
}
