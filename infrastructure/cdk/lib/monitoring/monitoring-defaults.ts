// What is decided once for the monitoring of every environment.
import { Duration } from "aws-cdk-lib";
import { Runtime } from "aws-cdk-lib/aws-synthetics";

export const tracing = {
  priority: 1000,
  // One trace a second always, then one request in twenty.
  tracesASecond: 1,
  shareBeyond: 0.05,
  slowSeconds: 1,
} as const;

export const canary = {
  runtime: Runtime.SYNTHETICS_NODEJS_PUPPETEER_13_0,
  handler: "index.handler",
  // Enough for a browser to load two pages and ask the API a few questions.
  timeout: Duration.minutes(2),
  memoryMib: 1024,
  keepSuccesses: Duration.days(7),
  keepFailures: Duration.days(31),
  prefix: "canary",
};
