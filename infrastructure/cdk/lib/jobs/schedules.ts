// `jobs-schedules`: when what runs, as settings/jobs.json says.
import {
  aws_iam as iam,
  aws_scheduler as scheduler,
  Stack,
  type aws_ecs as ecs,
  type aws_kms as kms,
  type aws_lambda as lambda,
  type aws_sqs as sqs,
} from "aws-cdk-lib";
import { loadJobs, type ScheduleSettings } from "@housing/settings";
import { Construct } from "constructs";
import type { ProgramTask } from "../compute/program-task";
import type { Context } from "../context";
import type { FunctionName, NetworkParts } from "../parts";
import { give, passToTasks, sendTo, serviceRole, useKey } from "../rights";
import { importContainer } from "./import-task";
import { retries } from "./jobs-defaults";

export interface SchedulesProps {
  readonly key: kms.IKey;
  readonly network: NetworkParts;
  readonly cluster: ecs.Cluster;
  readonly importQueue: sqs.Queue;
  readonly importTask: ProgramTask;
  readonly functions: Readonly<Record<FunctionName, lambda.Function>>;
}

export class Schedules extends Construct {
  constructor(scope: Construct, id: string, context: Context, props: SchedulesProps) {
    super(scope, id);
    const group = new scheduler.CfnScheduleGroup(this, "Group", { name: context.name("jobs", "schedules") });
    const role = this.role(context, props);
    for (const [name, schedule] of Object.entries(loadJobs().schedules)) {
      new scheduler.CfnSchedule(this, name, {
        name: context.name("jobs", name),
        groupName: group.ref,
        description: `Runs ${name}`,
        scheduleExpression: schedule.expression,
        scheduleExpressionTimezone: "UTC",
        flexibleTimeWindow: { mode: "OFF" },
        state: "ENABLED",
        target: { ...this.target(schedule, props), roleArn: role.roleArn, retryPolicy: retries },
      });
    }
  }

  private target({ source, task, function: runs }: ScheduleSettings, props: SchedulesProps) {
    if (runs) return { arn: props.functions[runs].functionArn, input: "{}" };
    if (!task) return { arn: props.importQueue.queueArn, input: JSON.stringify({ source }) };
    const { network, cluster, importTask } = props;
    const override = { name: importContainer, command: ["import", "--source", source] };
    return {
      arn: cluster.clusterArn,
      input: JSON.stringify({ containerOverrides: [override] }),
      ecsParameters: {
        // The family alone: whatever revision is the newest, also after a deployment that leaves this stack as it is.
        taskDefinitionArn: familyArn(this, importTask),
        taskCount: 1,
        // Spot: an import that is cut off is begun again by the next schedule, and leaves nothing half done.
        capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
        enableEcsManagedTags: true,
        propagateTags: "TASK_DEFINITION",
        networkConfiguration: {
          awsvpcConfiguration: {
            assignPublicIp: "DISABLED",
            subnets: network.privateSubnets.subnetIds,
            securityGroups: [network.groups.jobs.securityGroupId],
          },
        },
      },
    };
  }

  private role(context: Context, { key, cluster, importQueue, importTask, functions }: SchedulesProps): iam.Role {
    const role = serviceRole(this, "Role", {
      roleName: context.name("jobs", "schedules-role"),
      service: "scheduler",
      description: "Starts what is scheduled",
    });
    const allow = (sid: string, actions: string[], resources: string[], conditions?: Record<string, unknown>) =>
      new iam.PolicyStatement({ sid, actions, resources, conditions });
    return give(
      role,
      sendTo(importQueue),
      useKey(key),
      allow(
        "InvokeFunctions",
        ["lambda:InvokeFunction"],
        [functions.digest.functionArn, functions["backup-check"].functionArn],
      ),
      allow("RunImport", ["ecs:RunTask"], [familyArn(this, importTask), `${familyArn(this, importTask)}:*`], {
        ArnEquals: { "ecs:cluster": cluster.clusterArn },
      }),
      allow(
        "TagImport",
        ["ecs:TagResource"],
        [Stack.of(this).formatArn({ service: "ecs", resource: "task", resourceName: `${cluster.clusterName}/*` })],
        { StringEquals: { "ecs:CreateAction": "RunTask" } },
      ),
      passToTasks(importTask.role, importTask.executionRole),
    );
  }
}

const familyArn = (scope: Construct, task: ProgramTask) =>
  Stack.of(scope).formatArn({ service: "ecs", resource: "task-definition", resourceName: task.definition.family });
