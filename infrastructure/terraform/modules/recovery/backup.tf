# `recovery-plan`: a backup of the database every day, and its copy in the vault of the recovery region. Beside RDS's
# own backups, from which the database is restored to any second: those do not leave the region.

locals {
  keep_days = 35
  snapshots = [for region in [var.common.region, local.region] :
    "arn:aws:rds:${region}:${var.common.account}:snapshot:awsbackup:*"
  ]
  use_key = [
    "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo",
  ]
}

resource "aws_backup_vault" "this" {
  name        = local.names["recovery-vault"]
  kms_key_arn = var.key_arn
  tags        = merge(local.tags, { Name = local.names["recovery-vault"] })
}

resource "aws_backup_plan" "this" {
  name = local.names["recovery-plan"]
  tags = merge(local.tags, { Name = local.names["recovery-plan"] })

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name
    # After RDS's own backup (03:00-04:00 UTC) and before jobs-backup-check (05:30) looks for the copy.
    schedule          = "cron(15 4 * * ? *)"
    start_window      = 60
    completion_window = 240
    lifecycle {
      delete_after = local.keep_days
    }
    copy_action {
      destination_vault_arn = aws_backup_vault.copies.arn
      lifecycle {
        delete_after = local.keep_days
      }
    }
  }
}

# In place of the managed policy, which covers every service AWS Backup knows, and every resource.
module "backup_role" {
  source  = "../role"
  name    = local.names["recovery-backup-role"]
  service = "backup.amazonaws.com"
  tags    = local.tags
  trust_conditions = {
    StringEquals = { "aws:SourceAccount" = var.common.account }
  }
  statements = [
    {
      actions = [
        "rds:AddTagsToResource", "rds:CopyDBSnapshot", "rds:CreateDBSnapshot", "rds:DeleteDBSnapshot",
        "rds:DescribeDBInstances", "rds:DescribeDBSnapshots", "rds:ListTagsForResource", "rds:ModifyDBSnapshotAttribute",
      ]
      resources = concat([var.database_arn], local.snapshots)
    },
    {
      actions   = ["backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:DescribeBackupVault"]
      resources = values(local.vault_arns)
    },
    { actions = local.use_key, resources = [var.key_arn, aws_kms_key.this.arn] },
    {
      actions    = ["kms:CreateGrant"]
      resources  = [var.key_arn, aws_kms_key.this.arn]
      conditions = { Bool = { "kms:GrantIsForAWSResource" = "true" } }
    },
    { actions = ["tag:GetResources"], resources = ["*"], reason = "which resources there are is asked by tag, of all" },
  ]
}

resource "aws_backup_selection" "this" {
  name         = local.names["recovery-database"]
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = module.backup_role.arn
  resources    = [var.database_arn]
}
