// Where the pipeline takes the project from: GitHub over a connection, or CodeCommit, as the site says.
import * as codecommit from "aws-cdk-lib/aws-codecommit";
import type * as codepipeline from "aws-cdk-lib/aws-codepipeline";
import * as actions from "aws-cdk-lib/aws-codepipeline-actions";
import * as iam from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { loadProject, type Site } from "@housing/settings";
import type { SharedContext } from "../context";

export function sourceAction(
  scope: Construct,
  { site }: SharedContext,
  output: codepipeline.Artifact,
): codepipeline.IAction {
  const { kind, repository, branch, connectionArn } = site.source;
  const common = { actionName: "Source", branch, output, variablesNamespace: "Source" };
  if (kind === "codecommit") {
    return new actions.CodeCommitSourceAction({
      ...common,
      repository: codecommit.Repository.fromRepositoryName(scope, "Repository", repository),
      // An event starts the pipeline at once; looking every minute would cost and be late.
      trigger: actions.CodeCommitTrigger.EVENTS,
      // The whole history: what runs is named after the commit.
      codeBuildCloneOutput: true,
    });
  }
  const [owner = "", repo = ""] = repository.split("/");
  return new actions.CodeStarConnectionsSourceAction({
    ...common,
    connectionArn,
    owner,
    repo,
    triggerOnPush: true,
    codeBuildCloneOutput: true,
  });
}

const allow = (sid: string, actions: string[], resources: string[]) =>
  new iam.PolicyStatement({ sid, actions, resources });

const repositoryArn = ({ account, source }: Site) =>
  `arn:aws:codecommit:${loadProject().region}:${account}:${source.repository}`;

// The connection's service was renamed; its actions are called as its ARN says.
const useConnection = ({ source }: Site) =>
  allow("UseConnection", [`${source.connectionArn.split(":")[2]}:UseConnection`], [source.connectionArn]);

// What the pipeline needs to take the source.
export function takeSource(site: Site): iam.PolicyStatement[] {
  if (site.source.kind === "github") return [useConnection(site)];
  const actions = [
    "GetBranch",
    "GetCommit",
    "GetRepository",
    "UploadArchive",
    "GetUploadArchiveStatus",
    "CancelUploadArchive",
  ].map((each) => `codecommit:${each}`);
  return [allow("TakeSource", actions, [repositoryArn(site)])];
}

// What a project needs to clone it with its history.
export const fetchSource = (site: Site): iam.PolicyStatement[] =>
  site.source.kind === "github"
    ? [useConnection(site)]
    : [allow("Clone", ["codecommit:GitPull"], [repositoryArn(site)])];
