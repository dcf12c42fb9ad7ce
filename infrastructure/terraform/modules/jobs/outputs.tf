output "log_groups" { value = merge({ for job, function in module.function : job => function.log_group }, { import-task = module.import_task.log_group }) }
output "import_task_arn" { value = module.import_task.arn }
output "mail_queue_arn" { value = module.queue["mail"].arn }
output "containers" { value = { jobs-import-task = module.import_task.containers } }
output "variables" { value = { for job, function in module.function : "jobs-${job}" => function.variables } }
output "rights" {
  value = merge(
    { for job, function in module.function : "jobs-${job}-role" => function.actions },
    module.import_task.rights,
    { jobs-schedules-role = module.schedules_role.actions },
  )
}
