// `environments.json`: what the project decides, one table of sizes for each environment.
import { flag, list, number, object, oneOf, readAll, text, whole, type Read, type Report } from "./check";
import { displayed, environmentsFile, readJson } from "./files";
import { fargateProblem } from "./fargate";

export const environmentNames = ["dev", "staging", "prod"] as const;
export type EnvironmentName = (typeof environmentNames)[number];

const region = text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region such as "us-east-1"');
const tag = text(/^[\w .:/=+@-]{1,256}$/, "a tag's value");
const options = object({ waf: flag, efs: flag, amplify: flag, runners: flag, deviceFarm: flag });

const environment = object({
  subdomain: text(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?)?$/, 'a label such as "dev", or "" for the domain itself'),
  network: object({
    cidr: text(/^10\.\d{1,3}\.0\.0\/16$/, "a private /16 such as 10.20.0.0/16"),
    nat: oneOf("gateway", "instance"),
    interfaceEndpoints: list(text(/^[a-z0-9.-]+$/, 'the name of a service such as "secretsmanager"')),
  }),
  api: object({
    vcpu: number(0.25, 16),
    memoryGb: number(0.5, 120),
    minTasks: whole(1, 100),
    maxTasks: whole(1, 100),
    onDemandTasks: whole(0, 100),
    spot: flag,
    targetCpuPercent: whole(10, 90),
    targetRequestsPerMinute: whole(1, 1_000_000),
  }),
  jobs: object({ vcpu: number(0.25, 16), memoryGb: number(0.5, 120) }),
  lambda: object({ memoryMb: whole(128, 10_240), importMemoryMb: whole(128, 10_240) }),
  database: object({
    instance: text(/^[a-z0-9]+\.[a-z0-9]+$/, 'an instance type such as "t4g.micro"'),
    multiAz: flag,
    storageGb: whole(20, 65_536),
    maxStorageGb: whole(20, 65_536),
    backupDays: whole(1, 35),
    readReplicas: whole(0, 15),
    deletionProtection: flag,
    performanceInsights: flag,
  }),
  cache: object({
    node: text(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, 'a node type such as "cache.t4g.micro"'),
    shards: whole(1, 90),
    replicasPerShard: whole(0, 5),
    clusterMode: flag,
  }),
  logDays: whole(1, 3653),
  recovery: object({ replicate: flag, exportDays: whole(1, 365), rawToInfrequentDays: whole(30, 3650) }),
  canaryMinutes: whole(0, 60),
  budget: object({ monthlyUsd: number(1, 1_000_000), dailyUsd: number(1, 100_000) }),
  options,
  load: object({
    requestsPerMonth: whole(0, 1e12),
    transferGb: number(0, 1e9),
    importsPerMonth: whole(0, 1e9),
    lambdaInvocations: whole(0, 1e12),
    mails: whole(0, 1e12),
    rawGb: number(0, 1e9),
    logsGb: number(0, 1e9),
  }),
});

const project = object({
  project: text(/^[a-z][a-z0-9-]{1,20}$/, "lower-case letters, digits and dashes"),
  namePattern: text(/\{project\}.*\{environment\}.*\{service\}.*\{resource\}/, "the four parts of a name in braces"),
  tags: object({ Owner: tag, CostCenter: tag }),
  region,
  recoveryRegion: region,
  availabilityZones: whole(2, 3),
  architecture: oneOf("arm64", "amd64"),
  postgresVersion: text(/^\d+$/, "a major version"),
  redisVersion: text(/^\d+\.\d+$/, "a version such as 7.1"),
  environments: object({ dev: environment, staging: environment, prod: environment }),
});

export type ProjectSettings = Read<typeof project>;
export type EnvironmentSettings = Read<typeof environment>;

// What one field's own range cannot say.
function furtherRules(settings: ProjectSettings, report: Report) {
  if (settings.recoveryRegion === settings.region) report("recoveryRegion", "is the region itself; write another");
  for (const name of environmentNames) {
    const { api, jobs, database, cache } = settings.environments[name];
    const at = `environments.${name}`;
    for (const [field, size] of Object.entries({ api, jobs })) {
      const problem = fargateProblem(size.vcpu, size.memoryGb);
      if (problem) report(`${at}.${field}.vcpu`, `does not fit: ${problem}`);
    }
    if (api.maxTasks < api.minTasks) report(`${at}.api.maxTasks`, `is below minTasks; write ${api.minTasks} or more`);
    if (api.onDemandTasks > api.minTasks) {
      report(`${at}.api.onDemandTasks`, `is above minTasks; write ${api.minTasks} or less`);
    }
    if (database.maxStorageGb <= database.storageGb) {
      report(`${at}.database.maxStorageGb`, `is not above storageGb; write more than ${database.storageGb}`);
    }
    if (cache.shards > 1 && !cache.clusterMode) {
      report(`${at}.cache.clusterMode`, "is false, yet there is more than one shard; write true");
    }
  }
}

export const parseProject = (value: unknown, file = displayed(environmentsFile)) =>
  readAll(file, value, project, furtherRules);

let loaded: ProjectSettings | undefined;

export function loadProject(): ProjectSettings {
  return (loaded ??= parseProject(readJson(environmentsFile)));
}

export function environmentNamed(name: string | undefined): EnvironmentName {
  const found = environmentNames.find((each) => each === name);
  if (found) return found;
  throw new RangeError(`environment ${name ? `"${name}"` : ""} is unknown; write ${environmentNames.join(", ")}`);
}
