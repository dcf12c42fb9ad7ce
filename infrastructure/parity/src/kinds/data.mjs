import { neighbour } from '../terraform.mjs';
import { flag, number, sorted } from '../values.mjs';

const cdkRule = (rule) => ({
  prefix: rule.Prefix ?? '',
  gone: rule.ExpirationInDays,
  infrequent: rule.Transitions?.map(({ StorageClass, TransitionInDays }) => `${StorageClass} ${TransitionInDays}`)[0],
  oldVersions: rule.NoncurrentVersionExpiration?.NoncurrentDays,
  unfinished: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
});

const terraformRule = (rule) => ({
  prefix: rule.filter?.[0]?.prefix ?? '',
  gone: rule.expiration?.[0]?.days || undefined,
  infrequent: rule.transition?.map(({ storage_class: kind, days }) => `${kind} ${days}`)[0],
  oldVersions: rule.noncurrent_version_expiration?.[0]?.noncurrent_days,
  unfinished: rule.abort_incomplete_multipart_upload?.[0]?.days_after_initiation,
});

const part = (kind, read) => (_, all, resource) => {
  const found = neighbour(all, resource, kind);
  return found && read(found.props);
};

const refusals = (statements) =>
  sorted(
    statements
      ?.filter(({ Effect }) => Effect === 'Deny')
      .map(({ Condition }) => Object.entries(Object.values(Condition)[0]).join()),
  );

const bucketPolicy = ({ BucketName }, all) =>
  all.find(({ kind, props }) => kind === 'AWS::S3::BucketPolicy' && props.Bucket === BucketName)?.props.PolicyDocument;

const bucket = {
  cfn: 'AWS::S3::Bucket',
  tf: 'aws_s3_bucket',
  key: [({ BucketName }) => BucketName, ({ bucket: name }) => name],
  fields: {
    encryption: [
      (p) => p.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm,
      part('aws_s3_bucket_server_side_encryption_configuration', ({ rule }) => {
        return rule[0].apply_server_side_encryption_by_default[0].sse_algorithm;
      }),
    ],
    versions: [
      (p) => p.VersioningConfiguration?.Status,
      part('aws_s3_bucket_versioning', (p) => p.versioning_configuration[0].status),
    ],
    owner: [
      (p) => p.OwnershipControls.Rules[0].ObjectOwnership,
      part('aws_s3_bucket_ownership_controls', (p) => p.rule[0].object_ownership),
    ],
    closed: [
      ({ PublicAccessBlockConfiguration: p }) =>
        p.BlockPublicAcls && p.BlockPublicPolicy && p.IgnorePublicAcls && p.RestrictPublicBuckets,
      part('aws_s3_bucket_public_access_block', (p) => {
        return p.block_public_acls && p.block_public_policy && p.ignore_public_acls && p.restrict_public_buckets;
      }),
    ],
    lifecycle: [
      (p) => Object.fromEntries((p.LifecycleConfiguration?.Rules ?? []).map((rule) => [rule.Id, cdkRule(rule)])),
      part('aws_s3_bucket_lifecycle_configuration', ({ rule }) => {
        return Object.fromEntries(rule.map((each) => [each.id, terraformRule(each)]));
      }),
    ],
    logs: [
      (p) => p.LoggingConfiguration?.LogFilePrefix,
      part('aws_s3_bucket_logging', ({ target_prefix: prefix }) => prefix),
    ],
    replicated: [
      (p) => p.ReplicationConfiguration?.Rules.map(({ Id, Destination: d }) => [Id, d.StorageClass])[0],
      ({ bucket: name }, all) => {
        const key = name.endsWith('-frontend-bucket') ? 'frontend' : 'data';
        if (!name.endsWith(`${key}-bucket`) || /-(data-backup|recovery-\w+)-bucket$/.test(name)) return undefined;
        const found = all.find(({ kind, address }) => {
          return kind === 'aws_s3_bucket_replication_configuration' && address.includes(`["${key}"]`);
        });
        return found?.props.rule.map(({ id, destination: [d] }) => [id, d.storage_class])[0];
      },
    ],
    refuses: [
      (p, all) => refusals(bucketPolicy(p, all)?.Statement),
      part('aws_s3_bucket_policy', ({ policy }) => (policy ? refusals(JSON.parse(policy).Statement) : 'unknown')),
    ],
  },
};

