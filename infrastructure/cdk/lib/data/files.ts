// Option `efs`: `data-files`, a file system in which tasks share downloaded shards.
import { aws_ec2 as ec2, aws_efs as efs, type aws_kms as kms } from "aws-cdk-lib";
import { Construct } from "constructs";
import { user } from "../compute/compute-defaults";
import type { Context } from "../context";
import { connect } from "../network/security-groups";
import { port } from "../network/network-defaults";
import type { NetworkParts } from "../parts";
import { removalOf } from "../removal";

export class Files extends Construct {
  readonly access: efs.AccessPoint;

  constructor(scope: Construct, id: string, context: Context, key: kms.Key, network: NetworkParts) {
    super(scope, id);
    const group = new ec2.SecurityGroup(this, "Group", {
      vpc: network.vpc,
      securityGroupName: context.name("data", "files-sg"),
      description: "Shared files: mounts from API tasks",
      allowAllOutbound: false,
      disableInlineRules: true,
    });
    connect(network.groups.api, group, port.nfs);
    const system = new efs.FileSystem(this, "System", {
      fileSystemName: context.name("data", "files"),
      vpc: network.vpc,
      vpcSubnets: { subnets: network.privateSubnets.subnets },
      securityGroup: group,
      encrypted: true,
      kmsKey: key,
      allowAnonymousAccess: false,
      throughputMode: efs.ThroughputMode.ELASTIC,
      lifecyclePolicy: efs.LifecyclePolicy.AFTER_30_DAYS,
      removalPolicy: removalOf(context),
    });
    this.access = system.addAccessPoint("Shards", {
      path: "/shards",
      posixUser: { uid: user, gid: user },
      createAcl: { ownerUid: user, ownerGid: user, permissions: "750" },
    });
  }
}
