// Properties of tasks, balancer and deployments that no environment changes.
import { aws_codedeploy as codedeploy, aws_elasticloadbalancingv2 as elbv2, Duration } from "aws-cdk-lib";

export const repository = { keepImages: 20, untaggedGoneAfter: Duration.days(7) } as const;

// The image's own user, and where it may write.
export const user = "10001";
export const dataFolder = "/var/lib/housing";
export const functionDataFolder = "/tmp/housing";
export const program = "/usr/local/bin/housing";
// The roots of RDS in the image: libpq looks into no file by itself that is there.
export const databaseAuthorities = "/etc/ssl/rds-ca.pem";

export const health = {
  command: ["CMD", "housing", "health"],
  interval: Duration.seconds(15),
  timeout: Duration.seconds(5),
  retries: 3,
  startPeriod: Duration.seconds(60),
} as const;

// The server drains for 25 s; the balancer forgets a target after 30 s, and only then may the task be killed.
export const drain = { deregistration: Duration.seconds(30), stop: Duration.seconds(45) } as const;

export const target = {
  path: "/health/ready",
  interval: Duration.seconds(15),
  timeout: Duration.seconds(5),
  healthyAfter: 2,
  unhealthyAfter: 3,
} as const;

export const balancer = {
  policy: elbv2.SslPolicy.TLS13_RES,
  idle: Duration.seconds(60),
} as const;

export const deployment = {
  pace: codedeploy.EcsDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  // How long the former tasks stay, so that going back takes seconds.
  keepFormer: Duration.minutes(10),
} as const;

export const scaling = { in: Duration.minutes(5), out: Duration.minutes(1) } as const;

// Turns OTLP into X-Ray's segments. What it uses of the task is bounded, so that it never starves the API.
export const collector = {
  image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.48.0",
  memoryMiB: 128,
  configuration: {
    receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:4318" } } } },
    processors: {
      memory_limiter: { check_interval: "1s", limit_mib: 96 },
      batch: { timeout: "5s", send_batch_size: 50 },
    },
    exporters: { awsxray: {} },
    extensions: { health_check: {} },
    service: {
      extensions: ["health_check"],
      pipelines: {
        traces: { receivers: ["otlp"], processors: ["memory_limiter", "batch"], exporters: ["awsxray"] },
      },
    },
  },
} as const;
export const tracesUrl = "http://127.0.0.1:4318/v1/traces";
