variable "common" {
  description = "Names, site and settings of the environment; see ../../locals.tf."
  type        = any
}

variable "alarms" {
  description = "settings/alarms.json."
  type        = any
}
variable "telemetry" {
  description = "contract/telemetry.json."
  type        = any
}
variable "queries" {
  description = "queries of settings/log-queries.json."
  type        = any
}
variable "site_bucket" {
  description = "frontend-bucket."
  type        = any
}
variable "logs_bucket" {
  description = "monitoring-logs-bucket."
  type        = any
}
variable "alb" { type = any }
