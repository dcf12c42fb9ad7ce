output "topic_arn" { value = local.topic }
output "rights" { value = { for role in module.canary_role : "monitoring-canary-role" => role.actions } }
