// The build projects: one for each thing the pipeline does with commands, each with its own role and log.
import { Duration, RemovalPolicy, Tags } from "aws-cdk-lib";
import * as codebuild from "aws-cdk-lib/aws-codebuild";
import * as iam from "aws-cdk-lib/aws-iam";
import * as logs from "aws-cdk-lib/aws-logs";
import type * as ssm from "aws-cdk-lib/aws-ssm";
import { Construct } from "constructs";
import type { Context, SharedContext } from "../context";
import { give, writeLogs } from "../rights";
import { useArtifacts, type Artifacts } from "./artifacts";
import { acknowledgeDebian } from "./delivery-acknowledged";
import { debianImage, logDays, projects, type ProjectDefaults, type ProjectName } from "./delivery-defaults";
import { runOnPhones, scheduleRuns } from "./device-farm";
import { migrate, pullImages, pushImages, release, signInToRegistry } from "./deploy-rights";
import { fetchSource } from "./source";

// `migrate` and `release` exist once for each environment: neither may reach into the other.
export type ProjectKey = Exclude<ProjectName, "migrate" | "release"> | `${"migrate" | "release"}-${"staging" | "prod"}`;

export interface BuildProps {
  readonly artifacts: Artifacts;
  // What the operator owns, for the scripts: settings/site.json is not in the repository.
  readonly site: ssm.IStringParameter;
  readonly devices: boolean;
}

const fromParameter = ({ parameterName }: ssm.IStringParameter) => ({
  type: codebuild.BuildEnvironmentVariableType.PARAMETER_STORE,
  value: parameterName,
});

const readSite = ({ parameterArn }: ssm.IStringParameter) => [
  new iam.PolicyStatement({ sid: "ReadSite", actions: ["ssm:GetParameters"], resources: [parameterArn] }),
];

export class BuildProjects extends Construct {
  private readonly made = new Map<ProjectKey, codebuild.PipelineProject>();

  constructor(
    scope: Construct,
    id: string,
    private readonly context: SharedContext,
    private readonly props: BuildProps,
  ) {
    super(scope, id);
    const { staging, prod } = context;
    this.add("build", "build", staging, [signInToRegistry(), pullImages(staging), pushImages(staging)]);
    this.add("test", "test", staging, []);
    this.add("e2e", "e2e", staging, []);
    if (props.devices) this.add("devices", "devices", staging, scheduleRuns(context.site.account));
    for (const each of [staging, prod]) {
      const name = each.environment as "staging" | "prod";
      // Production takes the very image that staging ran, by its digest.
      const images = [signInToRegistry(), pullImages(staging, prod), pushImages(each)];
      this.add(`migrate-${name}`, "migrate", each, [...images, ...migrate(each)]);
      this.add(`release-${name}`, "release", each, [signInToRegistry(), pullImages(each), ...release(each)]);
    }
  }

  get(key: ProjectKey): codebuild.PipelineProject {
    const found = this.made.get(key);
    if (found) return found;
    throw new RangeError(`there is no build project ${key}`);
  }

  get arns(): string[] {
    return [...this.made.values()].map(({ projectArn }) => projectArn);
  }

  private add(key: ProjectKey, name: ProjectName, target: Context, statements: iam.PolicyStatement[]): void {
    const { site } = this.context;
    const { artifacts } = this.props;
    const defaults: ProjectDefaults = projects[name];
    const projectName = this.context.name(key);
    const log = new logs.LogGroup(this, `Log-${key}`, {
      logGroupName: `${projectName}-logs`,
      retention: logDays,
      encryptionKey: artifacts.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const text = (value: string) => ({ value });
    const made = new codebuild.PipelineProject(this, `Project-${key}`, {
      projectName,
      description: defaults.what,
      buildSpec: name === "devices" ? runOnPhones : codebuild.BuildSpec.fromSourceFilename(defaults.buildspec),
      role: this.role(key, name, log, statements).withoutPolicyUpdates(),
      environment: {
        buildImage: this.image(defaults),
        computeType: defaults.size,
        privileged: defaults.privileged ?? false,
      },
      environmentVariables: {
        ENVIRONMENT: text(target.environment),
        SITE_URL: text(`https://${target.host}`),
        AWS_ACCOUNT_ID: text(site.account),
        IMAGE_REPO_NAME: text(target.name("api", "repository")),
        ...(defaults.site ? { SITE_JSON: fromParameter(this.props.site) } : {}),
      },
      encryptionKey: artifacts.key,
      cache: defaults.cached ? codebuild.Cache.bucket(artifacts.bucket, { prefix: `cache/${key}` }) : undefined,
      timeout: Duration.minutes(defaults.minutes),
      logging: { cloudWatch: { logGroup: log } },
    });
    Tags.of(made).add("Name", projectName);
    if (defaults.debian) acknowledgeDebian(made);
    this.made.set(key, made);
  }

  // The same processor as the tasks: an image is built where it will run.
  private image({ debian }: ProjectDefaults): codebuild.IBuildImage {
    const isArm = this.context.project.architecture === "arm64";
    if (debian) {
      const { fromDockerRegistry } = isArm ? codebuild.LinuxArmBuildImage : codebuild.LinuxBuildImage;
      return fromDockerRegistry(debianImage);
    }
    return isArm
      ? codebuild.LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_3_0
      : codebuild.LinuxBuildImage.AMAZON_LINUX_2023_5;
  }

  // The library's own grants to a project have wildcard actions; these say what a project does.
  private role(key: ProjectKey, name: ProjectName, log: logs.ILogGroup, statements: iam.PolicyStatement[]): iam.Role {
    const { site } = this.context;
    const { artifacts } = this.props;
    const role = new iam.Role(this, `Role-${key}`, {
      roleName: this.context.name(`${key}-role`),
      description: `Runs the pipeline's project ${key}`,
      assumedBy: new iam.ServicePrincipal("codebuild.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": site.account } },
      }),
    });
    return give(
      role,
      writeLogs(log.logGroupArn),
      useArtifacts(artifacts),
      fetchSource(site),
      (projects[name] as ProjectDefaults).site ? readSite(this.props.site) : [],
      statements,
    );
  }
}
