# Option: a file system for a shard cache that tasks share.

locals {
  efs = var.common.env.options.efs ? 1 : 0
}

resource "aws_efs_file_system" "this" {
  count = local.efs

  encrypted       = true
  kms_key_id      = aws_kms_key.data.arn
  throughput_mode = "elastic"
  tags            = merge(local.tags, { Name = local.names["data-files"] })

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
}

resource "aws_efs_mount_target" "this" {
  count = local.efs * length(var.private_subnets)

  file_system_id  = aws_efs_file_system.this[0].id
  subnet_id       = var.private_subnets[count.index]
  security_groups = [var.security_groups["files"]]
}

resource "aws_efs_access_point" "this" {
  count = local.efs

  file_system_id = aws_efs_file_system.this[0].id
  posix_user {
    uid = 10001
    gid = 10001
  }
  root_directory {
    path = "/housing"
    creation_info {
      owner_uid   = 10001
      owner_gid   = 10001
      permissions = "0750"
    }
  }
  tags = merge(local.tags, { Name = local.names["data-files"] })
}
