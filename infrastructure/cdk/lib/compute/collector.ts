// Container `otel` beside the API: takes its spans and hands them to X-Ray. Its end does not end the task.
import { aws_ecs as ecs } from "aws-cdk-lib";
import { collector } from "./compute-defaults";
import type { ProgramTask } from "./program-task";

export function addCollector(task: ProgramTask): void {
  task.definition.addContainer("otel", {
    image: ecs.ContainerImage.fromRegistry(collector.image),
    essential: false,
    memoryLimitMiB: collector.memoryMiB,
    readonlyRootFilesystem: true,
    // The collector reads YAML, of which JSON is a part.
    environment: { AOT_CONFIG_CONTENT: JSON.stringify(collector.configuration) },
    healthCheck: { command: ["CMD", "/healthcheck"] },
    logging: ecs.LogDrivers.awsLogs({ logGroup: task.logs, streamPrefix: "otel" }),
  });
}
