// A few readers who each ask one kind of question now and then, and note each answer: status and milliseconds. What
// they see is what somebody sees who comes while others make the load.
import { Agent, get } from 'node:http';
import { median, percentile } from '../../bench/lib/numbers.mjs';
import { pause } from '../cloud/process.mjs';

const kPatienceMs = 30_000;
// So that they are no load themselves; after a refusal they do not wait as long as they are told.
const kBetweenMs = 100;

export class Sampler {
  /** [{kind, status, ms, retryAfter}] */
  seen = [];

  /** `makers`: {kind: () => path}, each asked by so many `readers`. */
  constructor(port, makers, readers = 2) {
    Object.assign(this, { port, makers, readers });
  }
  begin() {
    this.stopped = false;
    this.agent = new Agent({ keepAlive: true });
    const kinds = Object.keys(this.makers).flatMap((kind) => Array(this.readers).fill(kind));
    this.going = Promise.all(kinds.map((kind) => this.#go(kind)));
  }
  async end() {
    this.stopped = true;
    await this.going;
    this.agent.destroy();
    return this.seen;
  }
  async #go(kind) {
    while (!this.stopped) {
      this.seen.push(await this.#ask(kind, this.makers[kind]()));
      await pause(kBetweenMs);
    }
  }
  #ask(kind, path) {
    const began = performance.now();
    return new Promise((done) => {
      const finish = (status, retryAfter) => done({ kind, status, retryAfter, ms: performance.now() - began });
      const headers = { 'Accept-Encoding': 'br' };
      const call = get({ host: '127.0.0.1', port: this.port, path, headers, agent: this.agent }, (answer) => {
        answer.resume();
        answer.once('close', () => finish(answer.statusCode, answer.headers['retry-after']));
      });
      call.setTimeout(kPatienceMs, () => call.destroy());
      call.once('error', () => finish('failed'));
    });
  }
}

/** Of those of a kind that were let in: {count, refused, failed, p50, p99} in milliseconds. */
export function summary(seen, kind) {
  const all = seen.filter((one) => one.kind === kind);
  const times = all.filter(({ status }) => status === 200).map(({ ms }) => ms);
  const refused = all.filter(({ status }) => status === 503).length;
  const failed = all.length - times.length - refused;
  if (times.length === 0) return { count: 0, refused, failed, p50: NaN, p99: NaN };
  return { count: times.length, refused, failed, p50: median(times), p99: percentile(times, 0.99) };
}

/** Asks for `seconds` and gives what was seen. */
export async function sampleFor(seconds, port, makers, readers) {
  const sampler = new Sampler(port, makers, readers);
  sampler.begin();
  await pause(seconds * 1000);
  return sampler.end();
}
