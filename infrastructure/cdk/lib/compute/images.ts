// `api-repository`, in a stack of its own: an image must be there before the tasks and functions made of it.
import { aws_ecr as ecr, aws_iam as iam, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import { removalOf } from "../removal";
import { repository as defaults } from "./compute-defaults";

export class Images extends Construct {
  readonly repository: ecr.Repository;

  constructor(scope: Construct, id: string, context: Context) {
    super(scope, id);
    tagService(this, "api");
    this.repository = new ecr.Repository(this, "Repository", {
      repositoryName: context.name("api", "repository"),
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      removalPolicy: removalOf(context),
      lifecycleRules: [
        {
          rulePriority: 1,
          description: "layers of replaced pushes",
          tagStatus: ecr.TagStatus.UNTAGGED,
          maxImageAge: defaults.untaggedGoneAfter,
        },
        { rulePriority: 2, description: "the newest", maxImageCount: defaults.keepImages },
      ],
    });
    this.letFunctionsPull(context);
  }

  private letFunctionsPull({ project, environment }: Context): void {
    const { region, account } = Stack.of(this);
    this.repository.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: "Functions",
        principals: [new iam.ServicePrincipal("lambda.amazonaws.com")],
        actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        conditions: {
          StringLike: {
            "aws:SourceArn": `arn:aws:lambda:${region}:${account}:function:${project.project}-${environment}-*`,
          },
        },
      }),
    );
  }
}
