// The functions: the program's image with `lambda NAME`, in the private subnets, traced, each with its own role.
import {
  aws_lambda as lambda,
  aws_lambda_event_sources as sources,
  Duration,
  Size,
  type aws_iam as iam,
  type aws_logs as logs,
} from "aws-cdk-lib";
import { loadJobs } from "@housing/settings";
import { Construct } from "constructs";
import type { Context } from "../context";
import { program } from "../compute/compute-defaults";
import { FunctionImage } from "../compute/program-image";
import { functionVariables, programVariables } from "../compute/program-variables";
import { logGroup } from "../logging";
import type { FunctionName, ImageParts, NetworkParts, QueueName } from "../parts";
import { give, joinNetwork, putTraces, serviceRole, useKey, writeLogs } from "../rights";
import { jobRights, type JobRightsProps } from "./job-rights";
import { queueNames, subjects } from "./jobs-defaults";

// The database, its parameters, and where copies lie when there are any.
function backupsUrl(context: Context): string {
  const { project, settings, environment } = context;
  const copies = settings.recovery.replicate
    ? `&vault=${context.name("recovery", "vault")}&copies=${project.recoveryRegion}`
    : "";
  return `aws://${context.name("db", "instance")}?parameters=/${project.project}/${environment}${copies}`;
}

export interface FunctionsProps extends JobRightsProps {
  readonly network: NetworkParts;
  readonly image: ImageParts;
}

export class Functions extends Construct {
  readonly functions: Readonly<Record<FunctionName, lambda.Function>>;
  readonly logs: Readonly<Record<FunctionName, logs.LogGroup>>;

  constructor(scope: Construct, id: string, context: Context, props: FunctionsProps) {
    super(scope, id);
    const rights = jobRights(context, props);
    const functions: Partial<Record<FunctionName, lambda.Function>> = {};
    const groups: Partial<Record<FunctionName, logs.LogGroup>> = {};
    for (const name of Object.keys(rights) as FunctionName[]) {
      const group = logGroup(this, `${name}-logs`, context, props.data.key, context.name("jobs", `${name}-logs`));
      const role = give(this.role(name, context), ...rights[name], [
        useKey(props.data.key),
        writeLogs(group.logGroupArn),
        joinNetwork(),
        putTraces(),
      ]);
      functions[name] = this.function(name, context, props, role, group);
      groups[name] = group;
    }
    this.functions = functions as Record<FunctionName, lambda.Function>;
    this.logs = groups as Record<FunctionName, logs.LogGroup>;
    for (const name of queueNames) this.takeFrom(name, props);
  }

  private role(name: FunctionName, context: Context): iam.Role {
    return serviceRole(this, `${name}-role`, {
      roleName: context.name("jobs", `${name}-role`),
      service: "lambda",
      description: `What job ${name} may do`,
    });
  }

  private function(
    name: FunctionName,
    context: Context,
    { network, data, mail, image }: FunctionsProps,
    role: iam.Role,
    group: logs.LogGroup,
  ): lambda.Function {
    const { timeoutSeconds, memory, storageMb } = loadJobs().functions[name];
    // The one function that writes elsewhere than the others, and is told what to look at.
    const backups: Record<string, string> =
      name === "backup-check"
        ? { HOUSING_OBJECTS_URL: `s3://${data.backupBucket.bucketName}`, HOUSING_BACKUPS_URL: backupsUrl(context) }
        : {};
    return new lambda.Function(this, name, {
      functionName: context.name("jobs", name),
      description: `housing lambda ${name}`,
      runtime: lambda.Runtime.FROM_IMAGE,
      handler: lambda.Handler.FROM_IMAGE,
      code: new FunctionImage(image, [program], ["lambda", name]),
      architecture: context.project.architecture === "arm64" ? lambda.Architecture.ARM_64 : lambda.Architecture.X86_64,
      timeout: Duration.seconds(timeoutSeconds),
      memorySize: context.settings.lambda[memory],
      ephemeralStorageSize: Size.mebibytes(storageMb),
      vpc: network.vpc,
      vpcSubnets: { subnets: network.privateSubnets.subnets },
      securityGroups: [network.groups.jobs],
      role: role.withoutPolicyUpdates(),
      tracing: lambda.Tracing.ACTIVE,
      logGroup: group,
      environment: { ...programVariables(context, { data, mail }, subjects[name]), ...functionVariables, ...backups },
    });
  }

  private takeFrom(name: QueueName, { queues }: FunctionsProps): void {
    const { batch, concurrency } = loadJobs().functions[name];
    this.functions[name].addEventSource(
      new sources.SqsEventSource(queues[name], {
        batchSize: batch,
        maxConcurrency: concurrency,
        reportBatchItemFailures: true,
      }),
    );
  }
}
