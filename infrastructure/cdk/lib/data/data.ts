// Where data stays: buckets, database, cache, and the secret that signs links.
import { aws_kms as kms, aws_secretsmanager as secretsmanager } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import type { DataParts, NetworkParts } from "../parts";
import { removalOf } from "../removal";
import { Buckets } from "./buckets";
import { Cache } from "./cache";
import { acknowledgeSigningKey } from "./data-acknowledged";
import { signingKeyLength } from "./data-defaults";
import { Database } from "./database";
import { Files } from "./files";

export class Data extends Construct {
  readonly parts: DataParts;

  constructor(scope: Construct, id: string, context: Context, props: { key: kms.Key; network: NetworkParts }) {
    super(scope, id);
    const { key, network } = props;
    tagService(this, "data");
    const buckets = new Buckets(this, "Buckets", context, key);
    const database = new Database(this, "Database", context, key, network);
    const cache = new Cache(this, "Cache", context, key, network);
    const files = context.settings.options.efs ? new Files(this, "Files", context, key, network).access : undefined;
    const signingKey = new secretsmanager.Secret(this, "SigningKey", {
      secretName: context.name("api", "signing-key"),
      description: "Signs links and encrypts the seeds of one-time passwords",
      encryptionKey: key,
      generateSecretString: { passwordLength: signingKeyLength, excludePunctuation: true },
      removalPolicy: removalOf(context),
    });
    tagService(signingKey, "api");
    acknowledgeSigningKey(signingKey);
    this.parts = {
      key,
      dataBucket: buckets.data,
      frontendBucket: buckets.frontend,
      backupBucket: buckets.backup,
      logsBucket: buckets.logs,
      database: database.instance,
      databaseSecretArn: database.secretArn,
      cache: cache.cluster,
      cacheHost: cache.host,
      cacheAuth: cache.auth,
      signingKey,
      files,
    };
  }
}
