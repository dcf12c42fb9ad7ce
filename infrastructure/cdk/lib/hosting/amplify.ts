// Option: the dashboard on Amplify Hosting, built by amplify.yml from the same sources, beside or in place of the
// bucket and its distribution. The API stays where it is: Amplify passes its addresses on to the site's own host.
//
// GitHub's access token is put into `frontend-amplify-token` by hand. Not for a repository on CodeCommit.
import { RemovalPolicy } from "aws-cdk-lib";
import * as amplify from "aws-cdk-lib/aws-amplify";
import * as iam from "aws-cdk-lib/aws-iam";
import type * as kms from "aws-cdk-lib/aws-kms";
import * as secretsmanager from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge";
import { tagService, type Context } from "../context";
import { edgeSettings } from "../edge/edge-settings";
import { projectJson, projectText } from "../project-files";

// Amplify wants YAML; JSON is part of it.
function headersOf(headers: Record<string, string>): string {
  const list = Object.entries(headers).map(([key, value]) => ({ key, value }));
  return JSON.stringify({ customHeaders: [{ pattern: "**/*", headers: list }] });
}

// First the API, then deep links, then the page of an unknown address: Amplify takes the first rule that fits.
function rulesOf(host: string): amplify.CfnApp.CustomRuleProperty[] {
  const paths = [...edgeSettings.livePaths, ...edgeSettings.cachedPaths];
  const passedOn = paths.map((path) => ({
    source: path.replace("*", "<*>"),
    target: `https://${host}${path.replace("*", "<*>")}`,
    status: "200",
  }));
  return [
    ...passedOn,
    { source: "/region/<id>", target: "/region.html", status: "200" },
    { source: "/<*>", target: "/404.html", status: "404" },
  ];
}

export class AmplifyHosting extends Construct {
  constructor(scope: Construct, id: string, context: Context, key: kms.IKey) {
    super(scope, id);
    tagService(this, "frontend");
    const { repository, branch, kind } = context.site.source;
    if (kind !== "github") throw new RangeError("the Amplify option builds from GitHub; turn it off or use GitHub");
    const token = new secretsmanager.Secret(this, "Token", {
      secretName: context.name("frontend", "amplify-token"),
      description: "GitHub's token with which Amplify reads the repository; put in by hand",
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(token, { "AwsSolutions-SMG4": "GitHub makes this token, so no rotation of ours can" });
    const role = new iam.Role(this, "Role", {
      roleName: context.name("frontend", "amplify-role"),
      description: "Builds of the dashboard: they need nothing of the account",
      assumedBy: new iam.ServicePrincipal("amplify.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": context.site.account } },
      }),
    });
    const app = new amplify.CfnApp(this, "App", {
      name: context.name("frontend", "amplify"),
      description: `Dashboard of ${context.project.project} ${context.environment}`,
      platform: "WEB",
      repository: `https://github.com/${repository}`,
      accessToken: token.secretValue.unsafeUnwrap(),
      buildSpec: projectText("amplify.yml"),
      customHeaders: headersOf(projectJson<Record<string, string>>("contract/web-headers.json")),
      customRules: rulesOf(context.host),
      enableBranchAutoDeletion: true,
      iamServiceRole: role.roleArn,
    });
    new amplify.CfnBranch(this, "Branch", {
      appId: app.attrAppId,
      branchName: branch,
      stage: context.environment === "prod" ? "PRODUCTION" : "DEVELOPMENT",
      enableAutoBuild: true,
      enablePullRequestPreview: false,
    });
  }
}
