// Where alarms, budgets and notices go: a topic with the operator's address. CloudWatch alarms only reach topics of
// their own region, so each region with an alarm has one.
import * as iam from "aws-cdk-lib/aws-iam";
import type * as kms from "aws-cdk-lib/aws-kms";
import * as sns from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import type { Context } from "../context";

type Owner = Pick<Context, "site">;

const kPublishers = ["cloudwatch", "events", "budgets", "costalerts"].map((each) => `${each}.amazonaws.com`);

// Services encrypt what they publish: they need the topic's key as well.
export function letPublishersUse(key: kms.Key, account: string): void {
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: "AlarmPublishers",
      principals: kPublishers.map((each) => new iam.ServicePrincipal(each)),
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:SourceAccount": account } },
    }),
  );
}

export function alarmTopic(scope: Construct, id: string, name: string, context: Owner, key: kms.Key): sns.Topic {
  const topic = new sns.Topic(scope, id, { topicName: name, displayName: name, masterKey: key, enforceSSL: true });
  topic.addSubscription(new EmailSubscription(context.site.alarmEmail));
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: "AlarmPublishers",
      principals: kPublishers.map((each) => new iam.ServicePrincipal(each)),
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": context.site.account } },
    }),
  );
  letPublishersUse(key, context.site.account);
  return topic;
}
