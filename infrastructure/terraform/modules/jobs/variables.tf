variable "common" {
  description = "Names, site and settings of the environment; see ../../locals.tf."
  type        = any
}

variable "subnets" {
  description = "Private subnets."
  type        = list(string)
}
variable "security_groups" { type = map(string) }
variable "key_arn" { type = string }
variable "data_arn" {
  description = "ARN of data-bucket."
  type        = string
}
variable "backup_arn" {
  description = "ARN of data-backup-bucket."
  type        = string
}
variable "database_secret_arn" { type = string }
variable "signing_key_arn" { type = string }
variable "cluster_arn" { type = string }
variable "repository_arn" { type = string }
variable "told" {
  description = "What containers are told, by subject; see ../../environment.tf."
  type        = map(map(string))
}
variable "mail_rule_arn" {
  description = "The rule that sends SES's events to the mail queue."
  type        = string
}
variable "ses_arns" {
  description = "Identity and configuration set mails are sent with."
  type        = list(string)
}
