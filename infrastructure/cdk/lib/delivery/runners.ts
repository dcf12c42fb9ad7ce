// Option: self-hosted runners for GitHub's workflows, on Spot machines without a way in.
//
// A runner takes one job and ends its machine. None runs until the group's wanted number is raised. GitHub's token (a
// fine-grained one, "administration" of the repository) is put into `delivery-runner-token` by hand.
import { RemovalPolicy, Tags } from "aws-cdk-lib";
import * as autoscaling from "aws-cdk-lib/aws-autoscaling";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as iam from "aws-cdk-lib/aws-iam";
import type * as kms from "aws-cdk-lib/aws-kms";
import * as logs from "aws-cdk-lib/aws-logs";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { availabilityZones } from "@housing/settings";
import type { SharedContext } from "../context";
import { projectText } from "../project-files";
import { give } from "../rights";
import { acknowledgeRunners } from "./delivery-acknowledged";
import { logDays, runners as defaults } from "./delivery-defaults";

const kUserData = "infrastructure/cdk/lib/delivery/runner-user-data.sh";

export class Runners extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly context: SharedContext,
    private readonly key: kms.IKey,
  ) {
    super(scope, id);
    const token = new secretsmanager.Secret(this, "Token", {
      secretName: context.name("runner-token"),
      description: "GitHub's token with which runners register; put in by hand",
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const vpc = this.network();
    const template = this.template(vpc, token);
    const group = new autoscaling.AutoScalingGroup(this, "Group", {
      autoScalingGroupName: context.name("runners"),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      minCapacity: 0,
      maxCapacity: defaults.most,
      mixedInstancesPolicy: {
        launchTemplate: template,
        launchTemplateOverrides: defaults.instanceTypes.map((each) => ({ instanceType: new ec2.InstanceType(each) })),
        instancesDistribution: {
          onDemandBaseCapacity: 0,
          onDemandPercentageAboveBaseCapacity: 0,
          spotAllocationStrategy: autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED,
        },
      },
      groupMetrics: [autoscaling.GroupMetrics.all()],
    });
    Tags.of(group).add("Name", context.name("runner"));
    acknowledgeRunners(this);
  }

  // A network of its own, away from every environment; public addresses, since a NAT would cost more than the runners.
  private network(): ec2.Vpc {
    const { project, site } = this.context;
    const vpc = new ec2.Vpc(this, "Network", {
      vpcName: this.context.name("runner-vpc"),
      ipAddresses: ec2.IpAddresses.cidr("10.29.0.0/24"),
      availabilityZones: availabilityZones(project.region, 2, site),
      natGateways: 0,
      subnetConfiguration: [
        { name: "public", subnetType: ec2.SubnetType.PUBLIC, cidrMask: 26, mapPublicIpOnLaunch: false },
      ],
    });
    const log = new logs.LogGroup(this, "FlowLog", {
      logGroupName: this.context.name("runner-flow-logs"),
      retention: logDays,
      encryptionKey: this.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    vpc.addFlowLog("Flow", { destination: ec2.FlowLogDestination.toCloudWatchLogs(log) });
    return vpc;
  }

  private template(vpc: ec2.IVpc, token: secretsmanager.ISecret): ec2.LaunchTemplate {
    const { context } = this;
    const securityGroup = new ec2.SecurityGroup(this, "Access", {
      vpc,
      securityGroupName: context.name("runner-sg"),
      description: "Nothing in; HTTPS out",
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), "GitHub, AWS, packages");
    return new ec2.LaunchTemplate(this, "Template", {
      launchTemplateName: context.name("runner-template"),
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
      associatePublicIpAddress: true,
      securityGroup,
      role: this.role(token),
      requireImdsv2: true,
      // The job's containers cannot reach the machine's credentials.
      httpPutResponseHopLimit: 1,
      instanceInitiatedShutdownBehavior: ec2.InstanceInitiatedShutdownBehavior.TERMINATE,
      blockDevices: [
        { deviceName: "/dev/xvda", volume: ec2.BlockDeviceVolume.ebs(defaults.diskGb, { encrypted: true }) },
      ],
      userData: this.userData(),
    });
  }

  private role(token: secretsmanager.ISecret): iam.Role {
    const role = new iam.Role(this, "Role", {
      roleName: this.context.name("runner-role"),
      description: "Reads the token with which a runner registers, and nothing else",
      assumedBy: new iam.ServicePrincipal("ec2.amazonaws.com"),
    });
    return give(
      role,
      new iam.PolicyStatement({
        sid: "ReadToken",
        actions: ["secretsmanager:GetSecretValue"],
        resources: [token.secretArn],
      }),
      new iam.PolicyStatement({ sid: "ReadKey", actions: ["kms:Decrypt"], resources: [this.key.keyArn] }),
    );
  }

  private userData(): ec2.UserData {
    const { project, site } = this.context;
    const [shebang = "", ...script] = projectText(kUserData).split("\n");
    const variables = [
      `REGION=${project.region}`,
      `SECRET=${this.context.name("runner-token")}`,
      `REPOSITORY=${site.source.repository}`,
      `LABELS='"self-hosted","${project.project}"'`,
    ];
    return ec2.UserData.custom([shebang, ...variables, ...script].join("\n"));
  }
}
