// `db-instance`: PostgreSQL that takes TLS only, in isolated subnets, its master password made and rotated by RDS.
import { aws_rds as rds, CfnDeletionPolicy, type aws_kms as kms } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import { logGroup } from "../logging";
import type { NetworkParts } from "../parts";
import { isProtected } from "../removal";
import { acknowledgeDatabase, acknowledgeReplica } from "./data-acknowledged";
import { database as defaults, newestPostgres } from "./data-defaults";

export class Database extends Construct {
  readonly instance: rds.CfnDBInstance;

  constructor(scope: Construct, id: string, context: Context, key: kms.Key, network: NetworkParts) {
    super(scope, id);
    tagService(this, "db");
    const { settings, project } = context;
    const { database } = settings;
    const subnets = new rds.CfnDBSubnetGroup(this, "Subnets", {
      dbSubnetGroupName: context.name("db", "subnets"),
      dbSubnetGroupDescription: "Isolated subnets",
      subnetIds: network.isolatedSubnets.subnetIds,
    });
    const parameters = new rds.CfnDBParameterGroup(this, "Parameters", {
      dbParameterGroupName: context.name("db", "parameters"),
      description: "TLS only, slow statements logged",
      family: `postgres${project.postgresVersion}`,
      parameters: defaults.parameters,
    });
    const name = context.name("db", "instance");
    const logs = defaults.logs.map((log) =>
      logGroup(this, `Log-${log}`, context, key, `/aws/rds/instance/${name}/${log}`),
    );
    const insights = database.performanceInsights && {
      enablePerformanceInsights: true,
      performanceInsightsKmsKeyId: key.keyArn,
      performanceInsightsRetentionPeriod: defaults.performanceInsightsDays,
    };
    this.instance = new rds.CfnDBInstance(this, "Instance", {
      dbInstanceIdentifier: name,
      dbInstanceClass: `db.${database.instance}`,
      engine: "postgres",
      engineVersion: newestPostgres(project.postgresVersion),
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: false,
      dbName: defaults.name,
      port: String(defaults.port),
      masterUsername: defaults.user,
      manageMasterUserPassword: true,
      masterUserSecret: { kmsKeyId: key.keyArn },
      storageType: "gp3",
      allocatedStorage: String(database.storageGb),
      maxAllocatedStorage: database.maxStorageGb,
      storageEncrypted: true,
      kmsKeyId: key.keyArn,
      multiAz: database.multiAz,
      publiclyAccessible: false,
      dbSubnetGroupName: subnets.ref,
      vpcSecurityGroups: [network.groups.db.securityGroupId],
      dbParameterGroupName: parameters.ref,
      caCertificateIdentifier: defaults.certificateAuthority,
      backupRetentionPeriod: database.backupDays,
      preferredBackupWindow: defaults.backupWindow,
      preferredMaintenanceWindow: defaults.maintenanceWindow,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: !isProtected(context),
      deletionProtection: database.deletionProtection,
      enableCloudwatchLogsExports: [...defaults.logs],
      ...insights,
    });
    const atEnd = isProtected(context) ? CfnDeletionPolicy.SNAPSHOT : CfnDeletionPolicy.DELETE;
    this.instance.cfnOptions.deletionPolicy = atEnd;
    this.instance.cfnOptions.updateReplacePolicy = atEnd;
    // RDS makes groups of its own, kept for ever and unencrypted, where it finds none.
    for (const log of logs) this.instance.node.addDependency(log);
    this.replicas(context, network, parameters);
    acknowledgeDatabase(this, context);
  }

  // Encrypted with the key of their source, of which RDS lets nobody speak again.
  private replicas(context: Context, network: NetworkParts, parameters: rds.CfnDBParameterGroup): void {
    const { database } = context.settings;
    for (let number = 1; number <= database.readReplicas; number += 1) {
      const replica = new rds.CfnDBInstance(this, `Replica${number}`, {
        dbInstanceIdentifier: context.name("db", `replica-${number}`),
        dbInstanceClass: `db.${database.instance}`,
        sourceDbInstanceIdentifier: this.instance.ref,
        multiAz: database.multiAz,
        publiclyAccessible: false,
        autoMinorVersionUpgrade: true,
        copyTagsToSnapshot: true,
        deletionProtection: database.deletionProtection,
        dbParameterGroupName: parameters.ref,
        caCertificateIdentifier: defaults.certificateAuthority,
        vpcSecurityGroups: [network.groups.db.securityGroupId],
      });
      acknowledgeReplica(replica);
    }
  }

  get secretArn(): string {
    return this.instance.attrMasterUserSecretSecretArn;
  }
}
