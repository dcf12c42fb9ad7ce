# The service: on-demand tasks as a base, Spot above, as many as processors and requests ask for.

locals {
  # Seconds between two steps of scaling.
  out_cooldown = 60
  in_cooldown  = 300
  strategy = concat(
    local.api.onDemandTasks > 0 || !local.api.spot ? [
      { provider = "FARGATE", base = local.api.onDemandTasks, weight = local.api.spot ? 0 : 1 },
    ] : [],
    local.api.spot ? [{ provider = "FARGATE_SPOT", base = 0, weight = 1 }] : [],
  )
}

resource "aws_ecs_service" "this" {
  name                              = local.names["api-service"]
  cluster                           = aws_ecs_cluster.this.id
  task_definition                   = module.task.arn
  desired_count                     = local.api.minTasks
  health_check_grace_period_seconds = 60
  enable_ecs_managed_tags           = true
  propagate_tags                    = "SERVICE"
  tags                              = merge(local.tags, { Name = local.names["api-service"] })

  deployment_controller {
    type = "CODE_DEPLOY"
  }
  dynamic "capacity_provider_strategy" {
    for_each = local.strategy
    content {
      capacity_provider = capacity_provider_strategy.value.provider
      base              = capacity_provider_strategy.value.base
      weight            = capacity_provider_strategy.value.weight
    }
  }
  network_configuration {
    subnets          = var.subnets
    security_groups  = [var.security_groups["api"]]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.this["blue"].arn
    container_name   = "api"
    container_port   = 8080
  }

  # CodeDeploy changes these with every deployment, scaling the count.
  lifecycle {
    ignore_changes = [task_definition, load_balancer, desired_count, capacity_provider_strategy]
  }
  depends_on = [aws_lb_listener.this, aws_ecs_cluster_capacity_providers.this]
}

resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.this.name}"
  min_capacity       = local.api.minTasks
  max_capacity       = local.api.maxTasks
  tags               = local.tags
}

resource "aws_appautoscaling_policy" "cpu" {
  name               = "${var.common.prefix}-api-scale-on-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = local.api.targetCpuPercent
    scale_out_cooldown = local.out_cooldown
    scale_in_cooldown  = local.in_cooldown
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

# The predefined metric knows one target group; requests change from blue to green with every deployment, so both are
# added up.
resource "aws_appautoscaling_policy" "requests" {
  name               = "${var.common.prefix}-api-scale-on-requests"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = local.api.targetRequestsPerMinute
    scale_out_cooldown = local.out_cooldown
    scale_in_cooldown  = local.in_cooldown
    customized_metric_specification {
      dynamic "metrics" {
        for_each = aws_lb_target_group.this
        content {
          id          = metrics.key
          return_data = false
          metric_stat {
            stat = "Sum"
            metric {
              namespace   = "AWS/ApplicationELB"
              metric_name = "RequestCountPerTarget"
              dimensions {
                name  = "TargetGroup"
                value = metrics.value.arn_suffix
              }
            }
          }
        }
      }
      metrics {
        id          = "both"
        expression  = "FILL(blue, 0) + FILL(green, 0)"
        return_data = true
      }
    }
  }
}
