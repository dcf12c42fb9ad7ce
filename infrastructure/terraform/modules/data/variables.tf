variable "common" {
  description = "Names, site and settings of the environment; see ../../locals.tf."
  type        = any
}

variable "vpc_id" { type = string }
variable "private_subnets" { type = list(string) }
variable "isolated_subnets" { type = list(string) }
variable "security_groups" { type = map(string) }

variable "distribution_arn" {
  description = "CloudFront's distribution, the only reader of the web app's bucket."
  type        = string
}
