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
variable "dashboard" {
  description = "Text of settings/dashboard.json."
  type        = string
}
variable "canary_folder" {
  description = "Where the canary's index.js is."
  type        = string
}
variable "canary_archive" {
  description = "The zip file canary_zip.mjs makes of it."
  type        = string
}
variable "key_arn" { type = string }
variable "logs_bucket" { type = any }
variable "log_groups" {
  description = "Log group names: api, jobs-import ..."
  type        = map(string)
}
variable "values" {
  description = "What braces in alarms and dashboard stand for, beside names."
  type        = map(string)
}
