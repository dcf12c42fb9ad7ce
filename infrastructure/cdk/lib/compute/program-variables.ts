// What a container of the program is told. Each gets the variables its rights allow it to use, and no others: a secret
// it may not read would keep it from starting.
import { Stack } from "aws-cdk-lib";
import type { Context } from "../context";
import { database } from "../data/data-defaults";
import type { DataParts, MailParts } from "../parts";
import { databaseAuthorities, dataFolder, functionDataFolder, tracesUrl } from "./compute-defaults";

export type Subject = "database" | "cache" | "objects" | "queue" | "events" | "mail" | "signing" | "public";

type Variables = Record<string, string>;

export interface Told {
  readonly data: DataParts;
  readonly mail: MailParts;
}

export function programVariables(context: Context, { data, mail }: Told, subjects: readonly Subject[]): Variables {
  const { region } = Stack.of(data.key);
  const secret = (name: string) => `secretsmanager://${name}`;
  const cluster = context.settings.cache.clusterMode ? "?cluster=true" : "";
  const address = `${data.database.attrEndpointAddress}:${data.database.attrEndpointPort}`;
  const trust = `sslmode=verify-full&sslrootcert=${databaseAuthorities}`;
  const told: Record<Subject, Variables> = {
    database: {
      HOUSING_DATABASE_URL: `postgresql://${address}/${database.name}?${trust}`,
      HOUSING_DATABASE_USER: secret(`${data.databaseSecretArn}#username`),
      HOUSING_DATABASE_PASSWORD: secret(`${data.databaseSecretArn}#password`),
    },
    cache: {
      HOUSING_CACHE_URL: `rediss://${data.cacheHost}:${data.cache.port}${cluster}`,
      HOUSING_CACHE_PASSWORD: secret(context.name("cache", "auth")),
    },
    objects: { HOUSING_OBJECTS_URL: `s3://${data.dataBucket.bucketName}` },
    queue: { HOUSING_QUEUE_URL: `sqs://${queuePrefix(context)}` },
    events: { HOUSING_EVENTS_URL: `eventbridge://${context.name("jobs", "bus")}` },
    mail: {
      HOUSING_MAIL_URL: `ses://${region}?configuration=${mail.configurationName}`,
      HOUSING_MAIL_FROM: mail.from,
    },
    signing: { HOUSING_SIGNING_KEY: secret(context.name("api", "signing-key")) },
    public: { HOUSING_PUBLIC_URL: `https://${context.host}` },
  };
  const always: Variables = { HOUSING_METRICS: "emf", HOUSING_ENVIRONMENT: context.environment };
  return Object.assign(always, ...subjects.map((subject) => told[subject]));
}

// The program adds -NAME-queue.
const queuePrefix = (context: Context) => context.name("jobs", "queue").replace(/-queue$/, "");

export const taskVariables: Variables = { HOUSING_DATA_DIR: dataFolder };

export const serverVariables: Variables = {
  ...taskVariables,
  HOUSING_TRACES_URL: tracesUrl,
  // CloudFront and the balancer.
  HOUSING_TRUSTED_HOPS: "2",
  HOUSING_ADMIN_FACTOR: "required",
};

// A function may write below /tmp only.
export const functionVariables: Variables = { HOUSING_DATA_DIR: functionDataFolder };
