# The way out of the private subnets: a NAT gateway, or one small instance that takes over the route when replaced.

locals {
  # The same script as the CDK app's: it wants ROUTE_TABLES and REGION after its first line.
  nat_script = split("\n", file("${path.module}/../../../cdk/lib/network/nat-instance.sh"))
  gateway    = local.network.nat == "gateway" ? 1 : 0
  instance   = local.network.nat == "instance" ? 1 : 0
  private    = toset([for key in keys(local.subnets) : key if startswith(key, "private")])
  account    = "${var.common.region}:${var.common.account}"
}

resource "aws_eip" "nat" {
  count = local.gateway

  domain = "vpc"
  tags   = merge(local.tags, { Name = local.names["network-nat"] })
}

resource "aws_nat_gateway" "this" {
  count = local.gateway

  allocation_id = aws_eip.nat[0].id
  subnet_id     = aws_subnet.this["public-1"].id
  tags          = merge(local.tags, { Name = local.names["network-nat"] })

  depends_on = [aws_internet_gateway.this]
}

resource "aws_route" "nat_gateway" {
  for_each = local.gateway == 1 ? local.private : toset([])

  route_table_id         = aws_route_table.this[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[0].id
}

module "nat_role" {
  count = local.instance

  source  = "../role"
  name    = local.names["network-nat-role"]
  service = "ec2.amazonaws.com"
  tags    = local.tags
  statements = [
    {
      actions   = ["ec2:CreateRoute", "ec2:ReplaceRoute"]
      resources = [for key in local.private : "arn:aws:ec2:${local.account}:route-table/${aws_route_table.this[key].id}"]
    },
    {
      actions   = ["ec2:ModifyInstanceAttribute"]
      resources = ["arn:aws:ec2:${local.account}:instance/*"]
      conditions = { StringEquals = {
        "aws:ResourceTag/Project"     = var.common.project
        "aws:ResourceTag/Environment" = var.common.environment
        "aws:ResourceTag/Service"     = "network"
      } }
    },
  ]
}

resource "aws_iam_instance_profile" "nat" {
  count = local.instance

  name = local.names["network-nat"]
  role = module.nat_role[0].name
  tags = local.tags
}

resource "aws_launch_template" "nat" {
  count = local.instance

  name          = local.names["network-nat-template"]
  image_id      = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
  instance_type = "t4g.nano"
  user_data = base64encode(join("\n", concat(["#!/bin/bash",
    "ROUTE_TABLES=\"${join(" ", [for key in local.private : aws_route_table.this[key].id])}\"",
    "REGION=${var.common.region}"],
    slice(local.nat_script, 1, length(local.nat_script)),
  )))
  update_default_version = true

  iam_instance_profile {
    name = aws_iam_instance_profile.nat[0].name
  }
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  network_interfaces {
    associate_public_ip_address = "true"
    delete_on_termination       = "true"
    security_groups             = [aws_security_group.this["nat"].id]
  }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted             = "true"
      volume_size           = 8
      volume_type           = "gp3"
      delete_on_termination = "true"
    }
  }
  tag_specifications {
    resource_type = "instance"
    tags          = merge(var.common.tags, local.tags, { Name = local.names["network-nat"] })
  }
  tag_specifications {
    resource_type = "volume"
    tags          = merge(var.common.tags, local.tags, { Name = local.names["network-nat"] })
  }
  tags = merge(local.tags, { Name = local.names["network-nat"] })
}

resource "aws_autoscaling_group" "nat" {
  count = local.instance

  name                      = local.names["network-nat"]
  min_size                  = 1
  max_size                  = 1
  desired_capacity          = 1
  vpc_zone_identifier       = local.tiers.public
  health_check_type         = "EC2"
  health_check_grace_period = 120

  launch_template {
    id      = aws_launch_template.nat[0].id
    version = aws_launch_template.nat[0].latest_version
  }
  instance_refresh {
    strategy = "Rolling"
    preferences {
      min_healthy_percentage = 0
    }
  }
  dynamic "tag" {
    for_each = merge(var.common.tags, local.tags, { Name = local.names["network-nat"] })
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }

  depends_on = [aws_route.internet]
}
