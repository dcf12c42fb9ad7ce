// `recovery-plan`: a backup of the database every day, and its copy in the vault of the recovery region.
//
// Beside RDS's own backups, from which the database is restored to any second: those do not leave the region.
import { RemovalPolicy, Stack } from "aws-cdk-lib";
import * as backup from "aws-cdk-lib/aws-backup";
import * as events from "aws-cdk-lib/aws-events";
import * as iam from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { Context } from "../context";
import type { DataParts } from "../parts";
import { give } from "../rights";
import { backup as defaults } from "./recovery-defaults";
import { recoveryKeyAlias, vaultArn, vaultName } from "./recovery-names";

const allow = (sid: string, actions: string[], resources: string[], conditions?: Record<string, unknown>) =>
  new iam.PolicyStatement({ sid, actions, resources, conditions });

export class BackupPlan extends Construct {
  constructor(scope: Construct, id: string, context: Context, { database, key }: DataParts) {
    super(scope, id);
    const vault = new backup.BackupVault(this, "Vault", {
      backupVaultName: vaultName(context),
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const copies = vaultArn(context, context.project.recoveryRegion);
    const plan = new backup.BackupPlan(this, "Plan", {
      backupPlanName: context.name("recovery", "plan"),
      backupVault: vault,
      backupPlanRules: [
        new backup.BackupPlanRule({
          ruleName: "daily",
          scheduleExpression: events.Schedule.cron(defaults.schedule),
          startWindow: defaults.startWithin,
          completionWindow: defaults.completeWithin,
          deleteAfter: defaults.keep,
          copyActions: [
            {
              destinationBackupVault: backup.BackupVault.fromBackupVaultArn(this, "Copies", copies),
              deleteAfter: defaults.keep,
            },
          ],
        }),
      ],
    });
    plan.addSelection("Database", {
      backupSelectionName: context.name("recovery", "database"),
      resources: [backup.BackupResource.fromArn(database.attrDbInstanceArn)],
      role: this.role(
        context,
        database.attrDbInstanceArn,
        [vault.backupVaultArn, copies],
        key.keyArn,
      ).withoutPolicyUpdates(),
      disableDefaultBackupPolicy: true,
    });
  }

  // In place of the managed policy, which covers every service AWS Backup knows, and every resource.
  private role(context: Context, instance: string, vaults: string[], keyArn: string): iam.Role {
    const { project, site, name } = context;
    const { region } = Stack.of(this);
    const role = new iam.Role(this, "Role", {
      roleName: name("recovery", "backup-role"),
      description: "Backs the database up and copies the backup",
      assumedBy: new iam.ServicePrincipal("backup.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": site.account } },
      }),
    });
    const snapshots = [region, project.recoveryRegion].map(
      (where) => `arn:aws:rds:${where}:${site.account}:snapshot:awsbackup:*`,
    );
    const copyKey = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": recoveryKeyAlias(context) } };
    const keys = `arn:aws:kms:${project.recoveryRegion}:${site.account}:key/*`;
    const useKey = [
      "kms:DescribeKey",
      "kms:Decrypt",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ];
    const forAws = { Bool: { "kms:GrantIsForAWSResource": "true" } };
    return give(
      role,
      allow(
        "Snapshot",
        ["rds:CreateDBSnapshot", "rds:AddTagsToResource", "rds:ListTagsForResource", "rds:DescribeDBInstances"],
        [instance, ...snapshots],
      ),
      allow(
        "Snapshots",
        ["rds:DescribeDBSnapshots", "rds:CopyDBSnapshot", "rds:DeleteDBSnapshot", "rds:ModifyDBSnapshotAttribute"],
        [instance, ...snapshots],
      ),
      allow(
        "Vaults",
        ["backup:DescribeBackupVault", "backup:CopyIntoBackupVault", "backup:CopyFromBackupVault"],
        vaults,
      ),
      allow("Key", useKey, [keyArn]),
      allow("KeyGrant", ["kms:CreateGrant"], [keyArn], forAws),
      allow("CopyKey", useKey, [keys], copyKey),
      allow("CopyKeyGrant", ["kms:CreateGrant"], [keys], { ...forAws, ...copyKey }),
      // Which resources there are is asked by tag, of all.
      allow("Find", ["tag:GetResources"], ["*"]),
    );
  }
}
