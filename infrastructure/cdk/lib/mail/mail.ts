// SES: the identity of the environment's host with DKIM, SPF and DMARC, and `mail-configuration`. Events of mails go to
// the account's default bus, since SES knows no other; Jobs takes them from there to the mail queue.
import { aws_route53 as route53, aws_ses as ses, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import type { MailParts } from "../parts";
import { recordLifetime, toldOf } from "./mail-defaults";

export class Mail extends Construct {
  readonly parts: MailParts;

  constructor(scope: Construct, id: string, context: Context) {
    super(scope, id);
    tagService(this, "mail");
    const { host, site } = context;
    const stack = Stack.of(this);
    const configurationName = context.name("mail", "configuration");
    const configuration = new ses.CfnConfigurationSet(this, "Configuration", {
      name: configurationName,
      deliveryOptions: { tlsPolicy: "REQUIRE" },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
    });
    new ses.CfnConfigurationSetEventDestination(this, "Events", {
      configurationSetName: configuration.ref,
      eventDestination: {
        name: context.name("mail", "events"),
        enabled: true,
        matchingEventTypes: [...toldOf],
        eventBridgeDestination: {
          eventBusArn: stack.formatArn({ service: "events", resource: "event-bus", resourceName: "default" }),
        },
      },
    });
    const identity = new ses.CfnEmailIdentity(this, "Identity", {
      emailIdentity: host,
      configurationSetAttributes: { configurationSetName: configuration.ref },
      dkimAttributes: { signingEnabled: true },
      dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
      mailFromAttributes: { mailFromDomain: `bounce.${host}`, behaviorOnMxFailure: "USE_DEFAULT_VALUE" },
    });
    this.records(context, identity);

    const arn = (resource: string, resourceName: string) => stack.formatArn({ service: "ses", resource, resourceName });
    this.parts = {
      identity,
      identityArn: arn("identity", host),
      configurationName,
      configurationArn: arn("configuration-set", configurationName),
      // The site's address, at the environment's own host: dev and staging never write in production's name.
      from: `${site.mailFrom.split("@")[0]}@${host}`,
    };
  }

  private records({ host, site }: Context, identity: ses.CfnEmailIdentity): void {
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, "Zone", {
      hostedZoneId: site.hostedZoneId,
      zoneName: site.domain,
    });
    const record = (id: string, type: string, name: string, value: string) =>
      new route53.CfnRecordSet(this, id, {
        hostedZoneId: zone.hostedZoneId,
        name,
        type,
        ttl: String(recordLifetime.toSeconds()),
        resourceRecords: [value],
      });
    record("Dkim1", "CNAME", identity.attrDkimDnsTokenName1, identity.attrDkimDnsTokenValue1);
    record("Dkim2", "CNAME", identity.attrDkimDnsTokenName2, identity.attrDkimDnsTokenValue2);
    record("Dkim3", "CNAME", identity.attrDkimDnsTokenName3, identity.attrDkimDnsTokenValue3);
    record("BounceMx", "MX", `bounce.${host}.`, `10 feedback-smtp.${Stack.of(this).region}.amazonses.com`);
    record("BounceSpf", "TXT", `bounce.${host}.`, '"v=spf1 include:amazonses.com -all"');
    record("Dmarc", "TXT", `_dmarc.${host}.`, '"v=DMARC1; p=quarantine; adkim=s"');
  }
}
