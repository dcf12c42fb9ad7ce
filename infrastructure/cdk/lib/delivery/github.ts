// GitHub's workflows: an identity provider and one role, for runs of the site's repository on its branch alone. No key
// is stored anywhere; what a workflow may do lasts an hour.
import { Duration } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { SharedContext } from "../context";
import { give } from "../rights";
import { pullImages, pushImages, signInToRegistry, wholeDeployment } from "./deploy-rights";

const kIssuer = "token.actions.githubusercontent.com";

export class GitHubAccess extends Construct {
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, context: SharedContext) {
    super(scope, id);
    const { repository, branch } = context.site.source;
    const provider = new iam.OidcProviderNative(this, "Provider", {
      url: `https://${kIssuer}`,
      clientIds: ["sts.amazonaws.com"],
      oidcProviderName: context.name("github"),
    });
    this.role = new iam.Role(this, "Role", {
      roleName: context.name("github-role"),
      description: `Deployments by workflows of ${repository}, branch ${branch}`,
      maxSessionDuration: Duration.hours(1),
      assumedBy: new iam.WebIdentityPrincipal(provider.oidcProviderArn, {
        StringEquals: {
          [`${kIssuer}:aud`]: "sts.amazonaws.com",
          [`${kIssuer}:sub`]: `repo:${repository}:ref:refs/heads/${branch}`,
        },
      }),
    });
    const { staging, prod } = context;
    give(
      this.role,
      signInToRegistry(),
      pullImages(staging, prod),
      pushImages(staging, prod),
      wholeDeployment(staging),
      wholeDeployment(prod),
    );
  }
}
