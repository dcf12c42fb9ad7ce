// One small instance in place of a NAT gateway, a tenth of its price. Its auto-scaling group of one replaces it when it
// fails; the new one takes the private subnets' default routes over. For environments that may be without a way out
// for the two minutes that takes.
import { aws_autoscaling as autoscaling, aws_ec2 as ec2, aws_iam as iam, Duration, Stack, Tags } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Context } from "../context";
import { projectText } from "../project-files";
import { acknowledgeNatInstance } from "./network-acknowledged";
import { natInstanceType, port } from "./network-defaults";

const script = () => projectText("infrastructure/cdk/lib/network/nat-instance.sh");

export class NatInstance extends Construct {
  constructor(scope: Construct, id: string, context: Context, vpc: ec2.Vpc) {
    super(scope, id);
    const name = context.name("network", "nat");
    const { region } = Stack.of(this);
    const tables = vpc.privateSubnets.map(({ routeTable }) => routeTable.routeTableId);
    const userData = ec2.UserData.forLinux({ shebang: "#!/bin/bash" });
    userData.addCommands(`ROUTE_TABLES="${tables.join(" ")}"`, `REGION=${region}`, ...script().split("\n").slice(1));

    const launchTemplate = new ec2.LaunchTemplate(this, "Template", {
      launchTemplateName: `${name}-template`,
      instanceType: new ec2.InstanceType(natInstanceType),
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
      requireImdsv2: true,
      httpPutResponseHopLimit: 1,
      associatePublicIpAddress: true,
      securityGroup: this.securityGroup(vpc, context, name),
      role: this.role(context, name, tables),
      userData,
      blockDevices: [
        {
          deviceName: "/dev/xvda",
          volume: ec2.BlockDeviceVolume.ebs(8, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
        },
      ],
    });
    const group = new autoscaling.AutoScalingGroup(this, "Group", {
      autoScalingGroupName: name,
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      launchTemplate,
      minCapacity: 1,
      maxCapacity: 1,
      healthChecks: autoscaling.HealthChecks.ec2({ gracePeriod: Duration.minutes(2) }),
      updatePolicy: autoscaling.UpdatePolicy.replacingUpdate(),
    });
    Tags.of(group).add("Name", name);
    acknowledgeNatInstance(this);
  }

  private securityGroup(vpc: ec2.Vpc, { settings }: Context, name: string): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(this, "SecurityGroup", {
      vpc,
      securityGroupName: `${name}-sg`,
      description: "Way out: HTTPS from within the network to the world",
      allowAllOutbound: false,
    });
    group.addIngressRule(ec2.Peer.ipv4(settings.network.cidr), ec2.Port.tcp(port.https), "from within the network");
    group.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(port.https), "to publishers and AWS");
    return group;
  }

  private role({ environment, project }: Context, name: string, tables: string[]): iam.Role {
    const stack = Stack.of(this);
    const role = new iam.Role(this, "Role", {
      roleName: `${name}-role`,
      assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com"),
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        sid: "TakeRoutesOver",
        actions: ["ec2:CreateRoute", "ec2:ReplaceRoute"],
        resources: tables.map((table) =>
          stack.formatArn({ service: "ec2", resource: "route-table", resourceName: table }),
        ),
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({
        sid: "BecomeRouter",
        actions: ["ec2:ModifyInstanceAttribute"],
        resources: [stack.formatArn({ service: "ec2", resource: "instance", resourceName: "*" })],
        conditions: {
          StringEquals: {
            "aws:ResourceTag/Project": project.project,
            "aws:ResourceTag/Environment": environment,
            "aws:ResourceTag/Service": "network",
          },
        },
      }),
    );
    return role;
  }
}
