# The way to AWS that needs no NAT: S3 always, others as the settings list them.

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.common.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [for key in local.private : aws_route_table.this[key].id]
  tags              = merge(local.tags, { Name = "${local.names["network-vpc"]}-s3" })
}

resource "aws_vpc_endpoint" "interface" {
  for_each = toset(local.network.interfaceEndpoints)

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${var.common.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = local.tiers.private
  security_group_ids  = [aws_security_group.this["endpoint"].id]
  private_dns_enabled = true
  tags                = merge(local.tags, { Name = "${local.names["network-vpc"]}-${each.key}" })
}
