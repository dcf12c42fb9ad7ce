// Options that are off in the settings, switched on, and the other kind of source: what they make holds together and
// passes the security rules.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aws_kms as kms } from "aws-cdk-lib";
import { Delivery } from "../lib/delivery/delivery";
import { edgeSettings } from "../lib/edge/edge-settings";
import { AmplifyHosting } from "../lib/hosting/amplify";
import { GlobalEdge } from "../lib/edge/global-edge";
import { environmentStacks } from "../lib/stacks";
import { projectJson, projectText } from "../lib/project-files";
import { all, text, type Anything, type Template } from "./template";
import { contextWith, example, ofType, sharedWith, stackIn, variant, type Variant } from "./variant";

const first = (template: Template, type: string): Anything => ofType(template, type)[0];
const codecommit = {
  ...example(),
  source: { kind: "codecommit", repository: "housing-trends", branch: "main", connectionArn: "" },
} as const;

let made: Variant | undefined;
// All variants in one app: the security rules are set up once.
const variants = () =>
  (made ??= variant((app) => {
    new Delivery(stackIn(app, "Pipeline"), "Delivery", sharedWith({ runners: true, deviceFarm: true }));
    new Delivery(stackIn(app, "CodeCommit"), "Delivery", sharedWith({ runners: true, deviceFarm: false }, codecommit));
    const amplify = stackIn(app, "Amplify");
    const key = new kms.Key(amplify, "Key", { enableKeyRotation: true });
    new AmplifyHosting(amplify, "Amplify", contextWith("prod", { amplify: true }), key);
    new GlobalEdge(stackIn(app, "WithoutWaf"), "GlobalEdge", contextWith("prod", { waf: false }));
  }));
const of = (id: string): Template => variants().templates[id]!;

test("the options are off where the settings say so", () => {
  // The group of the NAT instance is there by setting, no option.
  const groups = all(/^AWS::(Amplify|AutoScaling)::(App|AutoScalingGroup)$/, "prod");
  assert.deepEqual(
    groups.map(({ properties }) => properties["AutoScalingGroupName"]),
    ["housing-trends-prod-network-nat"],
  );
  assert.deepEqual(all("AWS::AutoScaling::AutoScalingGroup", "shared"), []);
});

test("no finding of the security rules lacks a reason", () => assert.deepEqual(variants().findings, []));

test("runners: on Spot, none until wanted, no way in, disks and log encrypted", () => {
  const template = of("Pipeline");
  const group = first(template, "AWS::AutoScaling::AutoScalingGroup");
  assert.deepEqual([group.MinSize, group.MaxSize], ["0", "2"]);
  const { InstancesDistribution: spread, LaunchTemplate } = group.MixedInstancesPolicy;
  assert.deepEqual([spread.OnDemandBaseCapacity, spread.OnDemandPercentageAboveBaseCapacity], [0, 0]);
  assert.ok(LaunchTemplate.Overrides.length >= 3);
  const access = first(template, "AWS::EC2::SecurityGroup");
  assert.equal(access.SecurityGroupIngress, undefined);
  const ways = access.SecurityGroupEgress.map((rule: Anything) => `${rule.CidrIp} ${rule.FromPort}-${rule.ToPort}`);
  assert.deepEqual(ways, ["0.0.0.0/0 443-443"]);
  const { LaunchTemplateData: data } = first(template, "AWS::EC2::LaunchTemplate");
  assert.deepEqual([data.MetadataOptions.HttpTokens, data.MetadataOptions.HttpPutResponseHopLimit], ["required", 1]);
  assert.equal(data.BlockDeviceMappings[0].Ebs.Encrypted, true);
  assert.equal(data.InstanceInitiatedShutdownBehavior, "terminate");
  const script = text(data.UserData["Fn::Base64"]);
  assert.ok(script.startsWith("#!/bin/bash\n") && script.includes("REPOSITORY=housing-trends/housing-trends\n"));
});

test("Device Farm: in us-west-2, found by the pipeline's project, which runs the project's own program", () => {
  const devices = of("housing-trends-delivery-devices");
  const parameters = ofType(devices, "AWS::SSM::Parameter").map(({ Name }) => Name);
  const project = ofType(of("Pipeline"), "AWS::CodeBuild::Project").find(({ Name }) => /-devices$/.test(Name))!;
  const commands = project["Source"].BuildSpec;
  assert.ok(parameters.length === 2 && parameters.every((name) => commands.includes(`--name ${name} `)));
  const program = /node (infrastructure\/device-farm\/\S+)/.exec(commands)![1]!;
  for (const variable of ["DEVICE_FARM_PROJECT_ARN", "DEVICE_FARM_POOL_ARN", "SITE_URL"]) {
    assert.ok(projectText(program).includes(variable), variable);
    const told = JSON.stringify(project["Environment"].EnvironmentVariables) + commands;
    assert.ok(told.includes(variable), variable);
  }
  assert.equal(ofType(devices, "AWS::DeviceFarm::DevicePool").length, 1);
  const { Stages } = first(of("Pipeline"), "AWS::CodePipeline::Pipeline");
  const inTest = Stages.find(({ Name }: Anything) => Name === "Test").Actions.map(({ Name }: Anything) => Name);
  assert.deepEqual(inTest.sort(), ["Devices", "Test"]);
});

