// `jobs-import-task`: imports the sources whose files are too large for a function.
import { Construct } from "constructs";
import { ProgramTask } from "../compute/program-task";
import { programVariables, taskVariables } from "../compute/program-variables";
import type { Context } from "../context";
import type { aws_events as events } from "aws-cdk-lib";
import type { DataParts, ImageParts, MailParts } from "../parts";
import { importTaskRights } from "./job-rights";

export const importContainer = "import";

export interface ImportTaskProps {
  readonly data: DataParts;
  readonly mail: MailParts;
  readonly image: ImageParts;
  readonly bus: events.EventBus;
}

export function importTask(
  scope: Construct,
  context: Context,
  { data, mail, image, bus }: ImportTaskProps,
): ProgramTask {
  return new ProgramTask(scope, "ImportTask", context, {
    service: "jobs",
    resource: "import-task",
    container: importContainer,
    command: ["import"],
    size: context.settings.jobs,
    image,
    key: data.key,
    environment: {
      ...programVariables(context, { data, mail }, ["database", "objects", "events"]),
      ...taskVariables,
    },
    statements: importTaskRights({ data, bus }),
  });
}
