export const recovery = [
  { cfn: 'AWS::Backup::BackupVault', tf: 'aws_backup_vault', key: [(p) => p.BackupVaultName, (p) => p.name] },
  {
    cfn: 'AWS::Backup::BackupPlan',
    tf: 'aws_backup_plan',
    key: [({ BackupPlan: b }) => b.BackupPlanName, (p) => p.name],
    fields: {
      rules: [
        ({ BackupPlan: b }) =>
          b.BackupPlanRule.map((r) => {
            return [
              r.RuleName,
              r.ScheduleExpression,
              r.StartWindowMinutes,
              r.CompletionWindowMinutes,
              r.Lifecycle.DeleteAfterDays,
              r.CopyActions?.map((c) => c.Lifecycle.DeleteAfterDays),
            ];
          }),
        (p) =>
          p.rule.map((r) => {
            return [
              r.rule_name,
              r.schedule,
              r.start_window,
              r.completion_window,
              r.lifecycle[0].delete_after,
              r.copy_action.map((c) => c.lifecycle[0].delete_after),
            ];
          }),
      ],
    },
  },
  {
    cfn: 'AWS::Backup::BackupSelection',
    tf: 'aws_backup_selection',
    key: [({ BackupSelection: b }) => b.SelectionName, (p) => p.name],
  },
  {
    cfn: 'AWS::ECR::ReplicationConfiguration',
    tf: 'aws_ecr_replication_configuration',
    fields: {
      to: [
        ({
          ReplicationConfiguration: {
            Rules: [r],
          },
        }) => [r.Destinations[0].Region, r.RepositoryFilters[0].Filter],
        ({
          replication_configuration: [
            {
              rule: [r],
            },
          ],
        }) => [r.destination[0].region, r.repository_filter[0].filter],
      ],
    },
  },
  {
    cfn: 'AWS::ECR::RepositoryCreationTemplate',
    tf: 'aws_ecr_repository_creation_template',
    key: [(p) => p.Prefix, (p) => p.prefix],
    fields: { tags: [(p) => p.ImageTagMutability, (p) => p.image_tag_mutability] },
  },
];
