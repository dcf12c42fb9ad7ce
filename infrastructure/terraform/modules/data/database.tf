# PostgreSQL: encrypted, TLS only, in the isolated subnets, its password made, kept and rotated by AWS.

locals {
  db           = var.common.env.database
  db_logs      = ["postgresql", "upgrade"]
  db_authority = "rds-ca-rsa2048-g1"
  db_parameters = {
    "rds.force_ssl"              = "1"
    "log_connections"            = "1"
    "log_disconnections"         = "1"
    "log_min_duration_statement" = "1000"
  }
  db_tags = { Service = "db" }
  db_arn  = "arn:aws:rds:${local.region}:${var.common.account}:db:${local.names["db-instance"]}"
}

resource "aws_db_subnet_group" "this" {
  name        = local.names["db-subnets"]
  description = "Isolated subnets"
  subnet_ids  = var.isolated_subnets
  tags        = merge(local.db_tags, { Name = local.names["db-subnets"] })
}

resource "aws_db_parameter_group" "this" {
  name        = local.names["db-parameters"]
  family      = "postgres${var.common.postgres_version}"
  description = "TLS only, slow statements logged"
  tags        = merge(local.db_tags, { Name = local.names["db-parameters"] })

  dynamic "parameter" {
    for_each = local.db_parameters
    content {
      name  = parameter.key
      value = parameter.value
    }
  }
  lifecycle {
    create_before_destroy = true
  }
}

# RDS makes groups of its own, kept for ever and unencrypted, where it finds none.
resource "aws_cloudwatch_log_group" "db" {
  for_each = toset(local.db_logs)

  name              = "/aws/rds/instance/${local.names["db-instance"]}/${each.key}"
  retention_in_days = var.common.env.logDays
  kms_key_id        = aws_kms_key.data.arn
  tags              = merge(local.db_tags, { Name = "${local.names["db-instance"]}-${each.key}" })
}

resource "aws_db_instance" "this" {
  identifier     = local.names["db-instance"]
  engine         = "postgres"
  engine_version = var.common.postgres_version
  instance_class = "db.${local.db.instance}"
  db_name        = "housing_trends"
  port           = 5432

  username                      = "housing"
  manage_master_user_password   = true
  master_user_secret_kms_key_id = aws_kms_key.data.arn

  storage_type          = "gp3"
  allocated_storage     = local.db.storageGb
  max_allocated_storage = local.db.maxStorageGb
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.data.arn

  multi_az               = local.db.multiAz
  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [var.security_groups["db"]]
  ca_cert_identifier     = local.db_authority
  parameter_group_name   = aws_db_parameter_group.this.name

  backup_retention_period    = local.db.backupDays
  backup_window              = "03:00-04:00"
  maintenance_window         = "sun:05:00-sun:06:00"
  auto_minor_version_upgrade = true
  copy_tags_to_snapshot      = true
  delete_automated_backups   = !var.common.keep
  deletion_protection        = local.db.deletionProtection
  skip_final_snapshot        = !var.common.keep
  final_snapshot_identifier  = var.common.keep ? "${local.names["db-instance"]}-final" : null

  enabled_cloudwatch_logs_exports       = local.db_logs
  performance_insights_enabled          = local.db.performanceInsights
  performance_insights_kms_key_id       = local.db.performanceInsights ? aws_kms_key.data.arn : null
  performance_insights_retention_period = local.db.performanceInsights ? 7 : null

  tags = merge(local.db_tags, { Name = local.names["db-instance"] })

  depends_on = [aws_cloudwatch_log_group.db]
}

resource "aws_db_instance" "replica" {
  count = local.db.readReplicas

  identifier                 = "${var.common.prefix}-db-replica-${count.index + 1}"
  replicate_source_db        = aws_db_instance.this.identifier
  instance_class             = aws_db_instance.this.instance_class
  storage_encrypted          = true
  publicly_accessible        = false
  vpc_security_group_ids     = [var.security_groups["db"]]
  parameter_group_name       = aws_db_parameter_group.this.name
  auto_minor_version_upgrade = true
  ca_cert_identifier         = local.db_authority
  copy_tags_to_snapshot      = true
  deletion_protection        = local.db.deletionProtection
  skip_final_snapshot        = true
  tags                       = merge(local.db_tags, { Name = "${var.common.prefix}-db-replica-${count.index + 1}" })
}
