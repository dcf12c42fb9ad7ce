// `network-vpc`: two zones with public, private and isolated subnets, the way out, and the record of what flowed.
import { aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, aws_logs as logs, Stack, Tags } from "aws-cdk-lib";
import { availabilityZones } from "@housing/settings";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import { logGroup } from "../logging";
import type { NetworkParts } from "../parts";
import { fitIn } from "./default-group";
import { acknowledgeNetwork } from "./network-acknowledged";
import { subnets } from "./network-defaults";
import { NatInstance } from "./nat-instance";
import { securityGroups } from "./security-groups";

export class Network extends Construct {
  readonly parts: NetworkParts;

  constructor(scope: Construct, id: string, context: Context, { key }: { key: kms.Key }) {
    super(scope, id);
    tagService(this, "network");
    const { project, settings, site } = context;
    const vpc = new ec2.Vpc(this, "Vpc", {
      vpcName: context.name("network", "vpc"),
      availabilityZones: availabilityZones(project.region, project.availabilityZones, site),
      ipAddresses: ec2.IpAddresses.cidr(settings.network.cidr),
      subnetConfiguration: Object.values(subnets),
      natGateways: settings.network.nat === "gateway" ? 1 : 0,
      restrictDefaultSecurityGroup: true,
    });
    fitIn(this, context, key);
    this.nameSubnets(vpc, context);
    this.recordFlows(vpc, context, key);

    const groups = securityGroups(this, vpc, context);
    const privateSubnets = vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS });
    vpc.addGatewayEndpoint("S3", { service: ec2.GatewayVpcEndpointAwsService.S3, subnets: [privateSubnets] });
    this.reachServices(vpc, context, privateSubnets);
    if (settings.network.nat === "instance") new NatInstance(this, "Nat", context, vpc);

    this.parts = {
      vpc,
      publicSubnets: vpc.selectSubnets({ subnetType: ec2.SubnetType.PUBLIC }),
      privateSubnets,
      isolatedSubnets: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }),
      groups,
    };
    acknowledgeNetwork(this);
  }

  private nameSubnets(vpc: ec2.Vpc, { name }: Context): void {
    const kinds = { public: vpc.publicSubnets, private: vpc.privateSubnets, isolated: vpc.isolatedSubnets };
    for (const [kind, members] of Object.entries(kinds)) {
      members.forEach((subnet, index) => {
        Tags.of(subnet).add("Name", name("network", `${kind}-${index + 1}`), { priority: 300 });
      });
    }
  }

  private recordFlows(vpc: ec2.Vpc, context: Context, key: kms.Key): void {
    const role = new iam.Role(this, "FlowLogRole", {
      roleName: context.name("network", "flow-log-role"),
      assumedBy: new iam.ServicePrincipal("vpc-flow-logs.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    });
    const group: logs.LogGroup = logGroup(this, "FlowLogs", context, key, context.name("network", "flow-logs"));
    const destination = ec2.FlowLogDestination.toCloudWatchLogs(group, role);
    vpc.addFlowLog("FlowLog", { destination, trafficType: ec2.FlowLogTrafficType.ALL });
  }

  private reachServices(vpc: ec2.Vpc, { settings, project, name }: Context, subnets: ec2.SubnetSelection): void {
    const { interfaceEndpoints, cidr } = settings.network;
    if (interfaceEndpoints.length === 0) return;
    const group = new ec2.SecurityGroup(this, "EndpointGroup", {
      vpc,
      securityGroupName: name("network", "endpoint-sg"),
      description: "Interface endpoints of AWS services",
      allowAllOutbound: false,
    });
    group.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.tcp(443), "from within the network");
    for (const service of interfaceEndpoints) {
      vpc.addInterfaceEndpoint(service, {
        service: new ec2.InterfaceVpcEndpointService(`com.amazonaws.${project.region}.${service}`, 443),
        privateDnsEnabled: true,
        securityGroups: [group],
        open: false,
        subnets,
      });
    }
  }
}
