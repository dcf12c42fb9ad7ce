// Replication of the buckets and of the images to the recovery region.
import { Stack } from "aws-cdk-lib";
import * as ecr from "aws-cdk-lib/aws-ecr";
import * as iam from "aws-cdk-lib/aws-iam";
import type * as kms from "aws-cdk-lib/aws-kms";
import * as s3 from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Context } from "../context";
import { give } from "../rights";
import { replicationMinutes } from "./recovery-defaults";
import { recoveryKeyAlias, recoveryKeyAliasArn, replicaName, type Replicated } from "./recovery-names";

const allow = (sid: string, actions: string[], resources: string[], conditions?: Record<string, unknown>) =>
  new iam.PolicyStatement({ sid, actions, resources, conditions });

// Everything of a bucket, within a quarter of an hour; a deletion stays in the bucket where it was asked for.
function ruleFor(context: Context, of: Replicated): s3.CfnBucket.ReplicationRuleProperty {
  const within = { minutes: replicationMinutes };
  return {
    id: of,
    status: "Enabled",
    priority: 0,
    filter: { prefix: "" },
    deleteMarkerReplication: { status: "Disabled" },
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    destination: {
      bucket: `arn:aws:s3:::${replicaName(context, of)}`,
      storageClass: of === "data" ? "STANDARD_IA" : "STANDARD",
      encryptionConfiguration: { replicaKmsKeyId: recoveryKeyAliasArn(context) },
      metrics: { status: "Enabled", eventThreshold: within },
      replicationTime: { status: "Enabled", time: within },
    },
  };
}

export interface ReplicationProps {
  readonly buckets: Readonly<Record<Replicated, s3.Bucket>>;
  readonly key: kms.IKey;
}

export class BucketReplication extends Construct {
  constructor(scope: Construct, id: string, context: Context, { buckets, key }: ReplicationProps) {
    super(scope, id);
    const role = this.role(context, Object.values(buckets), key);
    for (const [of, bucket] of Object.entries(buckets) as [Replicated, s3.Bucket][]) {
      const resource = bucket.node.defaultChild as s3.CfnBucket;
      resource.replicationConfiguration = { role: role.roleArn, rules: [ruleFor(context, of)] };
    }
  }

  private role(context: Context, buckets: s3.Bucket[], key: kms.IKey): iam.Role {
    const { project, site } = context;
    const { region } = Stack.of(this);
    const role = new iam.Role(this, "Role", {
      roleName: context.name("recovery", "replication-role"),
      description: "Copies objects to the recovery region",
      assumedBy: new iam.ServicePrincipal("s3.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": site.account } },
      }),
    });
    const replicas = (["data", "frontend"] as const).map((of) => `arn:aws:s3:::${replicaName(context, of)}/*`);
    // Names instead of references: a bucket waits for its role, so the role cannot wait for the bucket.
    const sources = [context.bucketName("data", "bucket"), context.bucketName("frontend", "bucket")];
    const viaS3 = (where: string) => ({ StringEquals: { "kms:ViaService": `s3.${where}.amazonaws.com` } });
    if (buckets.length !== sources.length) throw new RangeError("a replicated bucket has no name in this role");
    return give(
      role,
      allow(
        "ReadRules",
        ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        sources.map((each) => `arn:aws:s3:::${each}`),
      ),
      allow(
        "ReadVersions",
        ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
        sources.map((each) => `arn:aws:s3:::${each}/*`),
      ),
      allow("WriteReplicas", ["s3:ReplicateObject", "s3:ReplicateTags"], replicas),
      allow("Decrypt", ["kms:Decrypt"], [key.keyArn], viaS3(region)),
      // The key by its alias: its id is the other region's secret.
      allow("Encrypt", ["kms:Encrypt"], [`arn:aws:kms:${project.recoveryRegion}:${site.account}:key/*`], {
        StringEquals: { "kms:ViaService": `s3.${project.recoveryRegion}.amazonaws.com` },
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": recoveryKeyAlias(context) },
      }),
    );
  }
}

// Of the whole registry, there being one configuration an account and region; it names this project's images only.
export function replicateImages(scope: Construct, { project, site, name }: Context): void {
  new ecr.CfnReplicationConfiguration(scope, "Images", {
    replicationConfiguration: {
      rules: [
        {
          destinations: [{ region: project.recoveryRegion, registryId: site.account }],
          repositoryFilters: [{ filter: name("api", "repository"), filterType: "PREFIX_MATCH" }],
        },
      ],
    },
  });
}
