variable "common" {
  description = "Names, site and settings of the environment; see ../../locals.tf."
  type        = any
}

variable "zones" {
  description = "Availability zones, in order."
  type        = list(string)
}

variable "key_arn" {
  description = "KMS key of the flow logs."
  type        = string
}
