# What each job may do, beside what every function may (its log, its trace, its queue, the key).

locals {
  # What each job is told of, which is what it has a right to; see ../../environment.tf.
  subjects = {
    import       = ["database", "objects", "queue", "events"]
    publish      = ["objects", "queue", "events"]
    alerts       = ["database", "objects", "queue", "signing", "public"]
    mail         = ["database", "queue", "mail", "public"]
    export       = ["database", "objects", "queue", "signing", "public"]
    digest       = ["database", "queue", "signing", "public"]
    backup-check = []
  }

  read_data    = [{ actions = ["s3:GetObject"], resources = ["${var.data_arn}/*"] }, { actions = ["s3:ListBucket"], resources = [var.data_arn] }]
  write_data   = [{ actions = ["s3:AbortMultipartUpload", "s3:PutObject"], resources = ["${var.data_arn}/*"] }]
  write_export = [{ actions = ["s3:AbortMultipartUpload", "s3:PutObject"], resources = ["${var.data_arn}/exports/*"] }]
  database     = [{ actions = ["secretsmanager:GetSecretValue"], resources = [var.database_secret_arn] }]
  # Whoever words a mail signs the links in it.
  wording = [{ actions = ["secretsmanager:GetSecretValue"], resources = [var.database_secret_arn, var.signing_key_arn] }]
  # What an import left to be published, once it is.
  forget   = [{ actions = ["s3:DeleteObject"], resources = ["${var.data_arn}/manifests/pending/*"] }]
  announce = [{ actions = ["events:PutEvents"], resources = [local.bus_arn] }]
  to_mail  = [{ actions = ["sqs:GetQueueUrl", "sqs:SendMessage"], resources = [local.queue_arn["mail"]] }]

  import_rights = concat(local.read_data, local.write_data, local.announce, local.database)

  rights = {
    import  = local.import_rights
    publish = concat(local.read_data, local.write_data, local.forget, local.announce)
    alerts  = concat(local.read_data, local.to_mail, local.wording)
    mail = concat(local.database, [{
      actions    = ["ses:SendEmail"]
      resources  = var.ses_arns
      conditions = { StringEquals = { "ses:FromAddress" = var.told.mail.HOUSING_MAIL_FROM } }
    }])
    export = concat(local.read_data, local.write_export, local.to_mail, local.wording)
    digest = concat(local.wording, local.to_mail)
    backup-check = [
      {
        actions = ["rds:DescribeDBInstanceAutomatedBackups", "rds:DescribeDBInstances", "rds:DescribeDBSnapshots"]
        resources = [
          "${var.common.arn.rds}:db:${local.names["db-instance"]}",
          "${var.common.arn.rds}:snapshot:rds:${local.names["db-instance"]}-*",
          "${var.common.arn.rds}:auto-backup:*",
        ]
      },
      {
        actions = ["backup:ListRecoveryPointsByBackupVault"]
        resources = [for region in [var.common.region, var.common.recovery_region] :
          "arn:aws:backup:${region}:${var.common.account}:backup-vault:${local.names["recovery-vault"]}"
        ]
      },
      {
        actions = ["ssm:GetParametersByPath"]
        resources = [for under in ["", "/*"] : join("", [
          "arn:aws:ssm:${var.common.region}:${var.common.account}:parameter/",
          "${var.common.project}/${var.common.environment}${under}",
        ])]
      },
      { actions = ["s3:AbortMultipartUpload", "s3:PutObject"], resources = ["${var.backup_arn}/*"] },
      {
        actions    = ["cloudwatch:PutMetricData"]
        resources  = ["*"]
        conditions = { StringEquals = { "cloudwatch:namespace" = var.common.namespace } }
        reason     = "metrics are no resources; the condition limits the namespace"
      },
    ]
  }
}
