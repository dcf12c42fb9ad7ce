# The alarms of one stack, made from ../../../settings/alarms.json; each tells the topic when it goes off, a page also
# when it is over.

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

variable "table" {
  description = "settings/alarms.json."
  type        = any
}
variable "stack" {
  description = "environment, edge or recovery."
  type        = string
}
variable "telemetry" {
  description = "contract/telemetry.json."
  type        = any
}
variable "topic_arn" { type = string }
variable "values" {
  description = "What the braces of the table's dimensions stand for: albFullName ..."
  type        = map(string)
}
variable "tags" { type = map(string) }

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.common.prefix}-${each.key}"
  alarm_description   = each.value.message
  comparison_operator = local.comparisons[each.value.text.comparison]
  threshold           = each.value.threshold
  evaluation_periods  = each.value.text.periods
  datapoints_to_alarm = each.value.text.datapoints
  treat_missing_data  = each.value.text.missing
  alarm_actions       = [var.topic_arn]
  ok_actions          = each.value.text.severity == "page" ? [var.topic_arn] : []
  tags                = var.tags

  # One metric is named on the alarm itself, several in queries with an expression over them.
  namespace   = each.value.single ? each.value.metrics.single.namespace : null
  metric_name = each.value.single ? each.value.metrics.single.name : null
  dimensions  = each.value.single ? each.value.metrics.single.dimensions : null
  period      = each.value.single ? each.value.seconds : null
  # A percentile is no plain statistic.
  statistic          = each.value.single && !each.value.percentile ? each.value.text.statistic : null
  extended_statistic = each.value.single && each.value.percentile ? each.value.text.statistic : null

  dynamic "metric_query" {
    for_each = each.value.single ? {} : each.value.metrics
    content {
      id          = metric_query.key
      return_data = false
      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        dimensions  = metric_query.value.dimensions
        stat        = metric_query.value.statistic
        period      = each.value.seconds
      }
    }
  }
  dynamic "metric_query" {
    for_each = each.value.single ? [] : [each.value.text.expression]
    content {
      id          = "result"
      expression  = metric_query.value
      label       = each.value.text.name
      return_data = true
    }
  }
}

output "names" { value = [for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name] }
output "arns" {
  description = "By the alarm's key, known at plan."
  value       = { for key in keys(local.alarms) : key => "${var.common.arn.cloudwatch}:alarm:${var.common.prefix}-${key}" }
}
