# Replication of the buckets, within a quarter of an hour, and of the images.

locals {
  within_minutes = 15
}

module "replication_role" {
  source  = "../role"
  name    = local.names["recovery-replication-role"]
  service = "s3.amazonaws.com"
  tags    = local.tags
  trust_conditions = {
    StringEquals = { "aws:SourceAccount" = var.common.account }
  }
  statements = [
    {
      actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
      resources = [for of in keys(local.replicated) : "arn:aws:s3:::${local.names["${of}-bucket"]}"]
    },
    {
      actions   = ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"]
      resources = [for of in keys(local.replicated) : "arn:aws:s3:::${local.names["${of}-bucket"]}/*"]
    },
    {
      actions   = ["s3:ReplicateObject", "s3:ReplicateTags"]
      resources = [for of in keys(local.replicated) : "arn:aws:s3:::${local.names["recovery-${of}-bucket"]}/*"]
    },
    {
      actions    = ["kms:Decrypt"]
      resources  = [var.key_arn]
      conditions = { StringEquals = { "kms:ViaService" = "s3.${var.common.region}.amazonaws.com" } }
    },
    {
      actions    = ["kms:Encrypt"]
      resources  = [aws_kms_key.this.arn]
      conditions = { StringEquals = { "kms:ViaService" = "s3.${local.region}.amazonaws.com" } }
    },
  ]
}

# A deletion stays in the bucket where it was asked for.
resource "aws_s3_bucket_replication_configuration" "this" {
  for_each = local.replicated

  bucket = var.versioned[each.key]
  role   = module.replication_role.arn

  rule {
    id       = each.key
    status   = "Enabled"
    priority = 0
    filter {
      prefix = ""
    }
    delete_marker_replication {
      status = "Disabled"
    }
    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }
    destination {
      bucket        = module.replica[each.key].arn
      storage_class = each.value.storage_class
      encryption_configuration {
        replica_kms_key_id = aws_kms_key.this.arn
      }
      metrics {
        status = "Enabled"
        event_threshold {
          minutes = local.within_minutes
        }
      }
      replication_time {
        status = "Enabled"
        time {
          minutes = local.within_minutes
        }
      }
    }
  }

  depends_on = [module.replica]
}

# Of the whole registry, there being one configuration an account and region; it names this project's images only.
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {
    rule {
      destination {
        region      = local.region
        registry_id = var.common.account
      }
      repository_filter {
        filter      = local.names["api-repository"]
        filter_type = "PREFIX_MATCH"
      }
    }
  }

  depends_on = [aws_ecr_repository_creation_template.this]
}
