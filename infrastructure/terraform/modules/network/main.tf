# The VPC: public, private and isolated subnets in each zone, flow logs, and a default security group that lets
# nothing through.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

locals {
  names   = var.common.names
  tags    = { Service = "network" }
  network = var.common.env.network

  # /24 public and private, /28 isolated, side by side from the start of the VPC's /16.
  count = length(var.zones)
  subnets = merge(
    { for i, zone in var.zones : "public-${i + 1}" => { zone = zone, bits = 8, number = i } },
    { for i, zone in var.zones : "private-${i + 1}" => { zone = zone, bits = 8, number = local.count + i } },
    { for i, zone in var.zones : "isolated-${i + 1}" => { zone = zone, bits = 12, number = 32 * local.count + i } },
  )
  tiers = { for tier in ["public", "private", "isolated"] : tier => [
    for key in sort(keys(local.subnets)) : aws_subnet.this[key].id if startswith(key, tier)
  ] }
}

resource "aws_vpc" "this" {
  cidr_block           = local.network.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = merge(local.tags, { Name = local.names["network-vpc"] })
}

resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.this.id
  tags   = merge(local.tags, { Name = "${local.names["network-vpc"]}-default-closed" })
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id                  = aws_vpc.this.id
  availability_zone       = each.value.zone
  cidr_block              = cidrsubnet(local.network.cidr, each.value.bits, each.value.number)
  map_public_ip_on_launch = false
  tags                    = merge(local.tags, { Name = "${var.common.prefix}-network-${each.key}" })
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = merge(local.tags, { Name = local.names["network-internet-gateway"] })
}

resource "aws_route_table" "this" {
  for_each = local.subnets

  vpc_id = aws_vpc.this.id
  tags   = merge(local.tags, { Name = "${var.common.prefix}-network-${each.key}" })
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[each.key].id
}

resource "aws_route" "internet" {
  for_each = toset([for key in keys(local.subnets) : key if startswith(key, "public")])

  route_table_id         = aws_route_table.this[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_cloudwatch_log_group" "flow" {
  name              = local.names["network-flow-logs"]
  retention_in_days = var.common.env.logDays
  kms_key_id        = var.key_arn
  tags              = merge(local.tags, { Name = local.names["network-flow-logs"] })
}

module "flow_role" {
  source  = "../role"
  name    = local.names["network-flow-log-role"]
  service = "vpc-flow-logs.amazonaws.com"
  tags    = local.tags
  trust_conditions = {
    StringEquals = { "aws:SourceAccount" = var.common.account }
  }
  statements = [{
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${var.common.logs_arn}:${local.names["network-flow-logs"]}:*"]
  }]
}

resource "aws_flow_log" "this" {
  vpc_id               = aws_vpc.this.id
  traffic_type         = "ALL"
  log_destination_type = "cloud-watch-logs"
  log_destination      = aws_cloudwatch_log_group.flow.arn
  iam_role_arn         = module.flow_role.arn
  tags                 = merge(local.tags, { Name = local.names["network-flow-logs"] })
}
