// Findings about functions, tasks and schedules that stand, and why.
import type { IConstruct } from "constructs";
import { acknowledge } from "../acknowledge";
import { taskReasons } from "../compute/compute-acknowledged";
import { sharedWildcards } from "../rights-acknowledged";
import { acknowledgeWildcards } from "../wildcards";

export function acknowledgeJobs(jobs: IConstruct): void {
  acknowledge(jobs, taskReasons);
  acknowledgeWildcards(jobs, {
    ...sharedWildcards,
    LookAtSnapshots:
      "RDS names snapshots and automated backups itself; limited to those of this database where it can be",
    ReadParameters: "All parameters of the environment are exported, which is the purpose; limited to its path",
    PutMetrics: "CloudWatch has no resources to name; the condition limits it to the program's namespace",
    RunImport: "Every revision of one family: a schedule runs the newest, whichever deployment made it",
    TagImport: "ECS names tasks when it starts them; limited to the cluster and to the start of a task",
  });
}
