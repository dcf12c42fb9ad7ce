// Notices: what AWS tells by an event rather than a number, sent on to the topic with the run-book's link.
import * as events from "aws-cdk-lib/aws-events";
import { SnsTopic } from "aws-cdk-lib/aws-events-targets";
import type * as sns from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import type { Notice } from "./alarm-table";
import { messageOf } from "./runbooks";

type EventNotice = Extract<Notice, { kind: "event" }>;

interface RuleInputs {
  readonly ruleName: string;
  readonly topic: sns.ITopic;
  readonly context: Parameters<typeof messageOf>[0];
  // Puts names where the pattern has braces.
  readonly filled: (text: string) => string;
}

const deepFilled = (value: unknown, filled: (text: string) => string): unknown => {
  if (typeof value === "string") return filled(value);
  if (Array.isArray(value)) return value.map((each) => deepFilled(each, filled));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deepFilled(each, filled)]));
};

export function noticeRule(scope: Construct, notice: EventNotice, { ruleName, topic, context, filled }: RuleInputs) {
  const { source, detail, ...rest } = deepFilled(notice.event, filled) as Record<string, never>;
  return new events.Rule(scope, notice.id, {
    ruleName,
    description: notice.name,
    eventPattern: { source, detailType: rest["detail-type"], detail },
    targets: [
      new SnsTopic(topic, {
        message: events.RuleTargetInput.fromObject({
          notice: notice.id,
          message: messageOf(context, notice),
          time: events.EventField.time,
          event: events.EventField.fromPath("$.detail"),
        }),
      }),
    ],
  });
}
