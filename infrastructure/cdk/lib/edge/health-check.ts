// Asks the site from a dozen places of the world whether it is ready. Its metric is in us-east-1, and so is its alarm.
import * as route53 from "aws-cdk-lib/aws-route53";
import type { Construct } from "constructs";
import type { Context } from "../context";
import { edgeSettings } from "./edge-settings";

export function healthCheck(scope: Construct, id: string, context: Context): route53.CfnHealthCheck {
  const { path, seconds, failures } = edgeSettings.healthCheck;
  return new route53.CfnHealthCheck(scope, id, {
    healthCheckConfig: {
      type: "HTTPS",
      fullyQualifiedDomainName: context.host,
      port: 443,
      resourcePath: path,
      requestInterval: seconds,
      failureThreshold: failures,
      enableSni: true,
    },
    // Its name in the console is this tag.
    healthCheckTags: [{ key: "Name", value: context.name("edge", "health") }],
  });
}
