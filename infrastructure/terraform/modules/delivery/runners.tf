# Option: self-hosted runners for GitHub's workflows, on Spot machines without a way in, in a network of their own.
#
# A runner takes one job and ends its machine. None runs until the group's wanted number is raised. GitHub's token (a
# fine-grained one, "administration" of the repository) is put into `delivery-runner-token` by hand.

locals {
  wanted  = anytrue([for target in values(var.targets) : target.env.options.runners])
  runners = local.github && local.wanted ? 1 : 0
  # Spot of any of these; at most two at once.
  runner_types = ["c7g.large", "c6g.large", "m7g.large", "m6g.large"]
  most_runners = 2
  runner_disk  = 40
  runner_cidr  = "10.29.0.0/24"
  # The same script as the CDK app's: it wants its variables after its first line.
  runner_script = split("\n", file("${path.module}/../../../cdk/lib/delivery/runner-user-data.sh"))
}

resource "aws_secretsmanager_secret" "runner" {
  count = local.runners

  name                    = local.names["delivery-runner-token"]
  description             = "GitHub's token with which runners register; put in by hand"
  kms_key_id              = aws_kms_key.this.arn
  recovery_window_in_days = 0
  tags                    = merge(local.tags, { Name = local.names["delivery-runner-token"] })
}

resource "aws_vpc" "runner" {
  count = local.runners

  cidr_block           = local.runner_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = merge(local.tags, { Name = local.names["delivery-runner-vpc"] })
}

resource "aws_default_security_group" "runner" {
  count = local.runners

  vpc_id = aws_vpc.runner[0].id
  tags   = merge(local.tags, { Name = "${local.names["delivery-runner-vpc"]}-default-closed" })
}

# Public addresses, since a NAT would cost more than the runners.
resource "aws_subnet" "runner" {
  for_each = local.runners == 1 ? { for i, zone in var.common.zones : tostring(i + 1) => { zone = zone, number = i } } : {}

  vpc_id                  = aws_vpc.runner[0].id
  availability_zone       = each.value.zone
  cidr_block              = cidrsubnet(local.runner_cidr, 2, each.value.number)
  map_public_ip_on_launch = false
  tags                    = merge(local.tags, { Name = "${local.names["delivery-runner-vpc"]}-public-${each.key}" })
}

resource "aws_internet_gateway" "runner" {
  count = local.runners

  vpc_id = aws_vpc.runner[0].id
  tags   = merge(local.tags, { Name = local.names["delivery-runner-vpc"] })
}

resource "aws_route_table" "runner" {
  count = local.runners

  vpc_id = aws_vpc.runner[0].id
  tags   = merge(local.tags, { Name = local.names["delivery-runner-vpc"] })
}

resource "aws_route" "runner" {
  count = local.runners

  route_table_id         = aws_route_table.runner[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.runner[0].id
}

resource "aws_route_table_association" "runner" {
  for_each = aws_subnet.runner

  subnet_id      = each.value.id
  route_table_id = aws_route_table.runner[0].id
}

resource "aws_security_group" "runner" {
  count = local.runners

  name        = local.names["delivery-runner-sg"]
  description = "Nothing in; HTTPS out"
  vpc_id      = aws_vpc.runner[0].id
  tags        = merge(local.tags, { Name = local.names["delivery-runner-sg"] })
}

resource "aws_vpc_security_group_egress_rule" "runner" {
  count = local.runners

  security_group_id = aws_security_group.runner[0].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "GitHub, AWS, packages"
  tags              = local.tags
}

module "runner_role" {
  source = "../role"
  count  = local.runners

  name    = local.names["delivery-runner-role"]
  service = "ec2.amazonaws.com"
  tags    = local.tags
  statements = [
    { actions = ["secretsmanager:GetSecretValue"], resources = [aws_secretsmanager_secret.runner[0].arn] },
    { actions = ["kms:Decrypt"], resources = [aws_kms_key.this.arn] },
  ]
}

resource "aws_iam_instance_profile" "runner" {
  count = local.runners

  name = local.names["delivery-runner-role"]
  role = module.runner_role[0].name
  tags = local.tags
}

resource "aws_launch_template" "runner" {
  count = local.runners

  name                                 = local.names["delivery-runner-template"]
  image_id                             = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
  instance_initiated_shutdown_behavior = "terminate"
  update_default_version               = true
  tags                                 = merge(local.tags, { Name = local.names["delivery-runner-template"] })
  user_data = base64encode(join("\n", concat(
    [local.runner_script[0]],
    [
      "REGION=${local.region}", "SECRET=${local.names["delivery-runner-token"]}",
      "REPOSITORY=${local.source.repository}", "LABELS='\"self-hosted\",\"${var.common.project}\"'",
    ],
    slice(local.runner_script, 1, length(local.runner_script)),
  )))

  iam_instance_profile {
    name = aws_iam_instance_profile.runner[0].name
  }
  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
    # The job's containers cannot reach the machine's credentials.
    http_put_response_hop_limit = 1
  }
  network_interfaces {
    associate_public_ip_address = "true"
    delete_on_termination       = "true"
    security_groups             = [aws_security_group.runner[0].id]
  }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      encrypted             = "true"
      volume_size           = local.runner_disk
      volume_type           = "gp3"
      delete_on_termination = "true"
    }
  }
  tag_specifications {
    resource_type = "instance"
    tags          = merge(local.tags, { Name = local.names["delivery-runner"] })
  }
}

resource "aws_autoscaling_group" "runner" {
  count = local.runners

  name                = local.names["delivery-runners"]
  min_size            = 0
  max_size            = local.most_runners
  vpc_zone_identifier = [for subnet in aws_subnet.runner : subnet.id]

  mixed_instances_policy {
    launch_template {
      launch_template_specification {
        launch_template_id = aws_launch_template.runner[0].id
        version            = aws_launch_template.runner[0].latest_version
      }
      dynamic "override" {
        for_each = local.runner_types
        content {
          instance_type = override.value
        }
      }
    }
    instances_distribution {
      on_demand_base_capacity                  = 0
      on_demand_percentage_above_base_capacity = 0
      spot_allocation_strategy                 = "price-capacity-optimized"
    }
  }
  tag {
    key                 = "Name"
    value               = local.names["delivery-runner"]
    propagate_at_launch = true
  }
}

resource "aws_cloudwatch_log_group" "runner" {
  count = local.runners

  name              = local.names["delivery-runner-flow-logs"]
  retention_in_days = local.log_days
  kms_key_id        = aws_kms_key.this.arn
  tags              = merge(local.tags, { Name = local.names["delivery-runner-flow-logs"] })
}

module "runner_flow_role" {
  source = "../role"
  count  = local.runners

  name    = local.names["delivery-runner-flow-log-role"]
  service = "vpc-flow-logs.amazonaws.com"
  tags    = local.tags
  trust_conditions = {
    StringEquals = { "aws:SourceAccount" = local.account }
  }
  statements = [{
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${var.common.logs_arn}:${local.names["delivery-runner-flow-logs"]}:*"]
  }]
}

resource "aws_flow_log" "runner" {
  count = local.runners

  vpc_id               = aws_vpc.runner[0].id
  traffic_type         = "ALL"
  log_destination_type = "cloud-watch-logs"
  log_destination      = aws_cloudwatch_log_group.runner[0].arn
  iam_role_arn         = module.runner_flow_role[0].arn
  tags                 = local.tags
}
