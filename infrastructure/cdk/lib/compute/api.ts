// The API: cluster, task, service behind the balancer, its scaling and its blue/green deployments.
import { aws_ecs as ecs, aws_ssm as ssm, Tags, type aws_efs as efs, type aws_sqs as sqs } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import { port } from "../network/network-defaults";
import type { ApiParts, DataParts, ImageParts, MailParts, NetworkParts, QueueName } from "../parts";
import { give, putTraces, readObjects, readSecrets, sendTo, useFiles, useKey, writeExports } from "../rights";
import { acknowledgeApi } from "./compute-acknowledged";
import { Balancer } from "./balancer";
import { addCollector } from "./collector";
import { dataFolder, health } from "./compute-defaults";
import { Deployment } from "./deployment";
import { ProgramTask } from "./program-task";
import { programVariables, serverVariables, taskVariables } from "./program-variables";
import { scaleTasks } from "./scaling";

export interface ApiProps {
  readonly network: NetworkParts;
  readonly data: DataParts;
  readonly mail: MailParts;
  readonly image: ImageParts;
  readonly queues: Readonly<Record<QueueName, sqs.Queue>>;
}

export class Api extends Construct {
  readonly parts: ApiParts;

  constructor(scope: Construct, id: string, context: Context, props: ApiProps) {
    super(scope, id);
    tagService(this, "api");
    const cluster = new ecs.Cluster(this, "Cluster", {
      clusterName: context.name("api", "cluster"),
      vpc: props.network.vpc,
      containerInsightsV2: ecs.ContainerInsights.ENABLED,
      enableFargateCapacityProviders: true,
    });
    const task = this.serverTask(context, props);
    const migrate = this.migrateTask(context, props);
    const balancer = new Balancer(this, "Edge", context, props);
    const service = this.service(context, cluster, task, balancer, props);
    scaleTasks(this, context, service, balancer);
    const roles = [task.role, task.executionRole];
    const deployment = new Deployment(this, "Deployment", context, { service, cluster, balancer, roles });
    this.recordRelease(context, props.image);
    this.parts = {
      cluster,
      service,
      taskDefinition: task.definition,
      migrateTask: migrate.definition,
      balancer: balancer.balancer,
      listener: balancer.listener,
      testListener: balancer.testListener,
      blue: balancer.blue,
      green: balancer.green,
      certificate: balancer.certificate,
      deploymentApplication: deployment.application,
      deploymentGroup: deployment.group,
      logGroup: task.logs,
      taskRole: task.role,
    };
    acknowledgeApi(this);
  }

  private serverTask(context: Context, { data, mail, image, queues }: ApiProps): ProgramTask {
    const task = new ProgramTask(this, "Task", context, {
      service: "api",
      resource: "task",
      container: "api",
      command: ["serve"],
      size: context.settings.api,
      image,
      key: data.key,
      environment: {
        ...programVariables(context, { data, mail }, [
          "database",
          "cache",
          "objects",
          "queue",
          "mail",
          "signing",
          "public",
        ]),
        ...serverVariables,
      },
      healthCheck: { ...health, command: [...health.command] },
      ports: [{ containerPort: port.api, protocol: ecs.Protocol.TCP }],
      statements: [
        readObjects(data.dataBucket),
        writeExports(data.dataBucket),
        sendTo(queues.alerts, queues.mail, queues.export, queues.import),
        readSecrets(data.databaseSecretArn, data.cacheAuth.secretArn, data.signingKey.secretArn),
        useKey(data.key),
        putTraces(),
      ],
    });
    addCollector(task);
    return task;
  }

  private migrateTask(context: Context, { data, mail, image }: ApiProps): ProgramTask {
    return new ProgramTask(this, "MigrateTask", context, {
      service: "api",
      resource: "migrate-task",
      container: "migrate",
      command: ["migrate"],
      size: context.settings.jobs,
      image,
      key: data.key,
      environment: { ...programVariables(context, { data, mail }, ["database"]), ...taskVariables },
      statements: [readSecrets(data.databaseSecretArn), useKey(data.key)],
    });
  }

  private service(context: Context, cluster: ecs.Cluster, task: ProgramTask, balancer: Balancer, props: ApiProps) {
    const { api } = context.settings;
    const { network, data } = props;
    const onDemand = { capacityProvider: "FARGATE", base: api.onDemandTasks, weight: api.spot ? 0 : 1 };
    const spot = { capacityProvider: "FARGATE_SPOT", weight: 1 };
    const usesOnDemand = api.onDemandTasks > 0 || !api.spot;
    if (data.files) shareFiles(task, data.files);
    const service = new ecs.FargateService(this, "Service", {
      serviceName: context.name("api", "service"),
      cluster,
      taskDefinition: task.definition,
      deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY },
      capacityProviderStrategies: [...(usesOnDemand ? [onDemand] : []), ...(api.spot ? [spot] : [])],
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      assignPublicIp: false,
      vpcSubnets: { subnets: network.privateSubnets.subnets },
      securityGroups: [network.groups.api],
      healthCheckGracePeriod: health.startPeriod,
      enableExecuteCommand: false,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
    });
    service.attachToApplicationTargetGroup(balancer.blue);
    service.node.addDependency(balancer.listener, balancer.testListener);
    Tags.of(service).add("Name", context.name("api", "service"));
    return service;
  }

  // What runs is written down where operators and the daily export of parameters find it.
  private recordRelease(context: Context, { digest }: ImageParts): void {
    new ssm.StringParameter(this, "Release", {
      parameterName: context.parameterPath("api", "image-digest"),
      description: "Digest of the image that was deployed last",
      stringValue: digest,
    });
  }
}

// Shards one task has downloaded are there for the others.
function shareFiles(task: ProgramTask, files: efs.AccessPoint): void {
  const { fileSystemId, fileSystemArn } = files.fileSystem;
  task.definition.addVolume({
    name: "files",
    efsVolumeConfiguration: {
      fileSystemId,
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId: files.accessPointId, iam: "ENABLED" },
    },
  });
  task.container.addMountPoints({ sourceVolume: "files", containerPath: `${dataFolder}/shards`, readOnly: false });
  give(task.role, useFiles(fileSystemArn, files.accessPointArn));
}
