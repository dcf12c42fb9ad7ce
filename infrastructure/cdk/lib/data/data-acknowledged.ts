// Findings about buckets, database, cache and secrets that stand, and why.
import type { IConstruct } from "constructs";
import { acknowledge } from "../acknowledge";
import type { Context } from "../context";

export function acknowledgeDatabase(database: IConstruct, { settings }: Context): void {
  acknowledge(database, {
    "AwsSolutions-RDS11": "Another port hides nothing: the group admits the API's and the jobs' groups only, with TLS",
  });
  if (!settings.database.multiAz) {
    acknowledge(database, { "AwsSolutions-RDS3": "An environment for tests is made again from its backup" });
  }
  if (!settings.database.deletionProtection) {
    acknowledge(database, { "AwsSolutions-RDS10": "An environment for tests is made to be taken down" });
  }
}

export function acknowledgeReplica(replica: IConstruct): void {
  acknowledge(replica, {
    "AwsSolutions-RDS2": "A replica is encrypted as its source is, and RDS refuses to be told so",
  });
}

export function acknowledgeCache(cache: IConstruct, { settings }: Context): void {
  acknowledge(cache, {
    "AwsSolutions-AEC5": "Another port hides nothing: the group admits the API's and the jobs' groups only, with TLS",
    "AwsSolutions-SMG4":
      "Redis takes another AUTH token by a change of the replication group only, so a release rotates it, not a timer",
  });
  if (settings.cache.replicasPerShard === 0) {
    acknowledge(cache, {
      "AwsSolutions-AEC4": "Without the cache answers are slower and nothing is lost; tests need no second node",
    });
  }
}

export function acknowledgeSigningKey(secret: IConstruct): void {
  acknowledge(secret, {
    "AwsSolutions-SMG4":
      "A new key makes signed links void and seeds of one-time passwords unreadable; operators change it on purpose",
  });
}
