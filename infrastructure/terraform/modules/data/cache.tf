# Redis: TLS required, AUTH, at-rest key. Cluster mode and replicas by settings.

locals {
  cache      = var.common.env.cache
  cache_tags = { Service = "cache" }
  cache_ha   = local.cache.replicasPerShard > 0
  family     = "redis${split(".", var.common.redis_version)[0]}"
}

# Two random UUIDs hold 244 bits of chance. ElastiCache wants the token itself, so it is in Terraform's state too:
# keep the state encrypted, as backend.tf.example does. `terraform apply -replace` of this resource rotates it.
resource "terraform_data" "cache_auth" {
  input = sha256("${uuid()}${uuid()}")

  lifecycle {
    ignore_changes = [input]
  }
}

resource "aws_secretsmanager_secret" "cache_auth" {
  name                    = local.names["cache-auth"]
  description             = "AUTH token of the cache"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.common.keep ? 30 : 0
  tags                    = merge(local.cache_tags, { Name = local.names["cache-auth"] })
}

resource "aws_secretsmanager_secret_version" "cache_auth" {
  secret_id     = aws_secretsmanager_secret.cache_auth.id
  secret_string = terraform_data.cache_auth.output
}

resource "aws_elasticache_subnet_group" "this" {
  name        = local.names["cache-subnets"]
  description = "Isolated subnets"
  subnet_ids  = var.isolated_subnets
  tags        = merge(local.cache_tags, { Name = local.names["cache-subnets"] })
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = local.names["cache-cluster"]
  description          = "Cache of ${var.common.project} ${var.common.environment}"
  engine               = "redis"
  engine_version       = var.common.redis_version
  node_type            = local.cache.node
  port                 = 6379

  cluster_mode               = local.cache.clusterMode ? "enabled" : "disabled"
  num_node_groups            = local.cache.clusterMode ? local.cache.shards : null
  replicas_per_node_group    = local.cache.clusterMode ? local.cache.replicasPerShard : null
  num_cache_clusters         = local.cache.clusterMode ? null : 1 + local.cache.replicasPerShard
  automatic_failover_enabled = local.cache_ha || local.cache.clusterMode
  multi_az_enabled           = local.cache_ha

  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  auth_token                 = terraform_data.cache_auth.output
  auth_token_update_strategy = "ROTATE"
  at_rest_encryption_enabled = true
  kms_key_id                 = aws_kms_key.data.arn

  subnet_group_name          = aws_elasticache_subnet_group.this.name
  parameter_group_name       = local.cache.clusterMode ? "default.${local.family}.cluster.on" : "default.${local.family}"
  security_group_ids         = [var.security_groups["cache"]]
  snapshot_retention_limit   = var.common.env.database.backupDays
  snapshot_window            = "06:30-07:30"
  maintenance_window         = "sun:08:00-sun:09:00"
  auto_minor_version_upgrade = true
  apply_immediately          = true

  tags = merge(local.cache_tags, { Name = local.names["cache-cluster"] })
}
