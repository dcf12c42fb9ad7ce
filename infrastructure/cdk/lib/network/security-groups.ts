// The security groups and every rule between them. Nothing may come in from outside but CloudFront's own requests, and
// nothing may leave to the world but HTTPS, to publishers and AWS.
import { aws_ec2 as ec2 } from "aws-cdk-lib";
import { regionFacts } from "@housing/settings";
import type { Construct } from "constructs";
import type { Context } from "../context";
import type { SecurityGroupName } from "../parts";
import { port } from "./network-defaults";

type Groups = Record<SecurityGroupName, ec2.SecurityGroup>;

const purposes: Record<SecurityGroupName, string> = {
  alb: "Balancer: requests from CloudFront",
  api: "API tasks: requests from the balancer",
  jobs: "Functions and one-off tasks: nothing comes in",
  db: "Database: connections from API and jobs",
  cache: "Cache: connections from API and jobs",
};

export function securityGroups(scope: Construct, vpc: ec2.IVpc, context: Context): Groups {
  const entries = Object.entries(purposes).map(([name, description]) => {
    const group = new ec2.SecurityGroup(scope, `${name}-sg`, {
      vpc,
      securityGroupName: context.name("network", `${name}-sg`),
      description,
      allowAllOutbound: false,
      disableInlineRules: true,
    });
    return [name, group];
  });
  const groups = Object.fromEntries(entries) as Groups;
  const { cloudFrontPrefixList } = regionFacts(context.project.region);
  groups.alb.addIngressRule(ec2.Peer.prefixList(cloudFrontPrefixList), ec2.Port.tcp(port.https), "from CloudFront");
  connect(groups.alb, groups.api, port.api);
  for (const client of [groups.api, groups.jobs]) {
    connect(client, groups.db, port.postgres);
    connect(client, groups.cache, port.redis);
    client.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(port.https), "to publishers and AWS");
  }
  return groups;
}

export function connect(from: ec2.SecurityGroup, to: ec2.SecurityGroup, toPort: number): void {
  from.connections.allowTo(to, ec2.Port.tcp(toPort));
}
