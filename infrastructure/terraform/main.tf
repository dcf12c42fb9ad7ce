# The system, module by module; what each holds is told in ../README.md.

module "images" {
  source = "./modules/images"
  common = local.common
}

module "network" {
  source  = "./modules/network"
  common  = local.common
  zones   = local.common.zones
  key_arn = module.data.key_arn
}

module "data" {
  source           = "./modules/data"
  common           = local.common
  vpc_id           = module.network.vpc_id
  private_subnets  = module.network.private_subnets
  isolated_subnets = module.network.isolated_subnets
  security_groups  = module.network.security_groups
  distribution_arn = module.edge.distribution_arn
}

module "api" {
  source          = "./modules/api"
  common          = local.common
  vpc_id          = module.network.vpc_id
  subnets         = module.network.private_subnets
  security_groups = module.network.security_groups
  key_arn         = module.data.key_arn
  logs_bucket     = module.data.logs_bucket
  repository_arn  = module.images.arn
  data_arn        = module.data.data_bucket.arn
  files           = module.data.files
  rollback_alarms = [for alarm in module.settings.alarms.alarms : "${local.common.prefix}-${alarm.id}" if try(alarm.rollsBack, false)]
  told            = local.told
  secret_arns = {
    database    = module.data.database.secret_arn
    cache       = module.data.cache.auth_arn
    signing_key = module.data.signing_key_arn
  }
}

module "jobs" {
  source              = "./modules/jobs"
  common              = local.common
  subnets             = module.network.private_subnets
  security_groups     = module.network.security_groups
  key_arn             = module.data.key_arn
  data_arn            = module.data.data_bucket.arn
  backup_arn          = module.data.backup_bucket.arn
  database_secret_arn = module.data.database.secret_arn
  signing_key_arn     = module.data.signing_key_arn
  cluster_arn         = module.api.cluster_arn
  repository_arn      = module.images.arn
  told                = local.told
  mail_rule_arn       = module.mail.rule_arn
  ses_arns            = module.mail.arns
}

module "mail" {
  source    = "./modules/mail"
  common    = local.common
  queue_arn = module.jobs.mail_queue_arn
}

module "edge" {
  source    = "./modules/edge"
  providers = { aws = aws, aws.edge = aws.edge }

  common      = local.common
  alarms      = module.settings.alarms
  telemetry   = module.settings.telemetry
  queries     = module.settings.queries
  site_bucket = module.data.frontend_bucket
  logs_bucket = module.data.logs_bucket
  alb         = module.api.alb
}

module "monitoring" {
  source = "./modules/monitoring"

  common         = local.common
  alarms         = module.settings.alarms
  telemetry      = module.settings.telemetry
  queries        = module.settings.queries
  dashboard      = file("${path.module}/../settings/dashboard.json")
  canary_folder  = "${path.module}/../canary"
  canary_archive = "${path.module}/${module.settings.canary_archive}"
  key_arn        = module.data.key_arn
  logs_bucket    = module.data.logs_bucket
  log_groups     = merge({ api = module.api.log_group }, { for job, name in module.jobs.log_groups : "jobs-${job}" => name })
  values = {
    albFullName       = module.api.alb.suffix
    blueFullName      = module.api.target_groups.blue
    greenFullName     = module.api.target_groups.green
    apiCertificateArn = module.api.certificate_arn
    distributionId    = module.edge.distribution_id
    healthCheckId     = module.edge.health_check_id
    canaryName        = local.names["monitoring-canary"]
  }
}

# Copies in another region, where the settings ask for them.
module "recovery" {
  source    = "./modules/recovery"
  count     = local.common.env.recovery.replicate ? 1 : 0
  providers = { aws = aws, aws.recovery = aws.recovery }

  common       = local.common
  alarms       = module.settings.alarms
  telemetry    = module.settings.telemetry
  key_arn      = module.data.key_arn
  database_arn = module.data.database.arn
  versioned    = module.data.versioned
}

# Option: the dashboard on Amplify Hosting.
module "hosting" {
  source = "./modules/hosting"
  count  = local.common.env.options.amplify ? 1 : 0

  common     = local.common
  build_spec = file("${path.module}/../../amplify.yml")
  key_arn    = module.data.key_arn
}
