// The part of the edge that CloudFront wants in us-east-1: certificate, web ACL with its log, health check with its
// alarm, and a topic and key for them, since alarms reach topics of their own region only.
import { RemovalPolicy } from "aws-cdk-lib";
import * as acm from "aws-cdk-lib/aws-certificatemanager";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kms from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import { Alarms } from "../monitoring/alarms";
import { saveQueries } from "../monitoring/queries";
import { alarmTopic } from "../monitoring/topic";
import type { GlobalEdgeParts } from "../parts";
import { healthCheck } from "./health-check";
import { hostedZone } from "./records";
import { WebAcl, webAclLogName } from "./web-acl";

export const globalRegion = "us-east-1";

function edgeKey(scope: Construct, context: Context): kms.Key {
  const alias = context.name("edge", "key");
  const key = new kms.Key(scope, "Key", {
    alias,
    description: `${alias}: log of the web ACL, topic of the edge's alarms`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const group = `arn:aws:logs:${globalRegion}:${context.site.account}:log-group:${webAclLogName(context)}`;
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: "WebAclLog",
      principals: [new iam.ServicePrincipal(`logs.${globalRegion}.amazonaws.com`)],
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      resources: ["*"],
      conditions: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": group } },
    }),
  );
  return key;
}

export class GlobalEdge extends Construct {
  readonly parts: GlobalEdgeParts & { readonly healthCheckId: string };

  constructor(scope: Construct, id: string, context: Context) {
    super(scope, id);
    tagService(this, "edge");
    const certificate = new acm.Certificate(this, "Certificate", {
      certificateName: context.name("edge", "certificate"),
      domainName: context.host,
      validation: acm.CertificateValidation.fromDns(hostedZone(this, "Zone", context)),
      transparencyLoggingEnabled: true,
    });
    const key = edgeKey(this, context);
    const acl = context.settings.options.waf ? new WebAcl(this, "WebAcl", context, key) : undefined;
    if (acl) saveQueries(this, context, { "logs:web-acl": acl.logName }, "edge");
    const health = healthCheck(this, "Health", context);
    const topic = alarmTopic(this, "Topic", context.name("edge", "alarms"), context, key);
    new Alarms(this, "Alarms", context, {
      stack: "edge",
      topic,
      values: { healthCheckId: health.attrHealthCheckId, edgeCertificateArn: certificate.certificateArn },
    });
    this.parts = { certificate, webAclArn: acl?.arn, healthCheckId: health.attrHealthCheckId };
  }
}
