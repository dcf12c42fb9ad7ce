variable "common" {
  description = "Names, site and settings of the environment; see ../../locals.tf."
  type        = any
}

variable "vpc_id" { type = string }
variable "subnets" {
  description = "Private subnets."
  type        = list(string)
}
variable "security_groups" { type = map(string) }
variable "key_arn" { type = string }
variable "logs_bucket" { type = any }
variable "repository_arn" { type = string }
variable "data_arn" {
  description = "ARN of data-bucket."
  type        = string
}
variable "secret_arns" {
  description = "Database, cache and signing key."
  type        = map(string)
}
variable "told" {
  description = "What containers are told, by subject; see ../../environment.tf."
  type        = map(map(string))
}
variable "files" { type = any }
variable "rollback_alarms" {
  description = "Names of the alarms that take a deployment back."
  type        = list(string)
}
