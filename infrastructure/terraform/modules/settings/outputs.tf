output "common" {
  description = "Names, site and settings of the environment: what every module takes."
  value       = local.common

  precondition {
    condition     = local.site_text != ""
    error_message = "${var.site_file} is missing: copy infrastructure/settings/site.example.json to site.json and fill it in."
  }
  precondition {
    condition     = local.site_text == "" || can(jsondecode(local.site_text))
    error_message = "${var.site_file} is not JSON: compare it with infrastructure/settings/site.example.json."
  }
  precondition {
    condition     = var.allow_example_site || length(local.site_unfilled) == 0
    error_message = "${var.site_file} still holds the example's ${join(", ", local.site_unfilled)}: write your own."
  }
  precondition {
    condition     = can(regex("^[0-9]{12}$", local.site.account))
    error_message = "account of ${var.site_file} is \"${local.site.account}\": write the 12 digits of the AWS account."
  }
  precondition {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", local.site.domain))
    error_message = "domain of ${var.site_file} is \"${local.site.domain}\": write a domain such as housing.example.org."
  }
}

output "tags" {
  description = "The tags every resource has; each module adds Service."
  value       = local.tags
}

output "alarms" { value = local.alarms }
output "telemetry" { value = local.contract.telemetry }
output "canary_archive" { value = local.canary_archive }
output "queries" { value = jsondecode(file("${path.module}/../../../settings/log-queries.json")).queries }
