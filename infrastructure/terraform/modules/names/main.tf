# The names of everything that has one, made from the settings' pattern in this one place.
# A name that is not in the table cannot be used: looking it up fails at plan.

terraform {
  required_version = ">= 1.11"
}

variable "project" { type = string }
variable "environment" { type = string }

variable "pattern" {
  description = "The settings' namePattern."
  type        = string
}

variable "bucket_suffix" {
  description = "Added to bucket names, which are unique among all accounts; empty for none."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(-?[a-z0-9]+)*$", var.bucket_suffix))
    error_message = "bucketSuffix of the site file may hold small letters, digits and single hyphens only."
  }
}

locals {
  resources = {
    network = concat(
      ["vpc", "flow-logs", "flow-log-role", "nat", "nat-role", "nat-template", "internet-gateway"],
      [for group in ["alb", "api", "jobs", "db", "cache", "nat", "endpoint"] : "${group}-sg"],
    )
    frontend = ["bucket", "amplify", "amplify-role", "amplify-token"]
    data     = ["key", "bucket", "backup-bucket", "files", "files-sg"]
    db       = ["instance", "parameters", "subnets"]
    cache    = ["cluster", "auth", "subnets"]
    api = [
      "repository", "cluster", "task", "service", "alb", "blue", "green", "certificate", "deployment", "migrate-task",
      "signing-key", "deployment-role",
    ]
    jobs = concat(
      [for job in ["import", "publish", "alerts", "mail", "export", "digest", "backup-check"] : job],
      [for job in ["import", "publish", "alerts", "mail", "export", "digest", "backup-check"] : "${job}-role"],
      [for job in ["import", "publish", "alerts", "mail", "export"] : "${job}-queue"],
      [for job in ["import", "publish", "alerts", "mail", "export"] : "${job}-queue-dlq"],
      ["bus", "schedules", "schedules-role", "import-task", "import-finished", "publication-finished"],
    )
    mail = ["configuration", "events"]
    edge = [
      "distribution", "rewrites", "site-cache", "api-cache", "api-request", "headers", "site-access", "api-origin",
      "web-acl", "health", "certificate", "key", "alarms", "log-source", "log-destination",
    ]
    monitoring = [
      "logs-bucket", "dashboard", "alarms", "canary", "canary-role", "budget-monthly", "budget-daily",
      "cost-anomaly",
    ]
    recovery = [
      "plan", "vault", "key", "data-bucket", "frontend-bucket", "backup-role", "replication-role",
      "repository-role", "alarms", "database",
    ]
  }

  # Of what staging and prod share: environment "shared".
  shared = { delivery = concat(
    ["key", "artifacts-bucket", "notices", "pipeline", "pipeline-role", "pipeline-failed", "github", "github-role"],
    ["phones", "runner", "runners"],
    [for part in ["token", "vpc", "sg", "role", "template", "flow-logs", "flow-log-role"] : "runner-${part}"],
    flatten([for project in [
      "build", "test", "e2e", "devices", "migrate-staging", "migrate-prod", "release-staging", "release-prod",
    ] : [project, "${project}-role", "${project}-logs"]]),
  ) }

  keys = flatten([for service, resources in var.environment == "shared" ? local.shared : local.resources : [for resource in resources : "${service}-${resource}"]])
  made = {
    for key in local.keys : key => replace(replace(replace(
    var.pattern, "{project}", var.project), "{environment}", var.environment), "{service}-{resource}", key)
  }
}

output "of" {
  description = "Name by service and resource, for example of[\"api-cluster\"]."
  value = {
    for key, name in local.made :
    key => endswith(key, "-bucket") && var.bucket_suffix != "" ? "${name}-${trimprefix(var.bucket_suffix, "-")}" : name
  }

  precondition {
    condition     = alltrue([for key in ["api-blue", "api-green", "api-alb"] : length(lookup(local.made, key, "")) <= 32])
    error_message = "A name of the load balancer is longer than AWS's 32 characters: shorten the project's name."
  }
}

output "prefix" {
  description = "What all names begin with."
  value       = trimsuffix(local.made[local.keys[0]], "-${local.keys[0]}")
}
