// A Fargate task of the program's image: not root, a read-only root, one ephemeral volume to write to.
import { aws_ecs as ecs, aws_iam as iam, RemovalPolicy, type aws_kms as kms, type aws_logs as logs } from "aws-cdk-lib";
import { fargateSize, type ServiceName } from "@housing/settings";
import { Construct } from "constructs";
import type { Context } from "../context";
import { logGroup } from "../logging";
import type { ImageParts } from "../parts";
import { give, pullImage, serviceRole, writeLogs } from "../rights";
import { dataFolder, drain, user } from "./compute-defaults";
import { TaskImage } from "./program-image";

export interface ProgramTaskProps {
  readonly service: ServiceName;
  // Part of the name: `task`, `migrate-task`.
  readonly resource: string;
  readonly container: string;
  readonly command: string[];
  readonly size: { vcpu: number; memoryGb: number };
  readonly environment: Record<string, string>;
  readonly image: ImageParts;
  readonly key: kms.IKey;
  readonly statements: (iam.PolicyStatement | iam.PolicyStatement[])[];
  readonly healthCheck?: ecs.HealthCheck;
  readonly ports?: ecs.PortMapping[];
}

export class ProgramTask extends Construct {
  readonly definition: ecs.FargateTaskDefinition;
  readonly container: ecs.ContainerDefinition;
  readonly logs: logs.LogGroup;
  readonly role: iam.Role;
  readonly executionRole: iam.Role;

  constructor(scope: Construct, id: string, context: Context, props: ProgramTaskProps) {
    super(scope, id);
    const name = (suffix = "") => context.name(props.service, `${props.resource}${suffix}`);
    this.logs = logGroup(this, "Logs", context, props.key, name("-logs"));
    const roleFor = (roleId: string, suffix: string, description: string) =>
      serviceRole(this, roleId, { roleName: name(suffix), service: "ecs-tasks", description });
    this.role = give(roleFor("Role", "-role", `What ${name()} may do`), ...props.statements);
    this.executionRole = give(
      roleFor("ExecutionRole", "-execution-role", `Starts ${name()}: pulls its image, opens its log`),
      pullImage(props.image.repositoryArn),
      writeLogs(this.logs.logGroupArn),
    );
    const { cpu, memoryMiB } = fargateSize(props.size);
    this.definition = new ecs.FargateTaskDefinition(this, "Definition", {
      family: name(),
      cpu,
      memoryLimitMiB: memoryMiB,
      runtimePlatform: {
        operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
        cpuArchitecture: architectureOf(context),
      },
      taskRole: this.role,
      executionRole: this.executionRole.withoutPolicyUpdates(),
      volumes: [{ name: "data" }],
    });
    // A deployment that goes back needs the former revision, which the new one replaces here.
    this.definition.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // A task that starts before its roles have their rights would fail.
    this.definition.node.addDependency(this.role, this.executionRole);
    this.container = this.definition.addContainer(props.container, {
      image: new TaskImage(props.image),
      command: props.command,
      environment: props.environment,
      user,
      essential: true,
      readonlyRootFilesystem: true,
      stopTimeout: drain.stop,
      healthCheck: props.healthCheck,
      portMappings: props.ports,
      logging: ecs.LogDrivers.awsLogs({ logGroup: this.logs, streamPrefix: props.container }),
    });
    this.container.addMountPoints({ sourceVolume: "data", containerPath: dataFolder, readOnly: false });
  }
}

export const architectureOf = ({ project }: Context) =>
  project.architecture === "arm64" ? ecs.CpuArchitecture.ARM64 : ecs.CpuArchitecture.X86_64;
