# The jobs: functions, their queues, the one-off import task.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

locals {
  names = var.common.names
  tags  = { Service = "jobs" }
  jobs  = var.common.jobs

  queued    = ["import", "publish", "alerts", "mail", "export"]
  queue_arn = { for job in local.queued : job => "${var.common.arn.sqs}:${local.names["jobs-${job}-queue"]}" }
  bus_arn   = "${var.common.arn.events}:event-bus/${local.names["jobs-bus"]}"

  # The rule that may send to a queue.
  rule_arns = {
    publish = "${var.common.arn.events}:rule/${local.names["jobs-bus"]}/${local.names["jobs-import-finished"]}"
    alerts  = "${var.common.arn.events}:rule/${local.names["jobs-bus"]}/${local.names["jobs-publication-finished"]}"
    mail    = var.mail_rule_arn
  }
  data_dir = { task = { HOUSING_DATA_DIR = "/var/lib/housing" }, function = { HOUSING_DATA_DIR = "/tmp/housing" } }
  # The one function that writes elsewhere than the others, and is told what to look at.
  own_variables = {
    backup-check = {
      HOUSING_OBJECTS_URL = "s3://${local.names["data-backup-bucket"]}"
      HOUSING_BACKUPS_URL = join("", [
        "aws://${local.names["db-instance"]}?parameters=/${var.common.project}/${var.common.environment}",
        var.common.env.recovery.replicate ? "&vault=${local.names["recovery-vault"]}&copies=${var.common.recovery_region}" : "",
      ])
    }
  }
}

module "queue" {
  source   = "../queue"
  for_each = toset(local.queued)

  name             = local.names["jobs-${each.key}-queue"]
  dead_name        = local.names["jobs-${each.key}-queue-dlq"]
  settings         = local.jobs.queues
  arn              = local.queue_arn[each.key]
  kms_key_arn      = var.key_arn
  function_timeout = local.jobs.functions[each.key].timeoutSeconds
  senders          = contains(keys(local.rule_arns), each.key) ? { "events.amazonaws.com" = local.rule_arns[each.key] } : {}
  tags             = local.tags
}

module "function" {
  source   = "../function"
  for_each = local.jobs.functions

  common         = var.common
  job            = each.key
  timeout        = each.value.timeoutSeconds
  memory_mb      = var.common.env.lambda[each.value.memory]
  storage_mb     = each.value.storageMb
  subnets        = var.subnets
  security_group = var.security_groups["jobs"]
  key_arn        = var.key_arn
  statements     = local.rights[each.key]
  queue_arn      = contains(local.queued, each.key) ? module.queue[each.key].arn : null
  batch_size     = try(each.value.batch, null)
  concurrency    = try(each.value.concurrency, null)
  environment = merge(
    merge([for subject in concat(["metrics"], local.subjects[each.key]) : var.told[subject]]...),
    local.data_dir.function,
    try(local.own_variables[each.key], {}),
  )
}

# For files too large for a function.
module "import_task" {
  source         = "../task"
  common         = var.common
  family         = local.names["jobs-import-task"]
  container      = "import"
  command        = ["import"]
  size           = var.common.env.jobs
  key_arn        = var.key_arn
  repository_arn = var.repository_arn
  tags           = local.tags
  environment = merge(
    merge([for subject in ["metrics", "database", "objects", "events"] : var.told[subject]]...), local.data_dir.task,
  )
  statements = concat(local.import_rights, [
    { actions = ["kms:Decrypt", "kms:GenerateDataKey"], resources = [var.key_arn] },
  ])
}