test("CodeCommit: the pipeline starts by an event, and nothing of GitHub is made", () => {
  const template = of("CodeCommit");
  const [source] = first(template, "AWS::CodePipeline::Pipeline").Stages[0].Actions;
  assert.equal(source.ActionTypeId.Provider, "CodeCommit");
  assert.equal(source.Configuration.PollForSourceChanges, false);
  const rules = ofType(template, "AWS::Events::Rule").map(({ EventPattern }) => EventPattern.source[0]);
  assert.deepEqual(rules.sort(), ["aws.codecommit", "aws.codepipeline"]);
  for (const type of ["AWS::IAM::OIDCProvider", "AWS::AutoScaling::AutoScalingGroup"]) {
    assert.deepEqual(ofType(template, type), [], type);
  }
  assert.doesNotMatch(JSON.stringify(template), /UseConnection|token\.actions/);
  assert.match(JSON.stringify(template), /codecommit:GitPull/);
});

test("Amplify: builds amplify.yml, sends the site's headers, passes the API on, finds deep links", () => {
  const app = first(of("Amplify"), "AWS::Amplify::App");
  assert.equal(app.BuildSpec, projectText("amplify.yml"));
  const { customHeaders } = JSON.parse(app.CustomHeaders);
  const sent = Object.fromEntries(customHeaders[0].headers.map(({ key, value }: Anything) => [key, value]));
  assert.deepEqual(sent, projectJson("contract/web-headers.json"));
  const targets = app.CustomRules.map(({ Source, Target }: Anything) => `${Source} ${Target}`);
  for (const path of [...edgeSettings.cachedPaths, ...edgeSettings.livePaths]) {
    const rule = path.replace("*", "<*>");
    assert.ok(targets.includes(`${rule} https://housing-trends.example${rule}`), path);
  }
  assert.deepEqual(targets.slice(-2), ["/region/<id> /region.html", "/<*> /404.html"]);
  assert.match(JSON.stringify(app.AccessToken), /resolve:secretsmanager/);
});

test("Amplify is refused for a repository it cannot build from", () => {
  const build = () =>
    variant((app) => {
      const stack = stackIn(app, "Amplify");
      new AmplifyHosting(
        stack,
        "Amplify",
        contextWith("prod", { amplify: true }, codecommit),
        new kms.Key(stack, "Key"),
      );
    });
  assert.throws(build, /builds from GitHub/);
});

test("without the web ACL its log, its alarm and its saved query are not made either", () => {
  const types = Object.values(of("WithoutWaf").Resources).map(({ Type }) => Type);
  assert.ok(!types.some((type) => /WAFv2|LogGroup|QueryDefinition/.test(type)), types.join());
  assert.equal(types.filter((type) => type === "AWS::CloudWatch::Alarm").length, 2);
});

test("in another region, what CloudFront wants in us-east-1 still is there, and the rest moves", () => {
  const { templates, findings } = variant((app) => {
    const context = contextWith("prod", {});
    environmentStacks(app, { ...context, project: { ...context.project, region: "us-east-2" } });
  });
  assert.deepEqual(findings, []);
  const kinds = (id: string) => Object.values(templates[id]!.Resources).map(({ Type }) => Type);
  const logs = ["AWS::Logs::Delivery", "AWS::Logs::DeliveryDestination", "AWS::Logs::DeliverySource"];
  assert.deepEqual(kinds("housing-trends-prod-edge-logs").sort(), logs);
  assert.ok(!kinds("housing-trends-prod").includes("AWS::Logs::DeliverySource"));
  // CloudFront's own metrics are in us-east-1, so an alarm on them elsewhere would never go off.
  const alarms = ofType(templates["housing-trends-prod"]!, "AWS::CloudWatch::Alarm").map(({ AlarmName }) => AlarmName);
  assert.ok(!alarms.includes("housing-trends-prod-edge-5xx") && alarms.includes("housing-trends-prod-api-5xx"));
});
