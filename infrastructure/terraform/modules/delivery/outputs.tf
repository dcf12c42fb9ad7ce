output "github_role_arn" { value = one([for role in module.github_role : role.arn]) }
output "rights" {
  value = merge(
    { for key, project in module.project : "delivery-${key}-role" => project.actions },
    { delivery-pipeline-role = module.pipeline_role.actions },
    { for role in module.github_role : "delivery-github-role" => role.actions },
  )
}
