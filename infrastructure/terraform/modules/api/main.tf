# The API: cluster, tasks, service, balancer, canary deployments.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

locals {
  names = var.common.names
  tags  = { Service = "api" }
  api   = var.common.env.api

  cluster_arn = "${var.common.arn.ecs}:cluster/${local.names["api-cluster"]}"
  service_arn = "${var.common.arn.ecs}:service/${local.names["api-cluster"]}/${local.names["api-service"]}"
}

resource "aws_ecs_cluster" "this" {
  name = local.names["api-cluster"]
  tags = merge(local.tags, { Name = local.names["api-cluster"] })

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}
