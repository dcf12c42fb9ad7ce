# What is kept: encrypted, closed, and safe from deletion where the settings say so.

mock_provider "aws" {}

variables {
  environment        = "prod"
  site_file          = "../settings/site.example.json"
  allow_example_site = true
  vpc_id             = "vpc-1"
  private_subnets    = ["subnet-1", "subnet-2"]
  isolated_subnets   = ["subnet-3", "subnet-4"]
  security_groups    = { db = "sg-1", cache = "sg-2", files = "sg-3" }
  distribution_arn   = "arn:aws:cloudfront::111111111111:distribution/E1"
}

run "prod_settings" {
  command = plan
  module {
    source = "./modules/settings"
  }
}

run "prod" {
  command = plan
  module {
    source = "./modules/data"
  }
  variables {
    common = run.prod_settings.common
  }

  assert {
    condition     = aws_db_instance.this.storage_encrypted && aws_db_instance.this.manage_master_user_password
    error_message = "the database is encrypted, its password AWS's own affair"
  }
  assert {
    condition     = aws_db_instance.this.deletion_protection && !aws_db_instance.this.skip_final_snapshot
    error_message = "prod's database is protected, and leaves a snapshot"
  }
  assert {
    condition     = aws_db_instance.this.multi_az && aws_db_instance.this.backup_retention_period == 7
    error_message = "prod's database stands in two zones and keeps a week of backups"
  }
  assert {
    condition     = !aws_db_instance.this.publicly_accessible
    error_message = "the database has a public address"
  }
  assert {
    condition     = anytrue([for p in aws_db_parameter_group.this.parameter : p.name == "rds.force_ssl" && p.value == "1"])
    error_message = "the database takes connections without TLS"
  }
  assert {
    condition = (aws_elasticache_replication_group.this.transit_encryption_mode == "required"
    && aws_elasticache_replication_group.this.at_rest_encryption_enabled == "true")
    error_message = "the cache is encrypted on the wire and at rest"
  }
  assert {
    condition     = aws_elasticache_replication_group.this.cluster_mode == "enabled"
    error_message = "prod's cache is in cluster mode"
  }
  assert {
    condition     = aws_kms_key.data.enable_key_rotation
    error_message = "the key is rotated"
  }
  assert {
    condition     = aws_secretsmanager_secret.signing_key.name == "housing-trends-prod-api-signing-key"
    error_message = "the program looks for its signing key by this name"
  }
  assert {
    condition     = aws_db_instance.this.tags.Service == "db" && aws_elasticache_replication_group.this.tags.Service == "cache"
    error_message = "Service tells whose part of the bill it is"
  }
  assert {
    condition     = length(aws_efs_file_system.this) == 0
    error_message = "the shared file system is an option, off by default"
  }
}

run "dev_settings" {
  command = plan
  module {
    source = "./modules/settings"
  }
  variables {
    environment = "dev"
  }
}

run "dev" {
  command = plan
  module {
    source = "./modules/data"
  }
  variables {
    common = run.dev_settings.common
  }
  assert {
    condition     = !aws_db_instance.this.deletion_protection && !aws_db_instance.this.multi_az
    error_message = "dev is small and may be deleted"
  }
  assert {
    condition     = aws_elasticache_replication_group.this.num_cache_clusters == 1
    error_message = "dev has one cache node"
  }
}

run "with_shared_files" {
  command = plan
  module {
    source = "./modules/data"
  }
  variables {
    common = merge(run.dev_settings.common, {
      env = merge(run.dev_settings.common.env, {
        options = merge(run.dev_settings.common.env.options, { efs = true })
      })
    })
  }
  assert {
    condition     = aws_efs_file_system.this[0].encrypted && length(aws_efs_mount_target.this) == 2
    error_message = "shared files are encrypted and reachable from both zones"
  }
}
