// What one construct hands to another. A construct is `class X extends Construct` with
// `constructor(scope: Construct, id: string, context: Context, parts: …)` and a readonly member `parts: XParts`.
//
//   stack                          constructs, in the order they are made
//   housing-trends-{env}-images    Images(context)
//   housing-trends-{env}-edge      GlobalEdge(context)                                        us-east-1
//   housing-trends-{env}-recovery  RecoveryRegion(context)                                    recovery region
//   housing-trends-{env}           DataKey, Network, Data, Mail, Api, Jobs, then
//                                  Edge(context, { network, data, api, global }),
//                                  Monitoring(context, AllParts),
//                                  Recovery(context, { data, jobs })
//   housing-trends-delivery        Delivery(SharedContext)
import type * as acm from "aws-cdk-lib/aws-certificatemanager";
import type * as cloudfront from "aws-cdk-lib/aws-cloudfront";
import type * as codedeploy from "aws-cdk-lib/aws-codedeploy";
import type * as ec2 from "aws-cdk-lib/aws-ec2";
import type * as ecs from "aws-cdk-lib/aws-ecs";
import type * as efs from "aws-cdk-lib/aws-efs";
import type * as elasticache from "aws-cdk-lib/aws-elasticache";
import type * as elbv2 from "aws-cdk-lib/aws-elasticloadbalancingv2";
import type * as events from "aws-cdk-lib/aws-events";
import type * as iam from "aws-cdk-lib/aws-iam";
import type * as kms from "aws-cdk-lib/aws-kms";
import type * as lambda from "aws-cdk-lib/aws-lambda";
import type * as logs from "aws-cdk-lib/aws-logs";
import type * as rds from "aws-cdk-lib/aws-rds";
import type * as s3 from "aws-cdk-lib/aws-s3";
import type * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import type * as ses from "aws-cdk-lib/aws-ses";
import type * as sqs from "aws-cdk-lib/aws-sqs";

export type FunctionName = "import" | "publish" | "alerts" | "mail" | "export" | "digest" | "backup-check";
export type QueueName = "import" | "publish" | "alerts" | "mail" | "export";
export type SecurityGroupName = "alb" | "api" | "jobs" | "db" | "cache";

export interface NetworkParts {
  readonly vpc: ec2.IVpc;
  // Public subnets hold the NAT only; private ones the tasks, functions and balancer; isolated ones database and cache.
  readonly publicSubnets: ec2.SelectedSubnets;
  readonly privateSubnets: ec2.SelectedSubnets;
  readonly isolatedSubnets: ec2.SelectedSubnets;
  readonly groups: Readonly<Record<SecurityGroupName, ec2.SecurityGroup>>;
}

export interface DataParts {
  readonly key: kms.Key;
  readonly dataBucket: s3.Bucket;
  readonly frontendBucket: s3.Bucket;
  readonly backupBucket: s3.Bucket;
  // Takes access logs of buckets, balancer and CDN; encrypted by S3's own key, for log delivery knows no other.
  readonly logsBucket: s3.Bucket;
  readonly database: rds.CfnDBInstance;
  readonly databaseSecretArn: string;
  readonly cache: elasticache.CfnReplicationGroup;
  readonly cacheHost: string;
  readonly cacheAuth: secretsmanager.Secret;
  readonly signingKey: secretsmanager.Secret;
  readonly files?: efs.AccessPoint;
}

// One program image for tasks and functions, chosen by digest. `uri` is repository@sha256:….
export interface ImageParts {
  readonly repositoryArn: string;
  readonly repositoryName: string;
  readonly uri: string;
  readonly digest: string;
}

export interface MailParts {
  readonly identity: ses.CfnEmailIdentity;
  readonly identityArn: string;
  readonly configurationName: string;
  readonly configurationArn: string;
  readonly from: string;
}

export interface ApiParts {
  readonly cluster: ecs.Cluster;
  readonly service: ecs.FargateService;
  readonly taskDefinition: ecs.FargateTaskDefinition;
  readonly migrateTask: ecs.FargateTaskDefinition;
  readonly balancer: elbv2.ApplicationLoadBalancer;
  readonly listener: elbv2.ApplicationListener;
  readonly testListener: elbv2.ApplicationListener;
  readonly blue: elbv2.ApplicationTargetGroup;
  readonly green: elbv2.ApplicationTargetGroup;
  // Of `host` and `originHost`.
  readonly certificate: acm.ICertificate;
  readonly deploymentApplication: codedeploy.EcsApplication;
  // Monitoring adds the alarms which roll a deployment back: deploymentGroup.addAlarm(alarm).
  readonly deploymentGroup: codedeploy.EcsDeploymentGroup;
  readonly logGroup: logs.LogGroup;
  readonly taskRole: iam.Role;
}

export interface JobsParts {
  readonly functions: Readonly<Record<FunctionName, lambda.Function>>;
  readonly functionLogs: Readonly<Record<FunctionName, logs.LogGroup>>;
  readonly queues: Readonly<Record<QueueName, sqs.Queue>>;
  readonly deadLetters: Readonly<Record<QueueName, sqs.Queue>>;
  readonly bus: events.EventBus;
  readonly importTask: ecs.FargateTaskDefinition;
  readonly importTaskLogs: logs.LogGroup;
}

// Made in us-east-1, where CloudFront looks for them.
export interface GlobalEdgeParts {
  readonly certificate: acm.ICertificate;
  readonly webAclArn?: string;
  readonly healthCheckId: string;
}

export interface EdgeParts {
  readonly distribution: cloudfront.Distribution;
  readonly healthCheckId: string;
}

export interface AllParts {
  readonly network: NetworkParts;
  readonly data: DataParts;
  readonly mail: MailParts;
  readonly api: ApiParts;
  readonly jobs: JobsParts;
  readonly edge: EdgeParts;
}
