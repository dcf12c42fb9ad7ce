// The work behind the API: functions, the bus between them, the import task, and the schedules that start them.
import type { aws_ecs as ecs } from "aws-cdk-lib";
import { Construct } from "constructs";
import { tagService, type Context } from "../context";
import type { DataParts, ImageParts, JobsParts, MailParts, NetworkParts } from "../parts";
import { Bus } from "./bus";
import { Functions } from "./functions";
import { importTask } from "./import-task";
import { acknowledgeJobs } from "./jobs-acknowledged";
import { Schedules } from "./schedules";
import type { Queues } from "./queues";

export interface JobsProps {
  readonly network: NetworkParts;
  readonly data: DataParts;
  readonly mail: MailParts;
  readonly image: ImageParts;
  readonly cluster: ecs.Cluster;
  readonly queues: Queues;
}

export class Jobs extends Construct {
  readonly parts: JobsParts;

  constructor(scope: Construct, id: string, context: Context, props: JobsProps) {
    super(scope, id);
    tagService(this, "jobs");
    const { network, data, mail, image, cluster } = props;
    const { queues, deadLetters } = props.queues;
    const { bus } = new Bus(this, "Events", context, { queues, mail });
    const { functions, logs } = new Functions(this, "Functions", context, { network, data, mail, image, queues, bus });
    const task = importTask(this, context, { data, mail, image, bus });
    new Schedules(this, "Schedules", context, {
      key: data.key,
      network,
      cluster,
      importQueue: queues.import,
      importTask: task,
      functions,
    });
    this.parts = {
      functions,
      functionLogs: logs,
      queues,
      deadLetters,
      bus,
      importTask: task.definition,
      importTaskLogs: task.logs,
    };
    acknowledgeJobs(this);
  }
}
