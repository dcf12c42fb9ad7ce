// Option: Device Farm's project and its pool of phones, and what a run of the smoke test there needs.
//
// Device Farm is in us-west-2 alone, so both are in a stack of their own; the pipeline's project finds their ARNs in
// parameters of that region.
import { Stack } from "aws-cdk-lib";
import * as codebuild from "aws-cdk-lib/aws-codebuild";
import * as devicefarm from "aws-cdk-lib/aws-devicefarm";
import * as iam from "aws-cdk-lib/aws-iam";
import * as ssm from "aws-cdk-lib/aws-ssm";
import { Construct } from "constructs";
import { parameterPath, stackName } from "@housing/settings";
import { tagService, tagSystem, type SharedContext } from "../context";

export const deviceFarmRegion = "us-west-2";

const parameters = {
  DEVICE_FARM_PROJECT_ARN: parameterPath("shared", "delivery", "device-farm-project"),
  DEVICE_FARM_POOL_ARN: parameterPath("shared", "delivery", "device-farm-pool"),
};

// Phones of either kind that are free most of the time; which ones, Device Farm chooses.
const rules = [
  { attribute: "FORM_FACTOR", operator: "EQUALS", value: '"PHONE"' },
  { attribute: "AVAILABILITY", operator: "EQUALS", value: '"HIGHLY_AVAILABLE"' },
];

export class DeviceFarm extends Construct {
  constructor(scope: Construct, id: string, context: SharedContext) {
    super(scope, id);
    tagService(this, "delivery");
    const project = new devicefarm.CfnProject(this, "Project", {
      name: context.name("devices"),
      defaultJobTimeoutMinutes: 30,
    });
    const pool = new devicefarm.CfnDevicePool(this, "Pool", {
      name: context.name("phones"),
      projectArn: project.attrArn,
      maxDevices: 2,
      rules,
    });
    const values = { DEVICE_FARM_PROJECT_ARN: project.attrArn, DEVICE_FARM_POOL_ARN: pool.attrArn };
    for (const [variable, stringValue] of Object.entries(values)) {
      const parameterName = parameters[variable as keyof typeof parameters];
      new ssm.StringParameter(this, variable, { parameterName, stringValue });
    }
  }
}

export function deviceFarmStack(scope: Construct, context: SharedContext): Stack {
  const stack = new Stack(scope.node.root as Construct, stackName("delivery", "devices"), {
    description: "Phones of Device Farm, which is in this region alone",
    env: { account: context.site.account, region: deviceFarmRegion },
  });
  tagSystem(stack, "shared");
  new DeviceFarm(stack, "DeviceFarm", context);
  return stack;
}

const found = ([variable, name]: [string, string]) =>
  `export ${variable}=$(aws ssm get-parameter --region ${deviceFarmRegion} --name ${name}` +
  " --query Parameter.Value --output text)";

// Long lines in the log of a build are its commands: one script, so that what it exports lasts.
export const runOnPhones = codebuild.BuildSpec.fromObjectToYaml({
  version: 0.2,
  phases: {
    install: { "runtime-versions": { nodejs: 22 } },
    build: { commands: [...Object.entries(parameters).map(found), "node infrastructure/device-farm/schedule.mjs"] },
  },
});

export function scheduleRuns(account: string): iam.PolicyStatement[] {
  const own = (kind: string) => `arn:aws:devicefarm:${deviceFarmRegion}:${account}:${kind}:*`;
  const named = Object.values(parameters).map((name) => `arn:aws:ssm:${deviceFarmRegion}:${account}:parameter${name}`);
  const allow = (sid: string, actions: string[], resources: string[]) =>
    new iam.PolicyStatement({ sid, actions, resources });
  return [
    allow("FindPhones", ["ssm:GetParameter"], named),
    allow(
      "RunOnPhones",
      ["devicefarm:CreateUpload", "devicefarm:GetUpload", "devicefarm:ScheduleRun", "devicefarm:GetRun"],
      ["project", "devicepool", "upload", "run"].map(own),
    ),
  ];
}
