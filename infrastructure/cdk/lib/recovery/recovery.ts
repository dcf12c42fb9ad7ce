// What leaves the region, where the settings ask for it: objects, images and the database's backups.
//
// The recovery region's own stack (recovery-region.ts) has to be deployed before.
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import type { DataParts } from "../parts";
import { acknowledgeRecovery } from "./recovery-acknowledged";
import { BackupPlan } from "./backup-plan";
import { BucketReplication, replicateImages } from "./replication";

export class Recovery extends Construct {
  constructor(scope: Construct, id: string, context: Context, { data }: { readonly data: DataParts }) {
    super(scope, id);
    tagService(this, "recovery");
    if (!context.settings.recovery.replicate) return;
    const buckets = { data: data.dataBucket, frontend: data.frontendBucket };
    new BucketReplication(this, "Buckets", context, { buckets, key: data.key });
    replicateImages(this, context);
    new BackupPlan(this, "Backups", context, data);
    acknowledgeRecovery(this);
  }
}
