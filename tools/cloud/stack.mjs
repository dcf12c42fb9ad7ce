// The whole system on this machine: servers, moto with what the template says, the API's two processes behind nginx,
// the functions and what calls them. Everything is on loopback and ends with stop().
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Collector } from './collector.mjs';
import { FaultProxy } from './faults.mjs';
import { Function } from './lambda/function.mjs';
import { EventSource } from './lambda/source.mjs';
import { Link } from './link.mjs';
import { Moto, whyNotMoto } from './moto.mjs';
import { Nginx, whyNotNginx } from './nginx.mjs';
import { Postgres, whyNotPostgres } from './postgres.mjs';
import { Processes, freePort, projectRoot, until } from './process.mjs';
import { Redis, whyNotRedis } from './redis.mjs';
import { makeResources } from './resources.mjs';
import { Scheduler } from './scheduler.mjs';
import { TaskCredentials } from './task_credentials.mjs';
import { Template, whyNoTemplate } from './template.mjs';
import { variablesOf } from './variables.mjs';

const kApiStartSeconds = 60;
const kApiProcesses = 2;
const kMostAtOnce = 2; // environments of one function; AWS's numbers are for more than one machine

/** Why there can be no stack here; false where there can. */
export const whyNot = (environment) =>
  whyNotMoto() || whyNotPostgres || whyNotRedis || whyNotNginx || whyNoTemplate(environment);

export class Stack {
  functions = {};
  sources = {};
  api = [];
  links = { database: new Link(), cache: new Link() };

  /**
   * `options`: {folder, program, environment ("dev"), publicUrl, publishers, webFolder, port, postgresRoot}. Without
   * `publicUrl` it is what the template says; "here" is nginx's own address.
   */
  constructor(options) {
    Object.assign(this, { environment: 'dev', ...options, folder: resolve(options.folder) });
    mkdirSync(this.folder, { recursive: true });
    this.processes = new Processes(this.folder);
    this.template = new Template(this.environment);
    this.collector = new Collector();
    this.moto = new Moto(this.processes, this.template);
    this.postgres = new Postgres(this.processes, this.postgresRoot);
    this.redis = new Redis(this.processes);
  }

