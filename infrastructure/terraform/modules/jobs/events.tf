# What one job's end starts next.

locals {
  # Detail type -> queue.
  follow = { import-finished = "publish", publication-finished = "alerts" }
}

resource "aws_cloudwatch_event_bus" "this" {
  name        = local.names["jobs-bus"]
  description = "What jobs tell each other"
  tags        = merge(local.tags, { Name = local.names["jobs-bus"] })
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.follow

  name           = local.names["jobs-${each.key}"]
  description    = "${each.key} -> ${each.value}"
  event_bus_name = aws_cloudwatch_event_bus.this.name
  event_pattern  = jsonencode({ source = [var.common.project], detail-type = [each.key] })
  tags           = merge(local.tags, { Name = local.names["jobs-${each.key}"] })
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local.follow

  rule           = aws_cloudwatch_event_rule.this[each.key].name
  event_bus_name = aws_cloudwatch_event_bus.this.name
  arn            = module.queue[each.value].arn
  target_id      = "${each.value}-queue"
}
