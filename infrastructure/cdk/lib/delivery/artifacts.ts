// Where the pipeline keeps what one action leaves for the next, and the key for it, the logs and the notices.
import { RemovalPolicy, Stack } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kms from "aws-cdk-lib/aws-kms";
import * as s3 from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge";
import type { SharedContext } from "../context";
import { useKey } from "../rights";
import { artifactsGoneAfter } from "./delivery-defaults";

export class Artifacts extends Construct {
  readonly key: kms.Key;
  readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, context: SharedContext) {
    super(scope, id);
    const { region } = Stack.of(this);
    this.key = new kms.Key(this, "Key", {
      alias: context.name("key"),
      description: `Pipeline of ${context.project.project}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const groups = `arn:aws:logs:${region}:${context.site.account}:log-group:${context.name("x").slice(0, -1)}*`;
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: "Logs",
        principals: [new iam.ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: [
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:GenerateDataKey",
          "kms:DescribeKey",
        ],
        resources: ["*"],
        conditions: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
      }),
    );
    this.bucket = new s3.Bucket(this, "Bucket", {
      bucketName: context.bucketName("artifacts-bucket"),
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // CodePipeline asks for versions of its artifacts.
      versioned: true,
      lifecycleRules: [
        { id: "artifacts", expiration: artifactsGoneAfter, noncurrentVersionExpiration: artifactsGoneAfter },
      ],
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(this.bucket, {
      "AwsSolutions-S1": "only the pipeline's own roles read and write here, and CodePipeline keeps the history of it",
    });
  }
}

export const useArtifacts = ({ bucket, key }: Artifacts): iam.PolicyStatement[] => [
  new iam.PolicyStatement({
    sid: "UseArtifacts",
    actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
    resources: [bucket.arnForObjects("*")],
  }),
  new iam.PolicyStatement({
    sid: "FindArtifacts",
    actions: ["s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"],
    resources: [bucket.bucketArn],
  }),
  useKey(key),
];
