output "rights" {
  value = {
    recovery-replication-role = module.replication_role.actions
    recovery-repository-role  = module.repository_role.actions
    recovery-backup-role      = module.backup_role.actions
  }
}
