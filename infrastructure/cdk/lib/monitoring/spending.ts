// Budgets of the month and of the day, and the detection of unusual spending. All of them tell the alarm topic.
import * as budgets from "aws-cdk-lib/aws-budgets";
import * as ce from "aws-cdk-lib/aws-ce";
import type * as sns from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import type { Context } from "../context";
import { alarmTable, settingAt, type Notice } from "./alarm-table";
import { alarmName } from "./alarms";

type Of<K extends Notice["kind"]> = Extract<Notice, { kind: K }>;

function budget(scope: Construct, context: Context, topic: sns.ITopic, notice: Of<"budget">): void {
  new budgets.CfnBudget(scope, notice.id, {
    budget: {
      budgetName: alarmName(context, notice.id),
      budgetType: "COST",
      timeUnit: notice.timeUnit,
      budgetLimit: { amount: Number(settingAt(context, notice.limitSetting)), unit: "USD" },
      // Cost allocation tags have to be activated once in the billing console; until then a budget reads nothing.
      costFilters: { TagKeyValue: [`user:Environment$${context.environment}`] },
    },
    notificationsWithSubscribers: notice.notify.map(({ type, percent }) => ({
      notification: {
        notificationType: type,
        comparisonOperator: "GREATER_THAN",
        threshold: percent,
        thresholdType: "PERCENTAGE",
      },
      subscribers: [{ subscriptionType: "SNS", address: topic.topicArn }],
    })),
  });
}

// A monitor of one tag's value, so that each environment has its own.
function anomaly(scope: Construct, context: Context, topic: sns.ITopic, notice: Of<"anomaly">): void {
  const monitor = new ce.CfnAnomalyMonitor(scope, `${notice.id}-monitor`, {
    monitorName: alarmName(context, notice.id),
    monitorType: "CUSTOM",
    monitorSpecification: JSON.stringify({
      Tags: { Key: "Environment", Values: [context.environment], MatchOptions: ["EQUALS"] },
    }),
  });
  new ce.CfnAnomalySubscription(scope, `${notice.id}-subscription`, {
    subscriptionName: alarmName(context, notice.id),
    frequency: "IMMEDIATE",
    monitorArnList: [monitor.attrMonitorArn],
    subscribers: [{ type: "SNS", address: topic.topicArn }],
    thresholdExpression: JSON.stringify({
      Dimensions: {
        Key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
        MatchOptions: ["GREATER_THAN_OR_EQUAL"],
        Values: [String(notice.impactUsd)],
      },
    }),
  });
}

export function spending(scope: Construct, context: Context, topic: sns.ITopic): void {
  for (const notice of alarmTable.notices) {
    if (notice.kind === "budget") budget(scope, context, topic, notice);
    if (notice.kind === "anomaly") anomaly(scope, context, topic, notice);
  }
}
