// Names follow {project}-{environment}-{service}-{resource}, whatever kind of resource has them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serviceNames } from "@housing/settings";
import { all, environments, text } from "./template";

// The property that names a resource, by kind; all of these kinds must be named.
const nameOf: Record<string, string> = {
  "AWS::AutoScaling::AutoScalingGroup": "AutoScalingGroupName",
  "AWS::CloudWatch::Alarm": "AlarmName",
  "AWS::CloudWatch::Dashboard": "DashboardName",
  "AWS::CodeBuild::Project": "Name",
  "AWS::CodeDeploy::Application": "ApplicationName",
  "AWS::CodeDeploy::DeploymentGroup": "DeploymentGroupName",
  "AWS::CodePipeline::Pipeline": "Name",
  "AWS::EC2::LaunchTemplate": "LaunchTemplateName",
  "AWS::EC2::SecurityGroup": "GroupName",
  "AWS::ECR::Repository": "RepositoryName",
  "AWS::ECS::Cluster": "ClusterName",
  "AWS::ECS::Service": "ServiceName",
  "AWS::ECS::TaskDefinition": "Family",
  "AWS::ElastiCache::ReplicationGroup": "ReplicationGroupId",
  "AWS::ElastiCache::SubnetGroup": "CacheSubnetGroupName",
  "AWS::ElasticLoadBalancingV2::LoadBalancer": "Name",
  "AWS::ElasticLoadBalancingV2::TargetGroup": "Name",
  "AWS::Events::EventBus": "Name",
  "AWS::Events::Rule": "Name",
  "AWS::IAM::Role": "RoleName",
  "AWS::KMS::Alias": "AliasName",
  "AWS::Lambda::Function": "FunctionName",
  "AWS::Logs::LogGroup": "LogGroupName",
  "AWS::RDS::DBInstance": "DBInstanceIdentifier",
  "AWS::RDS::DBParameterGroup": "DBParameterGroupName",
  "AWS::RDS::DBSubnetGroup": "DBSubnetGroupName",
  "AWS::S3::Bucket": "BucketName",
  "AWS::SES::ConfigurationSet": "Name",
  "AWS::SNS::Topic": "TopicName",
  "AWS::SQS::Queue": "QueueName",
  "AWS::SSM::Parameter": "Name",
  "AWS::Scheduler::Schedule": "Name",
  "AWS::Scheduler::ScheduleGroup": "Name",
  "AWS::SecretsManager::Secret": "Name",
  "AWS::WAFv2::WebACL": "Name",
};

// Services that ask for a beginning of their own.
const beginnings = ["", "alias/", "/aws/rds/instance/", "aws-waf-logs-", "/aws/codebuild/", "/aws/lambda/"];

function follows(name: string, environment: string): boolean {
  if (name.startsWith("/housing-trends/")) return name.startsWith(`/housing-trends/${environment}/`);
  return beginnings.some((beginning) =>
    serviceNames.some((service) => name.startsWith(`${beginning}housing-trends-${environment}-${service}-`)),
  );
}

test("names follow the pattern", () => {
  for (const [type, property] of Object.entries(nameOf)) {
    const found = all(type);
    assert.ok(found.length > 0, `no ${type}`);
    for (const { properties, stack, where } of found) {
      const name = text(properties[property]);
      assert.ok(follows(name, stack.environment), `${where}: ${property} is ${name}`);
    }
  }
});

test("no two resources of a kind have the same name in a region", () => {
  for (const [type, property] of Object.entries(nameOf)) {
    const names = all(type).map(({ properties, stack }) => `${stack.region} ${text(properties[property])}`);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
      type,
    );
  }
});

const limits: Record<string, number> = {
  "AWS::ElasticLoadBalancingV2::LoadBalancer": 32,
  "AWS::ElasticLoadBalancingV2::TargetGroup": 32,
  "AWS::ElastiCache::ReplicationGroup": 40,
  "AWS::RDS::DBInstance": 63,
  "AWS::S3::Bucket": 63,
  "AWS::IAM::Role": 64,
  "AWS::Lambda::Function": 64,
  "AWS::Events::Rule": 64,
  "AWS::Scheduler::Schedule": 64,
  "AWS::SQS::Queue": 80,
};

test("names are as short as AWS wants them, and a bucket's leaves room for the site's suffix", () => {
  for (const [type, limit] of Object.entries(limits)) {
    const room = type === "AWS::S3::Bucket" ? 13 : 0;
    for (const { properties, where } of all(type)) {
      assert.ok(text(properties[nameOf[type]!]).length <= limit - room, where);
    }
  }
});

test("the resources of the README have their names", () => {
  for (const environment of environments) {
    const names = Object.entries(nameOf).flatMap(([type, property]) =>
      all(type, environment).map(({ properties }) => text(properties[property])),
    );
    const wanted = [
      ...["network-alb-sg", "network-api-sg", "network-jobs-sg", "network-db-sg", "network-cache-sg"],
      ...["data-bucket", "frontend-bucket", "data-backup-bucket", "monitoring-logs-bucket", "db-instance"],
      ...["db-parameters", "cache-cluster", "cache-auth", "api-signing-key", "api-repository", "api-cluster"],
      ...["api-task", "api-service", "api-alb", "api-blue", "api-green", "api-deployment", "api-migrate-task"],
      ...["jobs-import-task", "jobs-bus", "jobs-schedules", "mail-configuration", "monitoring-alarms"],
      ...["import", "publish", "alerts", "mail", "export", "digest", "backup-check"].map((each) => `jobs-${each}`),
      ...["import", "publish", "alerts", "mail", "export"].flatMap((each) => [
        `jobs-${each}-queue`,
        `jobs-${each}-queue-dlq`,
      ]),
      ...["api-5xx", "api-latency", "api-unhealthy"],
    ];
    const missing = wanted.filter((each) => !names.includes(`housing-trends-${environment}-${each}`));
    assert.deepEqual(missing, [], environment);
    assert.ok(names.includes(`alias/housing-trends-${environment}-data-key`));
  }
});
