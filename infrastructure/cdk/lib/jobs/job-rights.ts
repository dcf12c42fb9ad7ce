// What each function may do: the table of rights, one entry a function.
import { ArnFormat, aws_iam as iam, Stack, type aws_events as events, type aws_sqs as sqs } from "aws-cdk-lib";
import type { Context } from "../context";
import type { DataParts, FunctionName, MailParts, QueueName } from "../parts";
import * as rights from "../rights";
import { metricsNamespace } from "./jobs-defaults";

export interface JobRightsProps {
  readonly data: DataParts;
  readonly mail: MailParts;
  readonly queues: Readonly<Record<QueueName, sqs.Queue>>;
  readonly bus: events.EventBus;
}

type Statements = (iam.PolicyStatement | iam.PolicyStatement[])[];

export function jobRights(
  context: Context,
  { data, mail, queues, bus }: JobRightsProps,
): Record<FunctionName, Statements> {
  const databaseSecret = rights.readSecrets(data.databaseSecretArn);
  const readAndWrite = [...rights.readObjects(data.dataBucket), rights.writeObjects(data.dataBucket)];
  // Whoever words a mail signs the links in it.
  const wordingSecrets = rights.readSecrets(data.databaseSecretArn, data.signingKey.secretArn);
  const putEvents = rights.putEvents(bus.eventBusArn);
  return {
    import: [readAndWrite, rights.receiveFrom(queues.import), putEvents, databaseSecret],
    publish: [readAndWrite, rights.forgetPending(data.dataBucket), rights.receiveFrom(queues.publish), putEvents],
    alerts: [
      rights.readObjects(data.dataBucket),
      rights.receiveFrom(queues.alerts),
      rights.sendTo(queues.mail),
      wordingSecrets,
    ],
    mail: [rights.receiveFrom(queues.mail), databaseSecret, sendMail(mail)],
    export: [
      rights.readObjects(data.dataBucket),
      rights.writeExports(data.dataBucket),
      rights.receiveFrom(queues.export),
      rights.sendTo(queues.mail),
      wordingSecrets,
    ],
    digest: [wordingSecrets, rights.sendTo(queues.mail)],
    "backup-check": checkBackups(context, data),
  };
}

// What `jobs-import-task` may do: the same as the function, without a queue to take from.
export const importTaskRights = ({ data, bus }: Pick<JobRightsProps, "data" | "bus">): Statements => [
  rights.readObjects(data.dataBucket),
  rights.writeObjects(data.dataBucket),
  rights.putEvents(bus.eventBusArn),
  rights.readSecrets(data.databaseSecretArn),
  rights.useKey(data.key),
];

const sendMail = ({ identityArn, configurationArn, from }: MailParts) =>
  new iam.PolicyStatement({
    sid: "SendMail",
    actions: ["ses:SendEmail"],
    resources: [identityArn, configurationArn],
    conditions: { StringEquals: { "ses:FromAddress": from } },
  });

function checkBackups(context: Context, { database, backupBucket }: DataParts): Statements {
  const stack = Stack.of(database);
  const allow = (sid: string, actions: string[], resources: string[], conditions?: Record<string, unknown>) =>
    new iam.PolicyStatement({ sid, actions, resources, conditions });
  const rdsArn = (resource: string, resourceName: string) =>
    stack.formatArn({ service: "rds", resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  const identifier = context.name("db", "instance");
  const vault = context.name("recovery", "vault");
  const vaultArn = (region: string) =>
    stack.formatArn({
      service: "backup",
      region,
      resource: "backup-vault",
      resourceName: vault,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  return [
    allow(
      "LookAtSnapshots",
      ["rds:DescribeDBInstances", "rds:DescribeDBSnapshots", "rds:DescribeDBInstanceAutomatedBackups"],
      [rdsArn("db", identifier), rdsArn("snapshot", `rds:${identifier}-*`), rdsArn("auto-backup", "*")],
    ),
    allow(
      "LookAtRecoveryPoints",
      ["backup:ListRecoveryPointsByBackupVault"],
      [vaultArn(context.project.region), vaultArn(context.project.recoveryRegion)],
    ),
    allow(
      "ReadParameters",
      ["ssm:GetParametersByPath"],
      [
        stack.formatArn({
          service: "ssm",
          resource: "parameter",
          resourceName: `${context.project.project}/${context.environment}`,
        }),
        stack.formatArn({
          service: "ssm",
          resource: "parameter",
          resourceName: `${context.project.project}/${context.environment}/*`,
        }),
      ],
    ),
    rights.writeObjects(backupBucket),
    // CloudWatch knows no resources, but a condition on the namespace.
    allow("PutMetrics", ["cloudwatch:PutMetricData"], ["*"], {
      StringEquals: { "cloudwatch:namespace": metricsNamespace },
    }),
  ];
}
