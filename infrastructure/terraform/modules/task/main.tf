# A Fargate task of the program's image: user 10001, read-only root, one ephemeral volume, its
# own log, its own role, and a role that starts it.

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

variable "family" { type = string }
variable "container" {
  description = "Name of the program's container."
  type        = string
}
variable "command" { type = list(string) }
variable "size" {
  description = "{ vcpu, memoryGb } of the settings."
  type        = any
}
variable "environment" { type = map(string) }
variable "port" {
  description = "Port the program serves on; null for a one-off task."
  type        = number
  default     = null
}
variable "health_check" {
  description = "The container's own check, or null."
  type        = any
  default     = null
}
variable "key_arn" { type = string }
variable "repository_arn" { type = string }
variable "statements" {
  description = "What the program may do; see ../role."
  type        = any
}
variable "sidecars" {
  description = "Further containers: { name, image, memory, environment, healthCheck }."
  type        = any
  default     = []
}
variable "files" {
  description = "The shared file system, or null."
  type        = any
  default     = null
}
variable "tags" { type = map(string) }

locals {
  data_dir = "/var/lib/housing"
  # The server drains for 25 s; the balancer forgets a target after 30 s, and only then may the task be killed.
  stop_seconds = 45
  log          = "${var.family}-logs"
  log_options = {
    awslogs-group  = local.log
    awslogs-region = var.common.region
  }
  containers = concat([{ for key, value in {
    name                   = var.container
    image                  = var.common.image
    command                = var.command
    essential              = true
    user                   = "10001"
    readonlyRootFilesystem = true
    stopTimeout            = local.stop_seconds
    healthCheck            = var.health_check
    environment            = [for name in sort(keys(var.environment)) : { name = name, value = var.environment[name] }]
    portMappings           = var.port == null ? null : [{ containerPort = var.port, protocol = "tcp" }]
    mountPoints            = local.mounts
    logConfiguration = {
      logDriver = "awslogs"
      options   = merge(local.log_options, { awslogs-stream-prefix = var.container })
    }
    } : key => value if value != null }], [
    for sidecar in var.sidecars : merge(sidecar, {
      essential              = false
      readonlyRootFilesystem = true
      logConfiguration = {
        logDriver = "awslogs"
        options   = merge(local.log_options, { awslogs-stream-prefix = sidecar.name })
      }
    })
  ])

  trust = { StringEquals = { "aws:SourceAccount" = var.common.account } }
  mounts = concat(
    [{ sourceVolume = "data", containerPath = local.data_dir, readOnly = false }],
    var.files == null ? [] : [{ sourceVolume = "files", containerPath = "${local.data_dir}/shards", readOnly = false }],
  )
}

resource "aws_cloudwatch_log_group" "this" {
  name              = local.log
  retention_in_days = var.common.env.logDays
  kms_key_id        = var.key_arn
  tags              = merge(var.tags, { Name = local.log })
}

module "role" {
  source           = "../role"
  name             = "${var.family}-role"
  service          = "ecs-tasks.amazonaws.com"
  trust_conditions = local.trust
  statements       = var.statements
  tags             = var.tags
}

module "execution_role" {
  source           = "../role"
  name             = "${var.family}-execution-role"
  service          = "ecs-tasks.amazonaws.com"
  trust_conditions = local.trust
  tags             = var.tags
  statements = [
    {
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
      reason    = "the token is the registry's, not a repository's"
    },
    {
      actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = [var.repository_arn]
    },
    { actions = ["logs:CreateLogStream", "logs:PutLogEvents"], resources = ["${var.common.logs_arn}:${local.log}:*"] },
  ]
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.family
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = tostring(var.size.vcpu * 1024)
  memory                   = tostring(var.size.memoryGb * 1024)
  task_role_arn            = module.role.arn
  execution_role_arn       = module.execution_role.arn
  tags                     = merge(var.tags, { Name = var.family })

  runtime_platform {
    cpu_architecture        = var.common.architecture == "arm64" ? "ARM64" : "X86_64"
    operating_system_family = "LINUX"
  }
  volume {
    name = "data"
  }
  dynamic "volume" {
    for_each = var.files == null ? [] : [var.files]
    content {
      name = "files"
      efs_volume_configuration {
        file_system_id     = volume.value.id
        transit_encryption = "ENABLED"
        authorization_config {
          access_point_id = volume.value.access_point
          iam             = "ENABLED"
        }
      }
    }
  }

  container_definitions = jsonencode(local.containers)

  depends_on = [aws_cloudwatch_log_group.this]
}

output "arn" { value = aws_ecs_task_definition.this.arn }
output "family_arn" {
  description = "Every revision, known at plan."
  value       = "${var.common.arn.ecs}:task-definition/${var.family}:*"
}
output "role_arn" { value = "arn:aws:iam::${var.common.account}:role/${var.family}-role" }
output "execution_role_arn" { value = "arn:aws:iam::${var.common.account}:role/${var.family}-execution-role" }
output "log_group" { value = local.log }
output "rights" {
  value = {
    "${trimprefix(var.family, "${var.common.prefix}-")}-role"           = module.role.actions
    "${trimprefix(var.family, "${var.common.prefix}-")}-execution-role" = module.execution_role.actions
  }
}
output "containers" {
  description = "The container definitions with the names of their variables alone: values are known after apply only."
  value       = [for c in local.containers : merge(c, { environment = [for variable in c.environment : variable.name] })]
}
