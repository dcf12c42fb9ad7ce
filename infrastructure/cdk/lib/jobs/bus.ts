// `jobs-bus` and the rules that turn events into messages: of the program's own bus, and SES's of the default one.
import { aws_events as events, aws_events_targets as targets, type aws_sqs as sqs } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import { eventTypes } from "../mail/mail-defaults";
import type { MailParts, QueueName } from "../parts";
import { eventSource, routes } from "./jobs-defaults";

export class Bus extends Construct {
  readonly bus: events.EventBus;

  constructor(
    scope: Construct,
    id: string,
    context: Context,
    { queues, mail }: { queues: Readonly<Record<QueueName, sqs.Queue>>; mail: MailParts },
  ) {
    super(scope, id);
    this.bus = new events.EventBus(this, "Bus", {
      eventBusName: context.name("jobs", "bus"),
      description: "What jobs tell each other",
    });
    for (const [event, queue] of Object.entries(routes)) {
      new events.Rule(this, event, {
        ruleName: context.name("jobs", event),
        description: `${event} -> ${queue}`,
        eventBus: this.bus,
        eventPattern: { source: [eventSource], detailType: [event] },
        targets: [new targets.SqsQueue(queues[queue])],
      });
    }
    const mails = new events.Rule(this, "mail-events", {
      ruleName: context.name("mail", "events"),
      description: "Bounces, complaints and rejects -> mail",
      eventPattern: {
        source: ["aws.ses"],
        detail: {
          eventType: eventTypes,
          mail: { tags: { "ses:configuration-set": [mail.configurationName] } },
        },
      },
      targets: [new targets.SqsQueue(queues.mail)],
    });
    tagService(mails, "mail");
  }
}
