// `api-alb`: reached by CloudFront only, HTTPS only; two target groups between which a deployment shifts requests.
import {
  aws_certificatemanager as acm,
  aws_elasticloadbalancingv2 as elbv2,
  aws_route53 as route53,
  Tags,
} from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Context } from "../context";
import { port } from "../network/network-defaults";
import type { DataParts, NetworkParts } from "../parts";
import { isProtected } from "../removal";
import { balancer as defaults, drain, target } from "./compute-defaults";

export class Balancer extends Construct {
  readonly balancer: elbv2.ApplicationLoadBalancer;
  readonly certificate: acm.Certificate;
  readonly blue: elbv2.ApplicationTargetGroup;
  readonly green: elbv2.ApplicationTargetGroup;
  readonly listener: elbv2.ApplicationListener;
  readonly testListener: elbv2.ApplicationListener;

  constructor(scope: Construct, id: string, context: Context, parts: { network: NetworkParts; data: DataParts }) {
    super(scope, id);
    this.certificate = this.certificateOf(context);
    this.balancer = this.balancerOf(context, parts);
    this.blue = this.targetGroup("Blue", context.name("api", "blue"), parts.network);
    this.green = this.targetGroup("Green", context.name("api", "green"), parts.network);
    this.listener = this.listenerOn("Https", port.https, this.blue);
    this.testListener = this.listenerOn("TestHttps", port.testHttps, this.green);
  }

  private certificateOf({ host, originHost, site, name }: Context): acm.Certificate {
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, "Zone", {
      hostedZoneId: site.hostedZoneId,
      zoneName: site.domain,
    });
    return new acm.Certificate(this, "Certificate", {
      certificateName: name("api", "certificate"),
      domainName: host,
      subjectAlternativeNames: [originHost],
      validation: acm.CertificateValidation.fromDns(zone),
    });
  }

  private balancerOf(context: Context, { network, data }: { network: NetworkParts; data: DataParts }) {
    const name = context.name("api", "alb");
    const balancer = new elbv2.ApplicationLoadBalancer(this, "Balancer", {
      loadBalancerName: name,
      vpc: network.vpc,
      vpcSubnets: { subnets: network.privateSubnets.subnets },
      internetFacing: false,
      securityGroup: network.groups.alb,
      deletionProtection: isProtected(context),
      dropInvalidHeaderFields: true,
      desyncMitigationMode: elbv2.DesyncMitigationMode.DEFENSIVE,
      idleTimeout: defaults.idle,
      http2Enabled: true,
    });
    balancer.logAccessLogs(data.logsBucket, "alb");
    Tags.of(balancer).add("Name", name);
    return balancer;
  }

  private targetGroup(id: string, targetGroupName: string, { vpc }: NetworkParts): elbv2.ApplicationTargetGroup {
    return new elbv2.ApplicationTargetGroup(this, id, {
      targetGroupName,
      vpc,
      targetType: elbv2.TargetType.IP,
      protocol: elbv2.ApplicationProtocol.HTTP,
      port: port.api,
      deregistrationDelay: drain.deregistration,
      healthCheck: {
        path: target.path,
        healthyHttpCodes: "200",
        interval: target.interval,
        timeout: target.timeout,
        healthyThresholdCount: target.healthyAfter,
        unhealthyThresholdCount: target.unhealthyAfter,
      },
    });
  }

  private listenerOn(id: string, onPort: number, group: elbv2.ApplicationTargetGroup): elbv2.ApplicationListener {
    return this.balancer.addListener(id, {
      port: onPort,
      protocol: elbv2.ApplicationProtocol.HTTPS,
      sslPolicy: defaults.policy,
      certificates: [this.certificate],
      defaultTargetGroups: [group],
      open: false,
    });
  }
}
