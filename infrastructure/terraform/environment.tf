# What the program's containers are told, by subject: each gets what its rights allow it to use, since a secret it may
# not read would keep it from starting. A secret is a reference that the program resolves, so a rotation needs no
# restart.

locals {
  told = {
    database = {
      HOUSING_DATABASE_URL = join("", [
        "postgresql://${module.data.database.host}:5432/housing_trends",
        "?sslmode=verify-full&sslrootcert=/etc/ssl/rds-ca.pem",
      ])
      HOUSING_DATABASE_USER     = "secretsmanager://${module.data.database.secret_arn}#username"
      HOUSING_DATABASE_PASSWORD = "secretsmanager://${module.data.database.secret_arn}#password"
    }
    cache = {
      HOUSING_CACHE_URL      = "rediss://${module.data.cache.host}:6379${local.common.env.cache.clusterMode ? "?cluster=true" : ""}"
      HOUSING_CACHE_PASSWORD = "secretsmanager://${local.names["cache-auth"]}"
    }
    objects = { HOUSING_OBJECTS_URL = "s3://${local.names["data-bucket"]}" }
    queue   = { HOUSING_QUEUE_URL = "sqs://${local.common.prefix}-jobs" }
    events  = { HOUSING_EVENTS_URL = "eventbridge://${local.names["jobs-bus"]}" }
    mail = {
      HOUSING_MAIL_URL  = "ses://${local.common.region}?configuration=${local.names["mail-configuration"]}"
      HOUSING_MAIL_FROM = "${split("@", local.common.site.mailFrom)[0]}@${local.common.domain}"
    }
    signing = { HOUSING_SIGNING_KEY = "secretsmanager://${local.names["api-signing-key"]}" }
    public  = { HOUSING_PUBLIC_URL = "https://${local.common.domain}" }
    metrics = { HOUSING_METRICS = "emf", HOUSING_ENVIRONMENT = local.common.environment }
  }
}
