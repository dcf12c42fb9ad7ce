// `delivery-pipeline`: Source, Build, Test, DeployStaging, E2E, Approval, DeployProduction.
//
// What runs in production is, by digest, the image that was tested in staging. A deployment whose alarms go off is
// taken back by CodeDeploy, and the pipeline stops there.
import * as codepipeline from "aws-cdk-lib/aws-codepipeline";
import * as actions from "aws-cdk-lib/aws-codepipeline-actions";
import * as iam from "aws-cdk-lib/aws-iam";
import type * as sns from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { Context, SharedContext } from "../context";
import { give } from "../rights";
import { useArtifacts, type Artifacts } from "./artifacts";
import type { BuildProjects, ProjectKey } from "./build-projects";
import { deployAction } from "./deploy-action";
import { stages } from "./delivery-defaults";
import { deployApi, registerTasks } from "./deploy-rights";
import { sourceAction, takeSource } from "./source";

export interface PipelineProps {
  readonly artifacts: Artifacts;
  readonly projects: BuildProjects;
  readonly topic: sns.ITopic;
  readonly devices: boolean;
}

export class Pipeline extends Construct {
  readonly pipelineName: string;
  private readonly source = new codepipeline.Artifact("Source");
  private readonly built = new codepipeline.Artifact("Built");

  constructor(
    scope: Construct,
    id: string,
    private readonly context: SharedContext,
    private readonly props: PipelineProps,
  ) {
    super(scope, id);
    this.pipelineName = context.name("pipeline");
    const { staging, prod } = context;
    const made: Record<(typeof stages)[number], codepipeline.IAction[]> = {
      Source: [sourceAction(this, context, this.source)],
      Build: [this.run("Build", "build", { inputs: [], outputs: [this.built] })],
      Test: [
        this.run("Test", "test", { inputs: [], outputs: [] }),
        ...(props.devices ? [this.run("Devices", "devices", { inputs: [], outputs: [] })] : []),
      ],
      DeployStaging: this.deploy(staging),
      E2E: [this.run("Browser", "e2e", { inputs: [], outputs: [] })],
      Approval: [this.approval(staging)],
      DeployProduction: this.deploy(prod),
    };
    new codepipeline.Pipeline(this, "Pipeline", {
      pipelineName: this.pipelineName,
      pipelineType: codepipeline.PipelineType.V2,
      // A newer commit overtakes one that waits, and none runs beside another.
      executionMode: codepipeline.ExecutionMode.SUPERSEDED,
      artifactBucket: props.artifacts.bucket,
      role: this.role().withoutPolicyUpdates(),
      usePipelineRoleForActions: true,
      restartExecutionOnUpdate: false,
      stages: stages.map((stageName) => ({ stageName, actions: made[stageName] })),
    });
  }

  // In place of a role for each action, whose rights the library makes wide: any task, any role to pass.
  private role(): iam.Role {
    const { site, staging, prod } = this.context;
    const { artifacts, projects, topic } = this.props;
    const role = new iam.Role(this, "Role", {
      roleName: this.context.name("pipeline-role"),
      description: "Runs the pipeline",
      assumedBy: new iam.ServicePrincipal("codepipeline.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": site.account } },
      }),
    });
    const allow = (sid: string, actionNames: string[], resources: string[]) =>
      new iam.PolicyStatement({ sid, actions: actionNames, resources });
    return give(
      role,
      useArtifacts(artifacts),
      takeSource(site),
      allow("RunProjects", ["codebuild:StartBuild", "codebuild:BatchGetBuilds", "codebuild:StopBuild"], projects.arns),
      allow("AskForApproval", ["sns:Publish"], [topic.topicArn]),
      ...[staging, prod].flatMap((each) => [deployApi(each), registerTasks(each)]),
    );
  }

  private run(
    actionName: string,
    key: ProjectKey,
    artifacts: { inputs: codepipeline.Artifact[]; outputs: codepipeline.Artifact[] },
    runOrder = 1,
  ): codepipeline.IAction {
    return new actions.CodeBuildAction({
      actionName,
      project: this.props.projects.get(key),
      input: this.source,
      extraInputs: artifacts.inputs,
      outputs: artifacts.outputs,
      runOrder,
      environmentVariables: { COMMIT_ID: { value: "#{Source.CommitId}" } },
    });
  }

  // The database first, so that both versions of the code can live with it; then the API; then jobs and dashboard.
  private deploy(target: Context): codepipeline.IAction[] {
    const name = target.environment as "staging" | "prod";
    const release = new codepipeline.Artifact(`Release${name === "prod" ? "Production" : "Staging"}`);
    return [
      this.run("Migrate", `migrate-${name}`, { inputs: [this.built], outputs: [release] }, 1),
      deployAction(this, { target, input: release, runOrder: 2 }),
      this.run("JobsAndSite", `release-${name}`, { inputs: [this.built], outputs: [] }, 3),
    ];
  }

  private approval(staging: Context): codepipeline.IAction {
    return new actions.ManualApprovalAction({
      actionName: "Approve",
      notificationTopic: this.props.topic,
      externalEntityLink: `https://${staging.host}`,
      additionalInformation: "Staging has passed its tests. Look at it, then let the same image into production.",
    });
  }
}
