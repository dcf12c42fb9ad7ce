# What leaves the region: objects, images and the database's backups, with what holds them in the recovery region.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.recovery]
    }
  }
}

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
variable "key_arn" {
  description = "data-key."
  type        = string
}
variable "database_arn" { type = string }
variable "versioned" {
  description = "Names of data-bucket and frontend-bucket, known once they are versioned."
  type        = map(string)
}

locals {
  names  = var.common.names
  tags   = { Service = "recovery" }
  region = var.common.recovery_region
  alias  = "alias/${local.names["recovery-key"]}"
  # The key of each is also the id of its rule, by which its metrics are told apart.
  replicated = {
    data     = { storage_class = "STANDARD_IA", expire = { exports = { prefix = "exports/", days = var.common.env.recovery.exportDays } } }
    frontend = { storage_class = "STANDARD", expire = {} }
  }
  vault_arns = { for key, region in { here = var.common.region, there = local.region } :
    key => "arn:aws:backup:${region}:${var.common.account}:backup-vault:${local.names["recovery-vault"]}"
  }
}
