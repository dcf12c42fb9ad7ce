# Who may talk to whom. A group has no rules but these; only outbound 443 names 0.0.0.0/0.

locals {
  groups = merge(
    {
      alb   = "Balancer: requests from CloudFront"
      api   = "API tasks: requests from the balancer"
      jobs  = "Functions and one-off tasks: nothing comes in"
      db    = "Database: connections from API and jobs"
      cache = "Cache: connections from API and jobs"
    },
    local.instance == 1 ? { nat = "Way out: HTTPS from within the network to the world" } : {},
    length(local.network.interfaceEndpoints) > 0 ? { endpoint = "Interface endpoints of AWS services" } : {},
    var.common.env.options.efs ? { files = "Shared files: mounts from API tasks" } : {},
  )

  # from -> to on a port. The rule is written on both groups.
  pairs = merge(
    {
      alb-api    = { from = "alb", to = "api", port = 8080 }
      api-db     = { from = "api", to = "db", port = 5432 }
      jobs-db    = { from = "jobs", to = "db", port = 5432 }
      api-cache  = { from = "api", to = "cache", port = 6379 }
      jobs-cache = { from = "jobs", to = "cache", port = 6379 }
    },
    var.common.env.options.efs ? { api-files = { from = "api", to = "files", port = 2049 } } : {},
  )
  outbound = toset(concat(["api", "jobs"], local.instance == 1 ? ["nat"] : []))
}

resource "aws_security_group" "this" {
  for_each = local.groups

  name        = local.names[each.key == "files" ? "data-files-sg" : "network-${each.key}-sg"]
  description = each.value
  vpc_id      = aws_vpc.this.id
  tags        = merge(local.tags, { Name = local.names[each.key == "files" ? "data-files-sg" : "network-${each.key}-sg"] })
}

resource "aws_vpc_security_group_ingress_rule" "pair" {
  for_each = local.pairs

  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = "from ${each.value.from}"
  tags                         = local.tags
}

resource "aws_vpc_security_group_egress_rule" "pair" {
  for_each = local.pairs

  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = "to ${each.value.to}"
  tags                         = local.tags
}

resource "aws_vpc_security_group_egress_rule" "https" {
  for_each = local.outbound

  security_group_id = aws_security_group.this[each.key].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "publishers and AWS"
  tags              = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "inside" {
  for_each = toset([for group in ["nat", "endpoint"] : group if contains(keys(local.groups), group)])

  security_group_id = aws_security_group.this[each.key].id
  cidr_ipv4         = local.network.cidr
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "from within the network"
  tags              = local.tags
}

# CloudFront reaches the internal balancer through its VPC origin; nobody else does.
resource "aws_vpc_security_group_ingress_rule" "cloudfront" {
  security_group_id = aws_security_group.this["alb"].id
  prefix_list_id    = var.common.cloudfront_prefix_list
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "CloudFront's VPC origin"
  tags              = local.tags
}
