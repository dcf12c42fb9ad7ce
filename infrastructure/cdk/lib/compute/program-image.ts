// The one image tasks and functions run, chosen by digest: a tag could mean another program tomorrow.
//
// The digest is a parameter of the stack, so a release changes no template:
//   cdk deploy … --parameters ImageDigest=sha256:…
import { aws_ecs as ecs, aws_lambda as lambda, CfnParameter, Stack, Token } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Context } from "../context";
import type { ImageParts } from "../parts";

export function programImage(stack: Stack, context: Context): ImageParts {
  const parameter = new CfnParameter(stack, "ImageDigest", {
    type: "String",
    description: `Digest of the image to run, as it is in ${context.name("api", "repository")}`,
    allowedPattern: "^sha256:[0-9a-f]{64}$",
    constraintDescription: "a digest: sha256: and 64 hexadecimal digits, as the registry prints it",
  });
  const repositoryName = context.name("api", "repository");
  return {
    repositoryName,
    repositoryArn: stack.formatArn({ service: "ecr", resource: "repository", resourceName: repositoryName }),
    digest: parameter.valueAsString,
    uri: `${stack.account}.dkr.ecr.${stack.region}.${stack.urlSuffix}/${repositoryName}@${parameter.valueAsString}`,
  };
}

export class TaskImage extends ecs.ContainerImage {
  constructor(private readonly image: ImageParts) {
    super();
  }

  // The execution role's right to pull is given where the role is made.
  bind(_scope: Construct, _container: ecs.ContainerDefinition): ecs.ContainerImageConfig {
    return { imageName: this.image.uri };
  }
}

export class FunctionImage extends lambda.Code {
  readonly isInline = false;

  constructor(
    private readonly image: ImageParts,
    private readonly entrypoint: string[],
    private readonly cmd: string[],
  ) {
    super();
  }

  bind(_scope: Construct): lambda.CodeConfig {
    const { entrypoint, cmd } = this;
    return { image: { imageUri: Token.asString(this.image.uri), entrypoint, cmd } };
  }
}
