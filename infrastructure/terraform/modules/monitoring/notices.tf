# Notices: what AWS tells by an event rather than a number, sent on to the topic with the run-book's link; budgets of
# the month and of the day; unusual spending.

locals {
  notices   = { for notice in var.alarms.notices : notice.id => notice }
  events    = { for id, notice in local.notices : id => notice if notice.kind == "event" && !can(notice.stack) }
  budgets   = { for id, notice in local.notices : id => notice if notice.kind == "budget" }
  anomalies = { for id, notice in local.notices : id => notice if notice.kind == "anomaly" }
  urgency   = { page = "Look at once.", ticket = "Look within a working day." }
}

resource "aws_cloudwatch_event_rule" "notice" {
  for_each = local.events

  name        = "${var.common.prefix}-monitoring-${each.key}"
  description = each.value.name
  tags        = local.tags
  event_pattern = join("", [
    for part in regexall("\\{name:[a-z-]+\\}|[^{]+|\\{", jsonencode(each.value.event)) :
    startswith(part, "{name:") ? local.braces[trim(part, "{}")] : part
  ])
}

resource "aws_cloudwatch_event_target" "notice" {
  for_each = local.events

  rule      = aws_cloudwatch_event_rule.notice[each.key].name
  arn       = module.topic.arn
  target_id = "alarms"

  input_transformer {
    input_paths = { time = "$.time", detail = "$.detail" }
    input_template = join("", [
      "{\"notice\":${jsonencode(each.key)},\"message\":",
      jsonencode(join(" ", [
        "${each.value.name}.", local.urgency[each.value.severity],
        "Run-book: ${var.common.runbooks}/${each.value.runbook}",
      ])),
      ",\"time\":<time>,\"event\":<detail>}",
    ])
  }
}

# Cost allocation tags have to be activated once in the billing console; until then a budget reads nothing.
resource "aws_budgets_budget" "this" {
  for_each = local.budgets

  name         = "${var.common.prefix}-${each.key}"
  budget_type  = "COST"
  time_unit    = each.value.timeUnit
  limit_amount = tostring(var.common.env.budget[split(".", each.value.limitSetting)[1]])
  limit_unit   = "USD"
  tags         = local.tags

  cost_filter {
    name   = "TagKeyValue"
    values = ["user:Environment$${var.common.environment}"]
  }
  dynamic "notification" {
    for_each = each.value.notify
    content {
      notification_type         = notification.value.type
      comparison_operator       = "GREATER_THAN"
      threshold                 = notification.value.percent
      threshold_type            = "PERCENTAGE"
      subscriber_sns_topic_arns = [local.topic]
    }
  }

  depends_on = [module.topic]
}

# A monitor of one tag's value, so that each environment has its own.
resource "aws_ce_anomaly_monitor" "this" {
  for_each = local.anomalies

  name         = "${var.common.prefix}-${each.key}"
  monitor_type = "CUSTOM"
  monitor_specification = jsonencode({
    Tags = { Key = "Environment", Values = [var.common.environment], MatchOptions = ["EQUALS"] }
  })
  tags = local.tags
}

resource "aws_ce_anomaly_subscription" "this" {
  for_each = local.anomalies

  name             = "${var.common.prefix}-${each.key}"
  frequency        = "IMMEDIATE"
  monitor_arn_list = [aws_ce_anomaly_monitor.this[each.key].arn]
  tags             = local.tags

  subscriber {
    type    = "SNS"
    address = module.topic.arn
  }
  threshold_expression {
    dimension {
      key           = "ANOMALY_TOTAL_IMPACT_ABSOLUTE"
      match_options = ["GREATER_THAN_OR_EQUAL"]
      values        = [tostring(each.value.impactUsd)]
    }
  }
}
