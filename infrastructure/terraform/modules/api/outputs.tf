output "task_definition_arn" { value = module.task.arn }
output "migrate_task_definition_arn" { value = module.migrate_task.arn }
output "cluster_arn" { value = local.cluster_arn }
output "alb" {
  value = {
    arn    = aws_lb.this.arn
    suffix = aws_lb.this.arn_suffix
    dns    = aws_lb.this.dns_name
  }
}
output "target_groups" { value = { for key, group in aws_lb_target_group.this : key => group.arn_suffix } }
output "certificate_arn" { value = aws_acm_certificate.this.arn }
output "log_group" { value = module.task.log_group }
output "containers" {
  value = { api-task = module.task.containers, api-migrate-task = module.migrate_task.containers }
}
output "rights" {
  value = merge(
    module.task.rights, module.migrate_task.rights, { api-deployment-role = module.deployment_role.actions },
  )
}
