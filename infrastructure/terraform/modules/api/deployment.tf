# Blue and green: a tenth of the traffic for five minutes, then the rest; back again on failure or alarm.

locals {
  # The old tasks stay this long, for a quick way back.
  keep_blue_minutes = 10
}

resource "aws_codedeploy_app" "this" {
  name             = local.names["api-deployment"]
  compute_platform = "ECS"
  tags             = merge(local.tags, { Name = local.names["api-deployment"] })
}

resource "aws_codedeploy_deployment_group" "this" {
  app_name               = aws_codedeploy_app.this.name
  deployment_group_name  = local.names["api-deployment"]
  deployment_config_name = "CodeDeployDefault.ECSCanary10Percent5Minutes"
  service_role_arn       = module.deployment_role.arn
  tags                   = merge(local.tags, { Name = local.names["api-deployment"] })

  deployment_style {
    deployment_option = "WITH_TRAFFIC_CONTROL"
    deployment_type   = "BLUE_GREEN"
  }
  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout = "CONTINUE_DEPLOYMENT"
    }
    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = local.keep_blue_minutes
    }
  }
  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]
  }
  alarm_configuration {
    enabled = true
    alarms  = var.rollback_alarms
  }
  ecs_service {
    cluster_name = aws_ecs_cluster.this.name
    service_name = aws_ecs_service.this.name
  }
  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [aws_lb_listener.this["blue"].arn]
      }
      test_traffic_route {
        listener_arns = [aws_lb_listener.this["green"].arn]
      }
      target_group {
        name = aws_lb_target_group.this["blue"].name
      }
      target_group {
        name = aws_lb_target_group.this["green"].name
      }
    }
  }
}
