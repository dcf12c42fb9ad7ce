// What the recovery region holds: a replica of each bucket, the vault of copied backups, their key, a template for the
// copied image repository, and the alarm of a replica that lags, whose metric is published here.
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import * as backup from "aws-cdk-lib/aws-backup";
import * as ecr from "aws-cdk-lib/aws-ecr";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kms from "aws-cdk-lib/aws-kms";
import * as s3 from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { tagsFor } from "@housing/settings";
import { acknowledge } from "../acknowledge";
import { tagService, type Context } from "../context";
import { Alarms } from "../monitoring/alarms";
import { alarmTopic } from "../monitoring/topic";
import { give } from "../rights";
import { lifecycle, registry } from "./recovery-defaults";
import { recoveryKeyAlias, replicaName, replicated, vaultName, type Replicated } from "./recovery-names";

export class RecoveryRegion extends Construct {
  constructor(scope: Construct, id: string, context: Context) {
    super(scope, id);
    tagService(this, "recovery");
    const key = new kms.Key(this, "Key", {
      alias: recoveryKeyAlias(context),
      description: `Copies of ${context.project.project} ${context.environment}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const of of replicated) this.replica(context, of, key);
    new backup.BackupVault(this, "Vault", {
      backupVaultName: vaultName(context),
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.repositoryTemplate(context);
    const topic = alarmTopic(this, "Topic", context.name("recovery", "alarms"), context, key);
    new Alarms(this, "Alarms", context, { stack: "recovery", topic, values: {} });
  }

  private replica(context: Context, of: Replicated, key: kms.IKey): void {
    const exports = {
      id: "exports",
      prefix: "exports/",
      expiration: Duration.days(context.settings.recovery.exportDays),
    };
    const bucket = new s3.Bucket(this, `Replica-${of}`, {
      bucketName: replicaName(context, of),
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          id: "tidy-up",
          noncurrentVersionExpiration: lifecycle.oldVersionsGoneAfter,
          abortIncompleteMultipartUploadAfter: lifecycle.unfinishedUploadsGoneAfter,
        },
        ...(of === "data" ? [exports] : []),
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(bucket, {
      "AwsSolutions-S1": "only replication writes here and nobody reads until a recovery; CloudTrail tells of that one",
    });
  }

  // A repository that replication makes would otherwise take changed tags, keep every image and have no tags of ours.
  private repositoryTemplate(context: Context): void {
    const prefix = context.name("api", "repository");
    new ecr.CfnRepositoryCreationTemplate(this, "RepositoryTemplate", {
      prefix,
      description: "Copies of the images",
      appliedFor: ["REPLICATION"],
      imageTagMutability: "IMMUTABLE",
      encryptionConfiguration: { encryptionType: "AES256" },
      customRoleArn: this.repositoryRole(context, prefix).roleArn,
      resourceTags: Object.entries(tagsFor(context.environment, "recovery")).map(([key, value]) => ({ key, value })),
      lifecyclePolicy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: registry.keepImages },
            action: { type: "expire" },
          },
        ],
      }),
    });
  }

  private repositoryRole({ site, project, name }: Context, repository: string): iam.Role {
    const role = new iam.Role(this, "RepositoryRole", {
      roleName: name("recovery", "repository-role"),
      description: "Makes the repository of the copied images, with its tags",
      assumedBy: new iam.ServicePrincipal("ecr.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": site.account } },
      }),
    });
    return give(
      role,
      new iam.PolicyStatement({
        sid: "MakeRepository",
        actions: ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
        resources: [`arn:aws:ecr:${project.recoveryRegion}:${site.account}:repository/${repository}`],
      }),
    );
  }
}
