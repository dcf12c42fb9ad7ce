// Findings about the copies in another region that stand, and why.
import type { IConstruct } from "constructs";
import { acknowledgeWildcards } from "../wildcards";

const otherRegionsKey = "The key's id is the other region's; limited by its alias";

export function acknowledgeRecovery(recovery: IConstruct): void {
  acknowledgeWildcards(recovery, {
    ReadVersions: "Every object is replicated; limited to the two buckets",
    WriteReplicas: "Every object is replicated; limited to the two replicas",
    Encrypt: otherRegionsKey,
    Snapshot: "AWS Backup names snapshots itself, with this prefix",
    Snapshots: "AWS Backup names snapshots itself, with this prefix",
    CopyKey: otherRegionsKey,
    CopyKeyGrant: otherRegionsKey,
    Find: "Which resources have a tag is asked of all of them; it reads names and tags only",
  });
}
