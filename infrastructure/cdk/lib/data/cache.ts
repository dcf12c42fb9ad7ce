// `cache-cluster`: Redis in a replication group, since only that gives TLS, AUTH, replicas and cluster mode.
import { aws_elasticache as elasticache, aws_kms as kms, aws_secretsmanager as secretsmanager } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import type { NetworkParts } from "../parts";
import { removalOf } from "../removal";
import { acknowledgeCache } from "./data-acknowledged";
import { cache as defaults } from "./data-defaults";

export class Cache extends Construct {
  readonly cluster: elasticache.CfnReplicationGroup;
  readonly auth: secretsmanager.Secret;
  readonly host: string;

  constructor(scope: Construct, id: string, context: Context, key: kms.Key, network: NetworkParts) {
    super(scope, id);
    tagService(this, "cache");
    const { settings, project } = context;
    const { cache } = settings;
    this.auth = new secretsmanager.Secret(this, "Auth", {
      secretName: context.name("cache", "auth"),
      description: "AUTH token of the cache",
      encryptionKey: key,
      generateSecretString: { passwordLength: defaults.authLength, excludePunctuation: true },
      removalPolicy: removalOf(context),
    });
    const subnets = new elasticache.CfnSubnetGroup(this, "Subnets", {
      cacheSubnetGroupName: context.name("cache", "subnets"),
      description: "Isolated subnets",
      subnetIds: network.isolatedSubnets.subnetIds,
    });
    // A shard fails over only where it has a replica; cluster mode asks for the switch in any case.
    const failsOver = cache.clusterMode || cache.replicasPerShard > 0;
    const layout = cache.clusterMode
      ? { numNodeGroups: cache.shards, replicasPerNodeGroup: cache.replicasPerShard }
      : { numCacheClusters: 1 + cache.replicasPerShard };
    this.cluster = new elasticache.CfnReplicationGroup(this, "Cluster", {
      replicationGroupId: context.name("cache", "cluster"),
      replicationGroupDescription: `Cache of ${project.project} ${context.environment}`,
      engine: "redis",
      engineVersion: project.redisVersion,
      cacheNodeType: cache.node,
      ...layout,
      clusterMode: cache.clusterMode ? "enabled" : "disabled",
      cacheParameterGroupName: cache.clusterMode ? "default.redis7.cluster.on" : "default.redis7",
      automaticFailoverEnabled: failsOver,
      multiAzEnabled: cache.replicasPerShard > 0,
      port: defaults.port,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authToken: this.auth.secretValue.unsafeUnwrap(),
      atRestEncryptionEnabled: true,
      kmsKeyId: key.keyArn,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [network.groups.cache.securityGroupId],
      autoMinorVersionUpgrade: true,
      snapshotRetentionLimit: settings.database.backupDays,
      snapshotWindow: defaults.snapshotWindow,
      preferredMaintenanceWindow: defaults.maintenanceWindow,
    });
    this.host = cache.clusterMode
      ? this.cluster.attrConfigurationEndPointAddress
      : this.cluster.attrPrimaryEndPointAddress;
    acknowledgeCache(this, context);
  }
}
