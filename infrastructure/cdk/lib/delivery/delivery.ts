// The pipeline for staging and prod together, GitHub's access, and the options beside them.
import { CfnOutput, type Stack } from "aws-cdk-lib";
import * as ssm from "aws-cdk-lib/aws-ssm";
import { Construct } from "constructs";
import { parameterPath } from "@housing/settings";
import { tagService, type SharedContext } from "../context";
import { alarmTable } from "../monitoring/alarm-table";
import { noticeRule } from "../monitoring/events";
import { alarmTopic } from "../monitoring/topic";
import { Artifacts } from "./artifacts";
import { acknowledgeDelivery } from "./delivery-acknowledged";
import { BuildProjects } from "./build-projects";
import { deviceFarmStack } from "./device-farm";
import { GitHubAccess } from "./github";
import { Pipeline } from "./pipeline";
import { Runners } from "./runners";

export class Delivery extends Construct {
  // Where the option is on.
  readonly devices?: Stack;

  constructor(
    scope: Construct,
    id: string,
    private readonly context: SharedContext,
  ) {
    super(scope, id);
    tagService(this, "delivery");
    const { staging, prod, site } = context;
    const artifacts = new Artifacts(this, "Artifacts", context);
    const topic = alarmTopic(this, "Topic", context.name("notices"), context, artifacts.key);
    const devices = staging.settings.options.deviceFarm;
    if (devices) this.devices = deviceFarmStack(this, context);
    const projects = new BuildProjects(this, "Build", context, {
      artifacts,
      site: this.siteParameter(),
      devices,
    });
    const pipeline = new Pipeline(this, "Pipeline", context, { artifacts, projects, topic, devices });
    for (const notice of alarmTable.notices) {
      if (notice.kind !== "event" || notice.stack !== "delivery") continue;
      const filled = (text: string) => text.replaceAll("{pipelineName}", pipeline.pipelineName);
      noticeRule(this, notice, { ruleName: context.name("pipeline-failed"), topic, context, filled });
    }
    if (site.source.kind === "github") {
      const { role } = new GitHubAccess(this, "GitHub", context);
      new CfnOutput(this, "GitHubRole", { value: role.roleArn, description: "For the workflow's role-to-assume" });
      const wanted = [staging, prod].some((each) => each.settings.options.runners);
      if (wanted) new Runners(this, "Runners", context, artifacts.key);
    }
    acknowledgeDelivery(this);
  }

  // The scripts read infrastructure/settings/site.json, which the repository has not.
  private siteParameter(): ssm.StringParameter {
    return new ssm.StringParameter(this, "Site", {
      parameterName: parameterPath("shared", "delivery", "site"),
      description: "infrastructure/settings/site.json, for the pipeline's projects",
      stringValue: JSON.stringify(this.context.site),
    });
  }
}
