# What scripts ask for, so that none guesses a name; the CDK app's outputs say the same in CamelCase.

output "public_url" { value = "https://${local.common.domain}" }
output "repository_uri" { value = "${local.common.registry}/${local.names["api-repository"]}" }
output "cluster_name" { value = local.names["api-cluster"] }
output "service_name" { value = local.names["api-service"] }
output "task_definition_arn" { value = module.api.task_definition_arn }
output "migrate_task_definition_arn" { value = module.api.migrate_task_definition_arn }
output "import_task_definition_arn" { value = module.jobs.import_task_arn }
output "deployment_application" { value = local.names["api-deployment"] }
output "deployment_group" { value = local.names["api-deployment"] }
output "task_subnets" { value = join(",", module.network.private_subnets) }
output "task_security_group" { value = module.network.security_groups["jobs"] }
output "frontend_bucket" { value = local.names["frontend-bucket"] }
output "data_bucket" { value = local.names["data-bucket"] }
output "backup_bucket" { value = local.names["data-backup-bucket"] }
output "database_identifier" { value = local.names["db-instance"] }
output "distribution_id" { value = module.edge.distribution_id }
output "alarm_topic" { value = module.monitoring.topic_arn }

output "containers" {
  description = "Task -> its containers, with the names of their variables: what a plan cannot tell otherwise."
  value       = merge(module.api.containers, module.jobs.containers)
}

output "variables" {
  description = "Function -> names of its variables."
  value       = module.jobs.variables
}

output "rights" {
  description = "Actions of every role: for reviewers, and for the comparison with the CDK app."
  value = merge(concat(
    [module.network.rights, module.api.rights, module.jobs.rights, module.monitoring.rights],
    [for recovery in module.recovery : recovery.rights],
  )...)
}
