// Every resource that can have tags has the six, with the right values: cost and ownership are told apart by them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serviceNames } from "@housing/settings";
import { all, type Anything, type Found } from "./template";

// What has no tags in CloudFormation. A kind that is in neither list fails the test.
const untaggable = new Set([
  ...["AWS::ApplicationAutoScaling::ScalableTarget", "AWS::ApplicationAutoScaling::ScalingPolicy"],
  ...["AWS::Backup::BackupSelection", "AWS::CloudFront::CachePolicy", "AWS::CloudFront::Function"],
  ...["AWS::CloudFront::OriginAccessControl", "AWS::CloudFront::OriginRequestPolicy"],
  ...["AWS::CloudFront::ResponseHeadersPolicy", "AWS::CloudWatch::Dashboard", "AWS::CodeBuild::SourceCredential"],
  ...["AWS::EC2::Route", "AWS::EC2::SecurityGroupEgress", "AWS::EC2::SecurityGroupIngress"],
  ...["AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::VPCGatewayAttachment"],
  ...["AWS::ECR::ReplicationConfiguration", "AWS::ECS::ClusterCapacityProviderAssociations"],
  ...["AWS::IAM::InstanceProfile", "AWS::IAM::Policy", "AWS::KMS::Alias", "AWS::Lambda::Permission"],
  ...["AWS::Logs::QueryDefinition", "AWS::Logs::ResourcePolicy", "AWS::Route53::RecordSet", "AWS::S3::BucketPolicy"],
  ...["AWS::SES::ConfigurationSetEventDestination", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy"],
  ...["AWS::SQS::QueuePolicy", "AWS::Scheduler::Schedule", "AWS::WAFv2::LoggingConfiguration"],
  ...["AWS::ElasticLoadBalancingV2::ListenerCertificate", "AWS::CodePipeline::Webhook"],
  ...["Custom::VpcRestrictDefaultSG"],
]);

// Where a kind keeps its tags, if not in Tags.
const places = ["Tags", "HealthCheckTags", "BackupVaultTags", "BackupPlanTags", "ResourceTags", "TagSpecifications"];

function tagsOf({ properties }: Found): Record<string, string> {
  const place = places.find((each) => properties[each] ?? properties["BackupPlan"]?.[each]);
  const tags = place && (properties[place] ?? properties["BackupPlan"]?.[place]);
  if (!tags) return {};
  if (place === "TagSpecifications") return toRecord(tags.flatMap((each: Anything) => each.Tags));
  return Array.isArray(tags) ? toRecord(tags) : tags;
}

const toRecord = (tags: Anything[]) => Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

test("every taggable resource has the six tags", () => {
  const tagged = all().filter(({ type }) => !untaggable.has(type));
  assert.ok(tagged.length > 500, `${tagged.length}`);
  for (const each of tagged) {
    const { Project, Environment, ManagedBy, Owner, CostCenter, Service } = tagsOf(each);
    const expected = ["housing-trends", each.stack.environment, "cdk", "housing-trends-team", "engineering"];
    assert.deepEqual([Project, Environment, ManagedBy, Owner, CostCenter], expected, each.where);
    assert.ok(serviceNames.includes(Service as never), `${each.where}: Service is ${Service}`);
  }
});

// An alarm is named after what it watches, and belongs to monitoring.
test("a resource's tag Service is the one in its name", () => {
  const named = all(/^(?!AWS::CloudWatch::Alarm$)/).flatMap((each) => {
    const name = Object.entries(each.properties).find(
      ([key, value]) => /(Name|Identifier|GroupId)$/.test(key) && /^housing-trends-/.test(String(value)),
    )?.[1];
    const service = serviceNames.find((one) => new RegExp(`^housing-trends-[a-z]+-${one}-`).test(name));
    const tag = tagsOf(each)["Service"];
    return service && tag ? [{ where: `${each.where} ${name}`, service, tag }] : [];
  });
  assert.ok(named.length > 200, `${named.length}`);
  for (const { where, service, tag } of named) assert.equal(tag, service, where);
});
