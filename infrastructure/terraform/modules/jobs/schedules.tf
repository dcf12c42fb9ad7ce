# `jobs-schedules`: when what runs, as settings/jobs.json says. A source with files above 256 MB runs as a task.

module "schedules_role" {
  source  = "../role"
  name    = local.names["jobs-schedules-role"]
  service = "scheduler.amazonaws.com"
  tags    = local.tags
  trust_conditions = {
    StringEquals = { "aws:SourceAccount" = var.common.account }
  }
  statements = [
    { actions = ["sqs:GetQueueUrl", "sqs:SendMessage"], resources = [local.queue_arn["import"]] },
    { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [var.key_arn] },
    { actions = ["lambda:InvokeFunction"], resources = [for job in ["digest", "backup-check"] : module.function[job].arn] },
    {
      actions    = ["ecs:RunTask"]
      resources  = [trimsuffix(module.import_task.family_arn, ":*"), module.import_task.family_arn]
      conditions = { ArnEquals = { "ecs:cluster" = var.cluster_arn } }
    },
    {
      actions    = ["ecs:TagResource"]
      resources  = ["${replace(var.cluster_arn, ":cluster/", ":task/")}/*"]
      conditions = { StringEquals = { "ecs:CreateAction" = "RunTask" } }
    },
    {
      actions    = ["iam:PassRole"]
      resources  = [module.import_task.role_arn, module.import_task.execution_role_arn]
      conditions = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    },
  ]
}

resource "aws_scheduler_schedule_group" "this" {
  name = local.names["jobs-schedules"]
  tags = merge(local.tags, { Name = local.names["jobs-schedules"] })
}

locals {
  targets = {
    for name, schedule in local.jobs.schedules : name =>
    can(schedule.function) ? { arn = module.function[schedule.function].arn, input = "{}", task = false }
    : try(schedule.task, false) ? {
      arn  = var.cluster_arn
      task = true
      input = jsonencode({
        containerOverrides = [{ name = "import", command = ["import", "--source", schedule.source] }]
      })
    }
    : { arn = module.queue["import"].arn, input = jsonencode({ source = schedule.source }), task = false }
  }
}

resource "aws_scheduler_schedule" "this" {
  for_each = local.jobs.schedules

  name                         = "${var.common.prefix}-jobs-${each.key}"
  group_name                   = aws_scheduler_schedule_group.this.name
  description                  = "Runs ${each.key}"
  schedule_expression          = each.value.expression
  schedule_expression_timezone = "UTC"
  state                        = "ENABLED"

  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = local.targets[each.key].arn
    input    = local.targets[each.key].input
    role_arn = module.schedules_role.arn
    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }
    dynamic "ecs_parameters" {
      # The family alone: whatever revision is the newest, also after a deployment that leaves this as it is.
      for_each = local.targets[each.key].task ? [trimsuffix(module.import_task.family_arn, ":*")] : []
      content {
        task_definition_arn     = ecs_parameters.value
        task_count              = 1
        enable_ecs_managed_tags = true
        propagate_tags          = "TASK_DEFINITION"
        # Spot: an import that is cut off is begun again by the next schedule, and leaves nothing half done.
        capacity_provider_strategy {
          capacity_provider = "FARGATE_SPOT"
          weight            = 1
        }
        network_configuration {
          subnets          = var.subnets
          security_groups  = [var.security_groups["jobs"]]
          assign_public_ip = false
        }
      }
    }
  }
}
