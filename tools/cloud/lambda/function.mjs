// A function: as many execution environments as are wanted at once, started when work comes, kept for the next.
import { join } from 'node:path';
import { awsVariables } from '../variables.mjs';
import { Sandbox } from './sandbox.mjs';

export class Function {
  /** What was invoked, oldest first: {event, trace, ok, body, error, ms}. */
  invocations = [];
  #sandboxes = [];
  #waiting = [];

  /**
   * `settings`: {name ("import"), functionName, arn, command (program and arguments), timeoutMs, memoryMb, variables,
   * atOnce, awsUrl, region, folder, credentials()}.
   */
  constructor(settings, processes) {
    Object.assign(this, settings, { processes });
  }

  async invoke(event, trace) {
    const sandbox = await this.#take();
    const begun = performance.now();
    const result = await sandbox.invoke(event, trace);
    this.invocations.push({ event, ms: performance.now() - begun, ...result });
    this.#giveBack(sandbox);
    return result;
  }

  async #take() {
    for (;;) {
      const running = this.#sandboxes.filter((each) => !each.ended);
      this.#sandboxes = running;
      const idle = running.find((each) => each.isIdle && !each.taken);
      if (idle) return Object.assign(idle, { taken: true });
      if (running.length < this.atOnce) return this.#begin();
      await new Promise((done) => this.#waiting.push(done));
    }
  }
  #giveBack(sandbox) {
    sandbox.taken = false;
    this.#waiting.shift()?.();
  }

  async #begin() {
    const sandbox = new Sandbox(this, (api) => this.#start(api, credentials));
    sandbox.taken = true;
    this.#sandboxes.push(sandbox);
    const credentials = await this.credentials();
    await sandbox.begin();
    return sandbox;
  }
  #start(api, credentials) {
    const env = {
      ...this.variables,
      ...awsVariables(this.awsUrl, this.region, credentials),
      AWS_LAMBDA_RUNTIME_API: api,
      AWS_LAMBDA_FUNCTION_NAME: this.functionName,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(this.memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: `${this.functionName}-logs`,
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      TZ: ':UTC',
    };
    if (env.HOUSING_DATA_DIR) env.HOUSING_DATA_DIR = join(env.HOUSING_DATA_DIR, String(this.#sandboxes.length));
    const [program, ...args] = this.command;
    return this.processes.start(`jobs-${this.name}`, program, args, { env });
  }

  /** Of the environments that run. */
  get firstPolls() {
    return this.#sandboxes.map(({ firstPollMs }) => firstPollMs).filter((ms) => ms !== undefined);
  }
  get pids() {
    return this.#sandboxes.filter(({ ended, process }) => !ended && process).map(({ process }) => process.pid);
  }
  log = () => this.processes.logs(`jobs-${this.name}`);
  stop = (signal) => Promise.all(this.#sandboxes.map((each) => each.process && each.end(signal)));
}
