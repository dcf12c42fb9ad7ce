// One execution environment of a function: a process and the Runtime API it asks for work, one invocation at a time.
// What AWS freezes between invocations goes on running here. Its memory and files last until it crashes, times out or
// is ended, as AWS's do.
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { bodyOf, listen } from '../process.mjs';

const kApi = '/2018-06-01/runtime';
const kInitSeconds = 10;

const hex = (bytes) => randomBytes(bytes).toString('hex');
/** A trace of its own, as X-Ray writes it. */
export const newTrace = () => {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${hex(12)};Parent=${hex(8)};Sampled=1`;
};
/** The 32 digits that logs and spans have, of X-Ray's "Root=1-…-…". */
export const traceIdOf = (trace) => /Root=1-([0-9a-f]{8})-([0-9a-f]{24})/.exec(trace)?.slice(1).join('');

export class Sandbox {
  /** Milliseconds from the process's start to its first question for work. */
  firstPollMs;
  ended = false;
  #waiting; // a poll that has no answer yet
  #given; // the invocation in hand: {id, settle}
  #next; // an invocation nobody has asked for yet
  #initFailed;

  /** `start(api, folder)` starts the process; `settings`: {name, arn, timeoutMs, onPoll}. */
  constructor(settings, start) {
    Object.assign(this, { settings, start });
  }
  async begin() {
    const server = createServer((request, response) => this.#handle(request, response));
    server.keepAliveTimeout = 0;
    server.requestTimeout = 0;
    server.headersTimeout = 0;
    this.api = await listen(server);
    this.begun = performance.now();
    this.process = this.start(this.api.url.replace('http://', ''));
    this.process.ended.then(({ code, signal }) => this.#gone(`exit ${code ?? signal}`));
    this.initTimer = setTimeout(() => this.firstPollMs === undefined && this.end(), kInitSeconds * 1000);
  }

  /** {ok, body} or {ok: false, error: {errorType, errorMessage}}. */
  invoke(event, trace = newTrace()) {
    const id = randomUUID();
    return new Promise((settle) => {
      const invocation = { id, event, trace, settle };
      this.#given = invocation;
      // A process that ended before it was asked, or said that it cannot start.
      if (this.ended) return this.#gone('exited');
      this.#next = invocation;
      this.#offer();
    });
  }
  get isIdle() {
    return !this.ended && !this.#given;
  }

  #offer() {
    if (!this.#waiting || !this.#next) return;
    const [response, invocation] = [this.#waiting, this.#next];
    this.#waiting = this.#next = undefined;
    const { arn, timeoutMs } = this.settings;
    this.timer = setTimeout(() => this.#timeOut(), timeoutMs);
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.id,
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
      'lambda-runtime-invoked-function-arn': arn,
      'lambda-runtime-trace-id': invocation.trace,
    });
    response.end(JSON.stringify(invocation.event));
  }

  async #handle(request, response) {
    const body = await bodyOf(request).catch(() => Buffer.alloc(0));
    const accept = () => {
      response.writeHead(202, { 'content-type': 'application/json' });
      response.end('{"status":"OK"}');
    };
    const refuse = (status, message) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ errorType: 'InvalidRequest', errorMessage: message }));
    };
    if (request.method === 'GET' && request.url === `${kApi}/invocation/next`) {
      this.firstPollMs ??= performance.now() - this.begun;
      this.#waiting = response;
      return this.#offer();
    }
    if (request.method === 'POST' && request.url === `${kApi}/init/error`) {
      this.#initFailed = parsed(body);
      return accept();
    }
    const [, id, what] = /\/invocation\/([^/]+)\/(response|error)$/.exec(request.url) ?? [];
    if (!id) return refuse(404, `nothing is at ${request.url}`);
    if (id !== this.#given?.id) return refuse(400, 'that request is not in hand');
    accept();
    return this.#settle(what === 'response' ? { ok: true, body: parsed(body) } : { ok: false, error: parsed(body) });
  }

  #settle(result) {
    clearTimeout(this.timer);
    const given = this.#given;
    this.#given = undefined;
    given?.settle({ ...result, trace: given.trace });
  }
  #timeOut() {
    const seconds = (this.settings.timeoutMs / 1000).toFixed(2);
    this.#settle({ ok: false, error: { errorType: 'Sandbox.Timedout', errorMessage: `timed out after ${seconds} s` } });
    this.end('SIGKILL');
  }
  #gone(how) {
    this.ended = true;
    clearTimeout(this.initTimer);
    const error = this.#initFailed ?? { errorType: 'Runtime.ExitError', errorMessage: `the process ended: ${how}` };
    this.#settle({ ok: false, error });
    this.api.close();
  }
  async end(signal = 'SIGTERM') {
    this.ended = true;
    await this.process.stop(signal);
  }
}

function parsed(body) {
  try {
    return body.length ? JSON.parse(body.toString('utf8')) : null;
  } catch {
    return body.toString('utf8');
  }
}
