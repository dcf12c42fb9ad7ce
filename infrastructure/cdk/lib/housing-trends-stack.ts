// `housing-trends-{env}`: one environment, put together from its parts.
import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { availabilityZones } from "@housing/settings";
import { Api } from "./compute/api";
import { programImage } from "./compute/program-image";
import type { Context } from "./context";
import { Data } from "./data/data";
import { DataKey } from "./data/data-key";
import { Edge } from "./edge/edge";
import { Jobs } from "./jobs/jobs";
import { Queues } from "./jobs/queues";
import { Mail } from "./mail/mail";
import { Monitoring } from "./monitoring/monitoring";
import { Network } from "./network/network";
import type { AllParts, GlobalEdgeParts } from "./parts";
import { Recovery } from "./recovery/recovery";

export interface HousingTrendsStackProps extends StackProps {
  readonly context: Context;
  readonly global: GlobalEdgeParts;
}

export class HousingTrendsStack extends Stack {
  readonly parts: AllParts;
  private readonly zones: string[];

  constructor(scope: Construct, id: string, { context, global, ...props }: HousingTrendsStackProps) {
    super(scope, id, props);
    const { project, site } = context;
    this.zones = availabilityZones(project.region, project.availabilityZones, site);
    const image = programImage(this, context);
    const { key } = new DataKey(this, "DataKey", context);
    const network = new Network(this, "Network", context, { key }).parts;
    const data = new Data(this, "Data", context, { key, network }).parts;
    const mail = new Mail(this, "Mail", context).parts;
    const queues = new Queues(this, "Queues", context, key);
    const api = new Api(this, "Api", context, { network, data, mail, image, queues: queues.queues }).parts;
    const jobs = new Jobs(this, "Jobs", context, { network, data, mail, image, cluster: api.cluster, queues }).parts;
    const edge = new Edge(this, "Edge", context, { network, data, api, global }).parts;
    this.parts = { network, data, mail, api, jobs, edge };
    new Monitoring(this, "Monitoring", context, this.parts);
    new Recovery(this, "Recovery", context, { data });
    this.tell(context);
  }

  // From the settings: a look-up would need credentials.
  override get availabilityZones(): string[] {
    return this.zones;
  }

  // What scripts ask the stack for, so that none guesses a name or searches by a comment.
  private tell(context: Context): void {
    const { network, data, api, jobs, edge } = this.parts;
    const outputs: Record<string, string> = {
      PublicUrl: `https://${context.host}`,
      RepositoryUri: `${this.account}.dkr.ecr.${this.region}.${this.urlSuffix}/${context.name("api", "repository")}`,
      ClusterName: api.cluster.clusterName,
      ServiceName: api.service.serviceName,
      TaskDefinitionArn: api.taskDefinition.taskDefinitionArn,
      MigrateTaskDefinitionArn: api.migrateTask.taskDefinitionArn,
      ImportTaskDefinitionArn: jobs.importTask.taskDefinitionArn,
      DeploymentApplication: api.deploymentApplication.applicationName,
      DeploymentGroup: api.deploymentGroup.deploymentGroupName,
      TaskSubnets: network.privateSubnets.subnetIds.join(","),
      TaskSecurityGroup: network.groups.jobs.securityGroupId,
      FrontendBucket: data.frontendBucket.bucketName,
      DataBucket: data.dataBucket.bucketName,
      BackupBucket: data.backupBucket.bucketName,
      DatabaseIdentifier: data.database.ref,
      DistributionId: edge.distribution.distributionId,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
