output "key_arn" { value = aws_kms_key.data.arn }

output "data_bucket" { value = { name = module.data_bucket.name, arn = module.data_bucket.arn } }
output "backup_bucket" { value = { name = module.backup_bucket.name, arn = module.backup_bucket.arn } }
output "logs_bucket" { value = { name = module.logs_bucket.ready, arn = module.logs_bucket.arn } }
output "frontend_bucket" {
  description = "Without its policy, which waits for the distribution."
  value = {
    name   = module.frontend_bucket.name
    arn    = module.frontend_bucket.arn
    domain = module.frontend_bucket.domain
  }
}
output "versioned" {
  description = "Bucket names, known once versioning is on, which replication needs."
  value       = { data = module.data_bucket.versioned, frontend = module.frontend_bucket.versioned }
}

output "database" {
  value = {
    arn        = local.db_arn
    host       = aws_db_instance.this.address
    secret_arn = try(aws_db_instance.this.master_user_secret[0].secret_arn, "")
  }
}

output "cache" {
  value = {
    # One shard has a primary address, a cluster a configuration address.
    host = (local.cache.clusterMode
      ? aws_elasticache_replication_group.this.configuration_endpoint_address
    : aws_elasticache_replication_group.this.primary_endpoint_address)
    auth_arn = aws_secretsmanager_secret.cache_auth.arn
  }
}

output "signing_key_arn" { value = aws_secretsmanager_secret.signing_key.arn }

output "files" {
  description = "The shared file system, where the option is on."
  value       = local.efs == 0 ? null : { id = aws_efs_file_system.this[0].id, access_point = aws_efs_access_point.this[0].id }
}
