// The dashboard of an environment: `settings/dashboard.json` with this environment's names in its braces. Terraform
// fills in the same file.
import { ArnFormat, Stack } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { Context } from "../context";
import { projectText } from "../project-files";
import { fill, type Braces } from "./alarm-table";
import { alarmName } from "./alarms";
import { telemetry } from "./telemetry";

const kFile = "infrastructure/settings/dashboard.json";
// CloudWatch names an alarm widget's alarms by ARN and takes this many.
const kMaxAlarmsShown = 100;

export function dashboardBody(context: Context, alarmArns: readonly string[], values: Braces): string {
  const { project, environment } = context;
  const shown = JSON.stringify(alarmArns.slice(0, kMaxAlarmsShown));
  const text = JSON.stringify(JSON.parse(projectText(kFile))).replace('"{alarmArns}"', () => shown);
  return fill(text, context, {
    project: project.project,
    environment,
    region: project.region,
    recoveryRegion: project.recoveryRegion,
    namespace: telemetry.namespace,
    // A search compares words: housing trends prod.
    words: `${project.project}-${environment}`.replaceAll("-", " "),
    ...values,
  });
}

export function dashboard(scope: Construct, context: Context, alarmKeys: readonly string[], values: Braces): void {
  const stack = Stack.of(scope);
  const arn = (key: string) =>
    stack.formatArn({
      service: "cloudwatch",
      resource: "alarm",
      resourceName: alarmName(context, key),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  new cloudwatch.CfnDashboard(scope, "Dashboard", {
    dashboardName: context.name("monitoring", "dashboard"),
    dashboardBody: dashboardBody(context, alarmKeys.map(arn), values),
  });
}
