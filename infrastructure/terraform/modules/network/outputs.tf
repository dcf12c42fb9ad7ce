output "vpc_id" { value = aws_vpc.this.id }
output "public_subnets" { value = local.tiers.public }
output "private_subnets" { value = local.tiers.private }
output "isolated_subnets" { value = local.tiers.isolated }
output "security_groups" { value = { for key, group in aws_security_group.this : key => group.id } }
output "rights" {
  value = merge(
    { network-flow-log-role = module.flow_role.actions },
    { for role in module.nat_role : "network-nat-role" => role.actions },
  )
}
