// All that watches an environment: topic, alarms, notices, dashboard, saved queries, budgets, canary and traces.
import { CfnOutput } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import type { AllParts } from "../parts";
import { alarmTable, fill, type Braces } from "./alarm-table";
import { Alarms } from "./alarms";
import { Canary } from "./canary";
import { dashboard } from "./dashboard";
import { noticeRule } from "./events";
import { saveQueries } from "./queries";
import { spending } from "./spending";
import { alarmTopic } from "./topic";
import { tracing } from "./tracing";

function bracesOf(context: Context, { api, edge }: AllParts): Braces {
  return {
    albFullName: api.balancer.loadBalancerFullName,
    blueFullName: api.blue.targetGroupFullName,
    greenFullName: api.green.targetGroupFullName,
    apiCertificateArn: api.certificate.certificateArn,
    distributionId: edge.distribution.distributionId,
    healthCheckId: edge.healthCheckId,
    canaryName: context.name("monitoring", "canary"),
  };
}

function logGroupsOf({ api, jobs }: AllParts): Braces {
  const functions = Object.entries(jobs.functionLogs).map(([name, group]) => [`logs:jobs-${name}`, group.logGroupName]);
  return {
    "logs:api": api.logGroup.logGroupName,
    "logs:jobs-import-task": jobs.importTaskLogs.logGroupName,
    ...Object.fromEntries(functions),
  };
}

export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, context: Context, parts: AllParts) {
    super(scope, id);
    tagService(this, "monitoring");
    const values = bracesOf(context, parts);
    const groups = logGroupsOf(parts);
    const topic = alarmTopic(this, "Topic", context.name("monitoring", "alarms"), context, parts.data.key);
    const alarms = new Alarms(this, "Alarms", context, { stack: "environment", topic, values });
    for (const alarm of alarms.rollingBack) parts.api.deploymentGroup.addAlarm(alarm);
    for (const notice of alarmTable.notices) {
      if (notice.kind !== "event" || notice.stack) continue;
      const filled = (text: string) => fill(text, context, values);
      noticeRule(this, notice, { ruleName: context.name("monitoring", notice.id), topic, context, filled });
    }
    spending(this, context, topic);
    dashboard(
      this,
      context,
      alarms.all.map(({ text }) => text.key),
      { ...values, ...groups },
    );
    saveQueries(this, context, groups);
    tracing(this, context);
    if (context.settings.canaryMinutes > 0) new Canary(this, "Canary", context, parts.data.logsBucket);
    new CfnOutput(this, "AlarmTopic", { value: topic.topicArn, description: "Where alarms go" });
  }
}
