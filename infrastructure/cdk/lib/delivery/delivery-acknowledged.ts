// Findings about the pipeline, GitHub's role and the options that stand, and why.
import type { IConstruct } from "constructs";
import { acknowledge } from "../acknowledge";
import { sharedWildcards } from "../rights-acknowledged";
import { acknowledgeWildcards } from "../wildcards";

const deploying: Record<string, string> = {
  TagTasks: "ECS numbers the revisions of a task definition; limited to the environment's families",
  PassTaskRoles: "Roles of the environment only, and only to tasks; the library names some of them",
  RunMigration: "ECS numbers the revisions of a task definition; limited to the migrate family and the cluster",
  WatchMigration: "ECS names tasks when it starts them; limited to the cluster",
  MoveFunctions: "The environment's functions, which are named after their jobs; changes their code alone",
  ReadTaskLogs: "Streams are named after tasks; limited to the environment's log groups",
  ReadDeployment: "AWS's own deployment configurations are read with the group that uses one; they hold no data",
  PublishSite: "Every object of the site's own bucket",
  ForgetPages: "The distribution's id is not known before it is there; limited by its tags to the environment's own",
  ReadOutputs: "CloudFormation puts an id behind a stack's name; limited to the environment's stacks",
  SeeSecrets: "Secrets Manager puts an id behind a secret's name; describes without reading a value",
};

const ofEnvironments = (reasons: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(reasons).flatMap(([sid, reason]) => [
      [`${sid}Staging`, reason],
      [`${sid}Prod`, reason],
    ]),
  );

export function acknowledgeDelivery(delivery: IConstruct): void {
  acknowledgeWildcards(delivery, {
    ...sharedWildcards,
    ...ofEnvironments(deploying),
    UseArtifacts: "CodePipeline names artifacts itself; the bucket holds nothing else",
    RegisterTasks: "ECS knows no resource of registering and describing a task definition; passing a role is limited",
    RunOnPhones: "Device Farm makes ids of projects, uploads and runs; the account has this one use of it",
    WriteLogs: "Streams are named after builds; limited to the project's own log group",
  });
}

export function acknowledgeDebian(project: IConstruct): void {
  acknowledge(project, {
    "AwsSolutions-CB5":
      "Tests run in Debian 12, as everywhere else; AWS's own image has other compilers and no browser",
  });
}

export function acknowledgeRunners(runners: IConstruct): void {
  acknowledge(runners, {
    "AwsSolutions-AS3": "A runner that ends is what is wanted; nobody has to hear of it",
    "AwsSolutions-SMG4": "GitHub makes this token, so no rotation of ours can",
    "AwsSolutions-EC26": "The machine's disk is encrypted by the launch template",
  });
}
