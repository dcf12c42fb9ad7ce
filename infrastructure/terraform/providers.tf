# One account, three regions: the system's own, us-east-1 for what CloudFront needs there, and the recovery region.

provider "aws" {
  region              = module.settings.common.region
  allowed_account_ids = [module.settings.common.account]
  default_tags {
    tags = module.settings.tags
  }
}

provider "aws" {
  alias               = "edge"
  region              = "us-east-1"
  allowed_account_ids = [module.settings.common.account]
  default_tags {
    tags = module.settings.tags
  }
}

provider "aws" {
  alias               = "recovery"
  region              = module.settings.common.recovery_region
  allowed_account_ids = [module.settings.common.account]
  default_tags {
    tags = module.settings.tags
  }
}
