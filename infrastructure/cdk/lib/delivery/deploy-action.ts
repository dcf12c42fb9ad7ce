// The blue/green deployment of the API as an action of the pipeline, from the app specification and task definition
// that the migrate action left.
import * as codedeploy from "aws-cdk-lib/aws-codedeploy";
import type * as codepipeline from "aws-cdk-lib/aws-codepipeline";
import * as actions from "aws-cdk-lib/aws-codepipeline-actions";
import type { Construct } from "constructs";
import { deployment } from "../compute/compute-defaults";
import type { Context } from "../context";
import { revision } from "./delivery-defaults";

export interface DeployActionProps {
  readonly target: Context;
  readonly input: codepipeline.Artifact;
  readonly runOrder: number;
}

export function deployAction(scope: Construct, { target, input, runOrder }: DeployActionProps): codepipeline.IAction {
  const name = target.name("api", "deployment");
  const id = `Deployment-${target.environment}`;
  return new actions.CodeDeployEcsDeployAction({
    actionName: "Api",
    runOrder,
    deploymentGroup: codedeploy.EcsDeploymentGroup.fromEcsDeploymentGroupAttributes(scope, id, {
      application: codedeploy.EcsApplication.fromEcsApplicationName(scope, `${id}-Application`, name),
      deploymentGroupName: name,
      deploymentConfig: deployment.pace,
    }),
    appSpecTemplateFile: input.atPath(revision.appSpec),
    taskDefinitionTemplateFile: input.atPath(revision.taskDefinition),
  });
}
