// The site's name in the zone: alias records to the distribution, for IPv4 and IPv6.
import type * as cloudfront from "aws-cdk-lib/aws-cloudfront";
import * as route53 from "aws-cdk-lib/aws-route53";
import { CloudFrontTarget } from "aws-cdk-lib/aws-route53-targets";
import type { Construct } from "constructs";
import type { Context } from "../context";

export const hostedZone = (scope: Construct, id: string, { site }: Context): route53.IHostedZone =>
  route53.HostedZone.fromHostedZoneAttributes(scope, id, { hostedZoneId: site.hostedZoneId, zoneName: site.domain });

export function aliasRecords(scope: Construct, context: Context, distribution: cloudfront.IDistribution): void {
  const zone = hostedZone(scope, "Zone", context);
  const target = route53.RecordTarget.fromAlias(new CloudFrontTarget(distribution));
  const props = { zone, recordName: `${context.host}.`, target, comment: context.name("edge", "distribution") };
  new route53.ARecord(scope, "Ipv4", props);
  new route53.AaaaRecord(scope, "Ipv6", props);
}
