# What the settings and the site say of one environment, in the form every module takes (output `common`).

terraform {
  required_version = ">= 1.11"
}

locals {
  settings = jsondecode(file("${path.module}/../../../settings/environments.json"))
  alarms   = jsondecode(file("${path.module}/../../../settings/alarms.json"))
  contract = {
    telemetry = jsondecode(file("${path.module}/../../../../contract/telemetry.json"))
    headers   = jsondecode(file("${path.module}/../../../../contract/web-headers.json"))
  }

  regions = jsondecode(file("${path.module}/../../../settings/regions.json"))
  edge    = jsondecode(file("${path.module}/../../../settings/edge.json"))
  zones = slice(
    try(local.site.availabilityZones, local.regions[local.settings.region].availabilityZones),
    0, local.settings.availabilityZones,
  )

  example   = jsondecode(file("${path.module}/../../../settings/site.example.json"))
  site_path = startswith(var.site_file, "/") ? var.site_file : "${path.module}/../../${var.site_file}"
  site_text = fileexists(local.site_path) ? file(local.site_path) : ""
  # Without a site file the example stands in until the check below has said what is missing.
  site = try(merge(local.example, jsondecode(local.site_text)), local.example)
  site_unfilled = [
    for field in ["account", "domain", "hostedZoneId", "alarmEmail", "mailFrom"] :
    field if local.site[field] == local.example[field]
  ]

  env = local.settings.environments[var.environment]
  arn = { for service in ["logs", "sqs", "events", "lambda", "secretsmanager", "rds", "ecs", "ses", "sns", "cloudwatch"] :
    service => "arn:aws:${service}:${local.settings.region}:${local.site.account}"
  }

  domain   = join(".", compact([local.env.subdomain, local.site.domain]))
  registry = "${local.site.account}.dkr.ecr.${local.settings.region}.amazonaws.com"

  # Where run-books can be read, as a link to click in a mail.
  runbooks = local.site.source.kind == "github" ? (
    "https://github.com/${local.site.source.repository}/blob/${local.site.source.branch}"
    ) : join("", [
      "https://${local.settings.region}.console.aws.amazon.com/codesuite/codecommit/repositories/",
      "${local.site.source.repository}/browse/refs/heads/${local.site.source.branch}/--",
  ])

  # Below the root module. Named after what it holds, so that a changed script is a changed canary.
  canary_archive = "build/canary-${substr(filesha256("${path.module}/../../../canary/index.js"), 0, 12)}.zip"

  tags = {
    Project     = local.settings.project
    Environment = var.environment
    ManagedBy   = "terraform"
    Owner       = local.settings.tags.Owner
    CostCenter  = local.settings.tags.CostCenter
  }

  common = {
    project                = local.settings.project
    environment            = var.environment
    prefix                 = module.names.prefix
    names                  = module.names.of
    tags                   = local.tags
    account                = local.site.account
    region                 = local.settings.region
    recovery_region        = local.settings.recoveryRegion
    cloudfront_prefix_list = local.regions[local.settings.region].cloudFrontPrefixList
    architecture           = local.settings.architecture
    postgres_version       = local.settings.postgresVersion
    redis_version          = local.settings.redisVersion
    site                   = local.site
    domain                 = local.domain
    env                    = local.env
    keep                   = local.env.database.deletionProtection
    arn                    = local.arn
    logs_arn               = "${local.arn.logs}:log-group"
    namespace              = local.contract.telemetry.namespace
    headers                = local.contract.headers
    edge                   = local.edge
    jobs                   = jsondecode(file("${path.module}/../../../settings/jobs.json"))
    runbooks               = local.runbooks
    pattern                = local.settings.namePattern
    zones                  = local.zones
    registry               = local.registry
    image                  = "${local.registry}/${module.names.of["api-repository"]}@${var.image_digest}"
    origin_domain          = "origin.${local.domain}"
  }
}

module "names" {
  source        = "../names"
  project       = local.settings.project
  environment   = var.environment
  pattern       = local.settings.namePattern
  bucket_suffix = local.site.bucketSuffix
}