  /** Everything but the program itself: servers, resources, roles, fault proxy, functions that nothing calls yet. */
  prepare() {
    this.prepared ??= this.#prepare();
    return this.prepared;
  }
  async #prepare() {
    await Promise.all([this.moto.begin(), this.postgres.begin(), this.redis.begin(), this.collector.begin()]);
    await Promise.all([this.links.database.begin(this.postgres.port), this.links.cache.begin(this.redis.port)]);
    this.aws = this.moto.aws;
    this.roles = await makeResources(this.aws, this.template, this);
    this.faults = new FaultProxy(this.moto.url);
    this.taskCredentials = new TaskCredentials(this.moto, this.roles);
    await Promise.all([this.faults.begin(), this.taskCredentials.begin()]);
    this.publicPort = this.port || (await freePort());
    if (this.publicUrl === 'here') this.publicUrl = `http://localhost:${this.publicPort}`;
    this.tracesUrl = this.collector.tracesUrl;
    this.#makeFunctions();
    this.scheduler = new Scheduler(this.template, {
      queue: (arn, body) => this.sendAs('jobs-schedules-role', arn.split(':').at(-1), body),
      functionOf: (arn) => this.functions[this.template.short(arn.split(':').at(-1)).replace('jobs-', '')],
      runTask: (family, { containerOverrides: [{ command }] }) =>
        this.runTask(this.template.short(family.split('/').at(-1)), command),
    });
    return this;
  }
  /** The program too: migrations, API behind nginx, functions called by their queues. */
  begin() {
    this.begun ??= this.#begin();
    return this.begun;
  }
  async #begin() {
    await this.prepare();
    await this.runTask('api-migrate-task');
    const ports = await Promise.all(Array.from({ length: kApiProcesses }, freePort));
    await Promise.all(ports.map((port, i) => this.startApi(i, port)));
    this.nginx = new Nginx(this.processes, ports);
    await this.nginx.begin(this.publicPort);
    this.url = this.nginx.url;
    this.beginSources();
    return this;
  }
  beginSources(names = Object.keys(this.sources)) {
    for (const name of names) this.sources[name].begin();
  }

  /** Credentials of a role by its short name ("jobs-mail-role"), and calls by them, past the fault proxy. */
  credentials = (role) => this.moto.assume(this.roles[role]);
  async as(role) {
    this.calls ??= {};
    this.calls[role] ??= this.aws.as(await this.credentials(role));
    return this.calls[role];
  }
  queueUrl = (name) => `${this.moto.url}/${this.template.account}/${this.template.name(name)}`;
  get dataBucket() {
    return this.template.name('data-bucket');
  }
  async sendAs(role, queueName, MessageBody) {
    const QueueUrl = `${this.moto.url}/${this.template.account}/${queueName}`;
    return (await this.as(role)).json('sqs', 'SendMessage', { QueueUrl, MessageBody });
  }
  variables = (told, name) => variablesOf(this.template, told, name, this);

  #makeFunctions() {
    const { template, processes, roles } = this;
    const functionIds = {};
    for (const { id, properties } of template.all('AWS::Lambda::Function')) {
      const { FunctionName = '', Timeout, MemorySize, Role, ImageConfig, Environment } = template.resolve(properties);
      const name = template.short(FunctionName).replace('jobs-', '');
      if (ImageConfig?.Command?.[0] !== 'lambda') continue; // not the program
      const role = Object.keys(roles).find((each) => roles[each] === Role);
      functionIds[FunctionName] = name;
      this.functions[name] = new Function(
        {
          name,
          functionName: FunctionName,
          arn: template.arn('lambda', `function:${FunctionName}`),
          command: [this.program, ...ImageConfig.Command],
          timeoutMs: Timeout * 1000,
          memoryMb: MemorySize,
          variables: this.variables(Environment.Variables, `jobs-${name}`),
          atOnce: kMostAtOnce,
          awsUrl: this.faults.url,
          region: template.region,
          role,
          credentials: () => this.credentials(role),
        },
        processes,
      );
    }
    for (const { properties } of template.all('AWS::Lambda::EventSourceMapping')) {
      const { FunctionName, EventSourceArn, BatchSize, ScalingConfig } = template.resolve(properties);
      const name = functionIds[FunctionName];
      const settings = {
        queueArn: EventSourceArn,
        queueUrl: `${this.moto.url}/${template.account}/${EventSourceArn.split(':').at(-1)}`,
        batchSize: BatchSize,
        atOnce: Math.min(kMostAtOnce, ScalingConfig.MaximumConcurrency),
        region: template.region,
      };
      this.sources[name] = new EventSource(settings, this.functions[name], () => this.as(this.functions[name].role));
    }
  }

  /** {command, env} of a task's container, by the family's short name ("api-task"). */
  task(family) {
    const definition = this.template
      .all('AWS::ECS::TaskDefinition')
      .map(({ properties }) => this.template.resolve(properties))
      .find(({ Family }) => Family === this.template.name(family));
    const [{ Command, Environment }] = definition.ContainerDefinitions;
    const role = definition.TaskRoleArn.split(':role/').at(-1);
    const env = {
      ...this.variables(Environment, family),
      ...this.taskCredentials.variables(this.template.short(role)),
      AWS_ENDPOINT_URL: this.faults.url,
      AWS_REGION: this.template.region,
    };
    return { command: Command, env };
  }
  /** Runs a one-off task to its end, and gives what it wrote. */
  runTask(family, command) {
    const task = this.task(family);
    return this.processes.runOk(family, this.program, command ?? task.command, { env: task.env });
  }

  /** Until it is ready, as a balancer waits before it sends anybody. */
  async startApi(i, port = this.api[i].port) {
    const { command, env } = this.task('api-task');
    env.HOUSING_PORT = String(port);
    env.HOUSING_DATA_DIR = `${env.HOUSING_DATA_DIR}-${i + 1}`;
    if (this.webFolder) env.HOUSING_WEB_DIR = this.webFolder;
    const one = this.processes.start(`api-${i + 1}`, this.program, command, { env });
    this.api[i] = Object.assign(one, { port, base: `http://127.0.0.1:${port}` });
    const answers = async () => {
      if (!one.isRunning()) throw new Error(`the API ended:\n${one.log().slice(-2000)}`);
      return fetch(`${one.base}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await until(answers, kApiStartSeconds, 'the API');
    return one;
  }

  async stop() {
    this.scheduler?.stop();
    await this.nginx?.process?.stop();
    await Promise.all(this.api.map((one) => one.stop()));
    await Promise.all(Object.values(this.sources).map((each) => each.stop()));
    await Promise.all(Object.values(this.functions).map((each) => each.stop()));
    await this.postgres.stop();
    await this.processes.stopAll();
    const { database, cache } = this.links;
    for (const server of [this.faults, this.collector, this.taskCredentials, database, cache]) await server?.close?.();
  }
}

export const defaultProgram = resolve(projectRoot, process.env.HOUSING_BIN ?? 'build/release/housing');
export const webFolder = join(projectRoot, 'apps/web/out');
