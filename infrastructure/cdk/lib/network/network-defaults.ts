// Numbers and properties of the network that no environment changes.
import { aws_ec2 as ec2 } from "aws-cdk-lib";

export const port = { https: 443, testHttps: 8443, api: 8080, postgres: 5432, redis: 6379, nfs: 2049 } as const;

export const subnets = {
  public: { name: "public", subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
  private: { name: "private", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 24 },
  isolated: { name: "isolated", subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 28 },
} as const;

export const natInstanceType = "t4g.nano";
