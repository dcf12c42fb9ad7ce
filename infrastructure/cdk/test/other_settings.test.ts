// One environment with other settings than the project's: the way out, endpoints, replicas, shared files, no Spot.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { App } from "aws-cdk-lib";
import { contextOf, type Context } from "../lib/context";
import { environmentStacks } from "../lib/stacks";
import { all, environments } from "./template";
import { contextWith, example, ofType, variant, type Variant } from "./variant";

let made: Variant | undefined;
function other(): Variant {
  const base = contextWith("staging", { efs: true });
  const { settings } = base;
  const context: Context = {
    ...base,
    settings: {
      ...settings,
      network: { ...settings.network, nat: "gateway", interfaceEndpoints: ["secretsmanager", "sqs"] },
      api: { ...settings.api, spot: false },
      database: { ...settings.database, readReplicas: 2 },
    },
  };
  return (made ??= variant((app: App) => environmentStacks(app, context)));
}
const main = () => other().templates["housing-trends-staging"]!;

test("with other settings no finding lacks a reason either", () => {
  assert.deepEqual(other().findings, []);
});

test("without the option there is no file system, with it an encrypted one that tasks reach by TLS", () => {
  for (const environment of environments) assert.deepEqual(all("AWS::EFS::FileSystem", environment), []);
  const [system] = ofType(main(), "AWS::EFS::FileSystem");
  assert.equal(system!["Encrypted"], true);
  const [access] = ofType(main(), "AWS::EFS::AccessPoint");
  assert.deepEqual(access!["PosixUser"], { Uid: "10001", Gid: "10001" });
  const task = ofType(main(), "AWS::ECS::TaskDefinition").find(({ Family }) => Family.endsWith("-api-task"));
  const volume = task!["Volumes"].find(({ Name }: { Name: string }) => Name === "files");
  assert.equal(volume.EFSVolumeConfiguration.TransitEncryption, "ENABLED");
  assert.equal(volume.EFSVolumeConfiguration.AuthorizationConfig.IAM, "ENABLED");
});

test("the way out is one gateway or one instance that is replaced, never both and never more", () => {
  for (const environment of environments) {
    const { nat } = contextOf(environment, example()).settings.network;
    assert.equal(all("AWS::EC2::NatGateway", environment).length, nat === "gateway" ? 1 : 0);
    const groups = all("AWS::AutoScaling::AutoScalingGroup", environment);
    assert.equal(groups.length, nat === "instance" ? 1 : 0);
    for (const { properties } of groups) assert.deepEqual([properties["MinSize"], properties["MaxSize"]], ["1", "1"]);
  }
  assert.equal(ofType(main(), "AWS::EC2::NatGateway").length, 1);
  assert.equal(ofType(main(), "AWS::AutoScaling::AutoScalingGroup").length, 0);
});

test("the instance that is the way out has a public address, new metadata service, takes the routes over", () => {
  const [template] = all("AWS::EC2::LaunchTemplate", "dev");
  const data = template!.properties["LaunchTemplateData"];
  assert.equal(data.InstanceType, "t4g.nano");
  assert.equal(data.MetadataOptions.HttpTokens, "required");
  assert.equal(data.NetworkInterfaces[0].AssociatePublicIpAddress, true);
  assert.equal(data.BlockDeviceMappings[0].Ebs.Encrypted, true);
  const script = JSON.stringify(data.UserData);
  for (const step of ["no-source-dest-check", "masquerade", "replace-route", "ROUTE_TABLES"]) {
    assert.ok(script.includes(step), step);
  }
});

test("endpoints are made for the services that are listed, and S3's always", () => {
  const endpoints = (type: string) =>
    ofType(main(), "AWS::EC2::VPCEndpoint").filter(({ VpcEndpointType }) => VpcEndpointType === type);
  assert.equal(endpoints("Gateway").length, 1);
  const services = endpoints("Interface").map(({ ServiceName }) => ServiceName);
  assert.deepEqual(services.sort(), ["com.amazonaws.us-east-1.secretsmanager", "com.amazonaws.us-east-1.sqs"]);
  for (const environment of environments) assert.equal(all("AWS::EC2::VPCEndpoint", environment).length, 1);
});

test("read replicas are private, and encrypted as the instance is, which may not be said again", () => {
  const replicas = ofType(main(), "AWS::RDS::DBInstance").filter((each) => each["SourceDBInstanceIdentifier"]);
  const names = replicas.map((each) => each["DBInstanceIdentifier"]);
  assert.deepEqual(names, ["housing-trends-staging-db-replica-1", "housing-trends-staging-db-replica-2"]);
  for (const each of replicas) {
    assert.equal(each["PubliclyAccessible"], false);
    assert.equal(each["StorageEncrypted"], undefined);
  }
});

test("without Spot all tasks of the API are on demand", () => {
  const [service] = ofType(main(), "AWS::ECS::Service");
  const strategy: { CapacityProvider: string }[] = service!["CapacityProviderStrategy"];
  assert.deepEqual(
    strategy.map((each) => each.CapacityProvider),
    ["FARGATE"],
  );
});

test("a bucket's name ends with the site's suffix, and no other name does", () => {
  const context = contextOf("dev", { ...example(), bucketSuffix: "acme" });
  assert.equal(context.bucketName("data", "bucket"), "housing-trends-dev-data-bucket-acme");
  assert.equal(context.name("data", "key"), "housing-trends-dev-data-key");
});
