// X-Ray: how many requests are traced, and the group of traces worth a look.
import * as xray from "aws-cdk-lib/aws-xray";
import type { Construct } from "constructs";
import type { Context } from "../context";
import { tracing as defaults } from "./monitoring-defaults";

// The name the API's spans carry (service.name).
export const tracedService = (context: Context) => context.name("api", "service");

// Names of rules and groups have 32 characters at most, too few for the pattern.
export function tracing(scope: Construct, context: Context): void {
  new xray.CfnSamplingRule(scope, "Sampling", {
    samplingRule: {
      ruleName: `${context.environment}-api`,
      priority: defaults.priority,
      reservoirSize: defaults.tracesASecond,
      fixedRate: defaults.shareBeyond,
      serviceName: tracedService(context),
      serviceType: "*",
      host: "*",
      httpMethod: "*",
      urlPath: "/api/*",
      resourceArn: "*",
      version: 1,
    },
  });
  const { slowSeconds } = defaults;
  new xray.CfnGroup(scope, "Traces", {
    groupName: `${context.project.project}-${context.environment}-traces`,
    filterExpression: `service("${tracedService(context)}") AND (fault = true OR responsetime > ${slowSeconds})`,
    insightsConfiguration: { insightsEnabled: true, notificationsEnabled: false },
  });
}
