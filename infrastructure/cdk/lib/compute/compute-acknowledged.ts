// Findings about tasks, balancer and deployments that stand, and why.
import type { IConstruct } from "constructs";
import { acknowledge } from "../acknowledge";
import { sharedWildcards } from "../rights-acknowledged";
import { acknowledgeWildcards } from "../wildcards";

export const taskReasons = {
  "AwsSolutions-ECS2": "No value is secret: passwords are references that the program resolves, so they can be rotated",
} as const;

export function acknowledgeApi(api: IConstruct): void {
  acknowledge(api, taskReasons);
  acknowledgeWildcards(api, {
    ...sharedWildcards,
    Look: "Descriptions of balancers and alarms have no resource to name; they change nothing",
    ChangeService: "CodeDeploy makes a task set for each deployment, named by ECS; limited to this one service",
  });
}
