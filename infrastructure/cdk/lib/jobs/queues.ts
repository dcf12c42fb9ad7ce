// The queues, each with its dead letters: encrypted, TLS only, five receives, visible again after six times the
// timeout of the function that takes from it.
import { aws_kms as kms, aws_sqs as sqs, Duration } from "aws-cdk-lib";
import { loadJobs } from "@housing/settings";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import type { QueueName } from "../parts";
import { queueNames } from "./jobs-defaults";

type ByName = Record<QueueName, sqs.Queue>;

export class Queues extends Construct {
  readonly queues: Readonly<ByName>;
  readonly deadLetters: Readonly<ByName>;

  constructor(scope: Construct, id: string, context: Context, key: kms.Key) {
    super(scope, id);
    tagService(this, "jobs");
    const { functions, queues: settings } = loadJobs();
    const encrypted = { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: key, enforceSSL: true };
    const queues: Partial<ByName> = {};
    const deadLetters: Partial<ByName> = {};
    for (const name of queueNames) {
      const dead = new sqs.Queue(this, `${name}-dlq`, {
        ...encrypted,
        queueName: context.name("jobs", `${name}-queue-dlq`),
        retentionPeriod: Duration.days(settings.deadLetterDays),
      });
      queues[name] = new sqs.Queue(this, name, {
        ...encrypted,
        queueName: context.name("jobs", `${name}-queue`),
        retentionPeriod: Duration.days(settings.retentionDays),
        visibilityTimeout: Duration.seconds(functions[name].timeoutSeconds * settings.visibilityPerTimeout),
        deadLetterQueue: { queue: dead, maxReceiveCount: settings.receives },
      });
      deadLetters[name] = dead;
    }
    this.queues = queues as ByName;
    this.deadLetters = deadLetters as ByName;
  }
}