const database = {
  cfn: 'AWS::RDS::DBInstance',
  tf: 'aws_db_instance',
  key: [(p) => p.DBInstanceIdentifier, (p) => p.identifier],
  fields: {
    class: [(p) => p.DBInstanceClass, (p) => p.instance_class],
    version: [(p) => p.EngineVersion.split('.')[0], (p) => p.engine_version.split('.')[0]],
    minorVersions: [(p) => p.AutoMinorVersionUpgrade, (p) => p.auto_minor_version_upgrade],
    name: [(p) => [p.DBName, p.MasterUsername, number(p.Port)], (p) => [p.db_name, p.username, p.port]],
    password: [(p) => p.ManageMasterUserPassword, (p) => p.manage_master_user_password],
    storage: [
      (p) => [p.StorageType, number(p.AllocatedStorage), p.MaxAllocatedStorage, p.StorageEncrypted],
      (p) => [p.storage_type, p.allocated_storage, p.max_allocated_storage, p.storage_encrypted],
    ],
    zones: [(p) => p.MultiAZ, (p) => p.multi_az],
    public: [(p) => p.PubliclyAccessible, (p) => p.publicly_accessible],
    backups: [
      (p) => [p.BackupRetentionPeriod, p.PreferredBackupWindow, p.DeleteAutomatedBackups, p.CopyTagsToSnapshot],
      (p) => [p.backup_retention_period, p.backup_window, p.delete_automated_backups, p.copy_tags_to_snapshot],
    ],
    maintenance: [(p) => p.PreferredMaintenanceWindow, (p) => p.maintenance_window],
    protection: [(p) => p.DeletionProtection, (p) => p.deletion_protection],
    insights: [
      (p) => [p.EnablePerformanceInsights ?? false, p.PerformanceInsightsRetentionPeriod],
      (p) => [p.performance_insights_enabled, p.performance_insights_retention_period ?? undefined],
    ],
    logs: [(p) => sorted(p.EnableCloudwatchLogsExports), (p) => sorted(p.enabled_cloudwatch_logs_exports)],
    authority: [(p) => p.CACertificateIdentifier, (p) => p.ca_cert_identifier],
  },
};

const cache = {
  cfn: 'AWS::ElastiCache::ReplicationGroup',
  tf: 'aws_elasticache_replication_group',
  key: [(p) => p.ReplicationGroupId, (p) => p.replication_group_id],
  fields: {
    node: [(p) => p.CacheNodeType, (p) => p.node_type],
    version: [(p) => [p.Engine, p.EngineVersion], (p) => [p.engine, p.engine_version]],
    mode: [(p) => [p.ClusterMode, p.CacheParameterGroupName], (p) => [p.cluster_mode, p.parameter_group_name]],
    layout: [
      (p) => [p.NumNodeGroups, p.ReplicasPerNodeGroup, p.NumCacheClusters],
      (p) => [p.num_node_groups, p.replicas_per_node_group, p.num_cache_clusters],
    ],
    failover: [
      (p) => [p.AutomaticFailoverEnabled, p.MultiAZEnabled],
      (p) => [p.automatic_failover_enabled, p.multi_az_enabled],
    ],
    encryption: [
      (p) => [p.TransitEncryptionEnabled, p.TransitEncryptionMode, flag(p.AtRestEncryptionEnabled)],
      (p) => [p.transit_encryption_enabled, p.transit_encryption_mode, flag(p.at_rest_encryption_enabled)],
    ],
    windows: [
      (p) => [p.SnapshotRetentionLimit, p.SnapshotWindow, p.PreferredMaintenanceWindow],
      (p) => [p.snapshot_retention_limit, p.snapshot_window, p.maintenance_window],
    ],
  },
};

export const data = [
  bucket,
  { cfn: 'AWS::S3::BucketPolicy', tf: 'aws_s3_bucket_policy' },
  ...[
    'ownership_controls',
    'public_access_block',
    'versioning',
    'server_side_encryption_configuration',
    'logging',
    'lifecycle_configuration',
    'replication_configuration',
  ].map((what) => ({ tf: `aws_s3_bucket_${what}` })),
  database,
  {
    cfn: 'AWS::RDS::DBParameterGroup',
    tf: 'aws_db_parameter_group',
    key: [(p) => p.DBParameterGroupName, (p) => p.name],
    fields: {
      family: [(p) => p.Family, (p) => p.family],
      parameters: [(p) => p.Parameters, (p) => Object.fromEntries(p.parameter.map(({ name, value }) => [name, value]))],
    },
  },
  { cfn: 'AWS::RDS::DBSubnetGroup', tf: 'aws_db_subnet_group', key: [(p) => p.DBSubnetGroupName, (p) => p.name] },
  cache,
  {
    cfn: 'AWS::ElastiCache::SubnetGroup',
    tf: 'aws_elasticache_subnet_group',
    key: [(p) => p.CacheSubnetGroupName, (p) => p.name],
  },
  { cfn: 'AWS::KMS::Alias', tf: 'aws_kms_alias', key: [(p) => p.AliasName, (p) => p.name] },
  {
    cfn: 'AWS::KMS::Key',
    tf: 'aws_kms_key',
    key: [(_, __, { tags }) => tags.Service, (_, __, { tags }) => tags.Service],
    fields: { rotated: [(p) => p.EnableKeyRotation, (p) => p.enable_key_rotation] },
  },
  { cfn: 'AWS::SecretsManager::Secret', tf: 'aws_secretsmanager_secret', key: [(p) => p.Name, (p) => p.name] },
  { tf: 'aws_secretsmanager_secret_version' },
  {
    cfn: 'AWS::SSM::Parameter',
    tf: 'aws_ssm_parameter',
    key: [(p) => p.Name, (p) => p.name],
    fields: { type: [(p) => p.Type, (p) => p.type] },
  },
  { cfn: 'AWS::EFS::FileSystem', tf: 'aws_efs_file_system' },
  { cfn: 'AWS::EFS::MountTarget', tf: 'aws_efs_mount_target' },
];
