# What staging and prod share: the pipeline, its build projects, GitHub's access. Applied once for the account, after
# both environments; its names say "shared" for the environment.

variable "site_file" {
  description = "What the operator owns, by its path from infrastructure/terraform."
  type        = string
  default     = "../settings/site.json"
}

variable "allow_example_site" {
  description = "Let the example's values pass, for tests and for reading a plan."
  type        = bool
  default     = false
}

module "target" {
  source   = "../modules/settings"
  for_each = toset(["staging", "prod"])

  environment        = each.key
  site_file          = var.site_file
  allow_example_site = var.allow_example_site
  image_digest       = ""
}

locals {
  common = module.target["prod"].common
  tags   = merge(module.target["prod"].tags, { Environment = "shared" })
}

provider "aws" {
  region              = local.common.region
  allowed_account_ids = [local.common.account]
  default_tags {
    tags = local.tags
  }
}

# Device Farm is in this region alone.
provider "aws" {
  alias               = "devices"
  region              = "us-west-2"
  allowed_account_ids = [local.common.account]
  default_tags {
    tags = local.tags
  }
}

module "names" {
  source        = "../modules/names"
  project       = local.common.project
  environment   = "shared"
  pattern       = local.common.pattern
  bucket_suffix = local.common.site.bucketSuffix
}

module "delivery" {
  source    = "../modules/delivery"
  providers = { aws = aws, aws.devices = aws.devices }

  common  = merge(local.common, { names = module.names.of, prefix = module.names.prefix, environment = "shared" })
  targets = { for environment, target in module.target : environment => target.common }
  alarms  = module.target["prod"].alarms
}

output "github_role_arn" { value = module.delivery.github_role_arn }
output "pipeline" { value = module.names.of["delivery-pipeline"] }
output "rights" { value = module.delivery.rights }
