// The four buckets: private, TLS only, versioned, encrypted, with access logs.
import { aws_kms as kms, aws_s3 as s3, Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { ServiceName } from "@housing/settings";
import { tagService, type Context } from "../context";
import { removalOf } from "../removal";
import { lifecycle, prefix } from "./data-defaults";

interface Kind {
  readonly service: ServiceName;
  readonly resource: string;
  readonly rules?: s3.LifecycleRule[];
  // Without it S3's own key encrypts: pages that are public anyway, and logs, whose delivery takes no other.
  readonly key?: kms.IKey;
  readonly logs?: s3.Bucket;
}

export class Buckets extends Construct {
  readonly logs: s3.Bucket;
  readonly data: s3.Bucket;
  readonly frontend: s3.Bucket;
  readonly backup: s3.Bucket;

  constructor(scope: Construct, id: string, context: Context, key: kms.Key) {
    super(scope, id);
    this.logs = this.bucket("Logs", context, {
      service: "monitoring",
      resource: "logs-bucket",
      rules: [{ id: "logs", expiration: lifecycle.accessLogsGoneAfter }],
    });
    const { logs } = this;
    const rules = dataRules(context);
    this.data = this.bucket("Data", context, { service: "data", resource: "bucket", key, logs, rules });
    this.frontend = this.bucket("Frontend", context, { service: "frontend", resource: "bucket", logs });
    this.backup = this.bucket("Backup", context, {
      service: "data",
      resource: "backup-bucket",
      key,
      logs,
      rules: [{ id: "backups", expiration: lifecycle.backupsGoneAfter }],
    });
  }

  private bucket(id: string, context: Context, { service, resource, rules = [], key, logs }: Kind): s3.Bucket {
    const bucket = new s3.Bucket(this, id, {
      bucketName: context.bucketName(service, resource),
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: key ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
      encryptionKey: key,
      // One request to the key's service for many objects.
      bucketKeyEnabled: key ? true : undefined,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: logs ? `s3/${service}-${resource}/` : undefined,
      lifecycleRules: [tidyUp, ...rules],
      removalPolicy: removalOf(context),
    });
    tagService(bucket, service);
    return bucket;
  }
}

const tidyUp: s3.LifecycleRule = {
  id: "tidy-up",
  noncurrentVersionExpiration: lifecycle.oldVersionsGoneAfter,
  abortIncompleteMultipartUploadAfter: lifecycle.unfinishedUploadsGoneAfter,
};

function dataRules({ settings }: Context): s3.LifecycleRule[] {
  const { rawToInfrequentDays, exportDays } = settings.recovery;
  const infrequent = {
    storageClass: s3.StorageClass.INFREQUENT_ACCESS,
    transitionAfter: Duration.days(rawToInfrequentDays),
  };
  return [
    { id: "raw", prefix: prefix.raw, transitions: [infrequent] },
    { id: "exports", prefix: prefix.exports, expiration: Duration.days(exportDays) },
  ];
}
