// The running system as people and publishers see it: a publisher's next release, what the API shows, people and their
// mails.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { Person } from '../../accounts/support/person.mjs';
import { parseLetter, tokenOf } from '../../accounts/support/letter.mjs';
import { monthEnds, names, zillow } from '../../api/support/fixtures.mjs';
import { get } from '../../api/support/http.mjs';
import { kPauseMs } from '../../../tools/cloud/lambda/source.mjs';
import { pause, until } from '../../../tools/cloud/process.mjs';

export const kRegion = 'metro-35620';
const kFirst = 610_000;
export const kStep = 1_500;
const kFirstMonths = 24; // from 2023-01
const kPublishSeconds = 40;
const kMailSeconds = 30;
const kQuietSeconds = 30;
const kQueues = ['import', 'publish', 'alerts', 'mail', 'export'];

const series = (first, count) => Array.from({ length: count }, (_, i) => (first + kStep * i).toFixed(2));
const newYork = (values) => [394913, 1, 'New York, NY', 'msa', 'NY', ...values];
const nation = (values) => [102001, 0, 'United States', 'country', '', ...values];

/** Somebody with an address of their own: limits are by address. */
class Visitor extends Person {
  headers(extra = {}) {
    return super.headers({ ...extra, 'X-Viewer-Address': this.address });
  }
}

let people = 0;
let shared;

export class System {
  #months = kFirstMonths;

  /** The one of all files of tests, which go on from each other's releases. */
  static of = (stack) => (shared ??= new System(stack));

  constructor(stack) {
    this.stack = stack;
  }
  /** How many there were. */
  get releases() {
    return this.#months - kFirstMonths;
  }
  /** The newest value of New York after so many more releases than there are. */
  value = (more = 0) => kFirst + kStep * (this.#months + more - 1);

  /** Puts Zillow's next release, a month longer than the last, where the publishers' files are: its newest value. */
  release() {
    const count = ++this.#months;
    const folder = this.stack.publishers;
    mkdirSync(folder, { recursive: true });
    const path = join(folder, names.metroValues);
    writeFileSync(
      path,
      zillow(monthEnds(2023, 1, count), [nation(series(340_000, count)), newYork(series(kFirst, count))]),
    );
    const released = new Date(Date.UTC(2023, count, 16, 12));
    utimesSync(path, released, released);
    return this.value();
  }
  fire = (name = 'import-zillow') => this.stack.scheduler.fire(name);

  /** The newest value of New York that an address shows. */
  async shown(base) {
    const answer = await get(base, `/api/v1/series?region=${kRegion}&metric=home_value&last=1`);
    if (answer.status !== 200) return undefined;
    return answer.json.series[0]?.values[0];
  }
  async everyProcessShows(value, seconds = kPublishSeconds) {
    for (const { base } of this.stack.api) {
      const shows = async () => (await this.shown(base)) === value;
      await until(shows, seconds, `${base} shows ${value}`);
    }
  }
  /** A release all the way. */
  async publish() {
    const value = this.release();
    await this.fire();
    await this.everyProcessShows(value);
    return value;
  }
  /** What the publish function made, by name; the API's processes look for it every ten seconds only. */
  publications() {
    const log = this.stack.functions.publish.log();
    return new Set([...log.matchAll(/"msg":"published".*"publication":"([^"]+)"/g)].map(([, name]) => name));
  }
  imports = async (base = this.stack.url) => (await get(base, '/api/v1/imports')).json.imports;

  async letters() {
    return (await this.stack.moto.mails()).map(({ raw_data: raw }) => parseLetter(Buffer.from(raw, 'utf8')));
  }
  lettersTo = async (email) => (await this.letters()).filter(({ to }) => to === email);

  /** Somebody who registered, not yet verified: the mail is on its way. */
  async register(email = `person-${++people}@example.org`) {
    const person = new Visitor({ base: this.stack.url }, email);
    const { status, text } = await person.register();
    if (status !== 201) throw new Error(`registering ${person.email}: ${status} ${text}`);
    return person;
  }
  async firstLetter({ email }, seconds = kMailSeconds) {
    return until(async () => (await this.lettersTo(email))[0], seconds, `a mail to ${email}`);
  }
  /** Somebody signed in, by the way everybody goes. */
  async join(email) {
    const person = await this.register(email);
    await person.ok('POST', '/auth/verify', { token: tokenOf(await this.firstLetter(person)) });
    await person.ok('POST', '/auth/login', { email: person.email, password: person.password });
    return person;
  }
  /** An alert that the next release makes come true. */
  alertFor = (person, name) =>
    person.ok(
      'POST',
      '/alerts',
      { metric: 'home_value', region: kRegion, op: 'above', threshold: this.value(1) - 1, name },
      201,
    );

  async depth(name) {
    const told = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
    const QueueUrl = this.stack.queueUrl(name);
    const { Attributes } = await this.stack.aws.json('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: told });
    return told.reduce((sum, each) => sum + Number(Attributes[each]), 0);
  }
  /** Until no queue holds anything. */
  async quiet(seconds = kQuietSeconds) {
    for (const name of kQueues)
      await until(async () => (await this.depth(`jobs-${name}-queue`)) === 0, seconds, `nothing waits for ${name}`);
  }
  dead = (name) => this.depth(`jobs-${name}-queue-dlq`);
  /** How long messages of these queues are hidden once they are taken: what came to nothing comes again after that.
   * Who is asking already keeps to the time before, hence the pause. */
  async hideFor(queues, seconds) {
    for (const name of queues)
      await this.stack.aws.json('sqs', 'SetQueueAttributes', {
        QueueUrl: this.stack.queueUrl(`jobs-${name}-queue`),
        Attributes: { VisibilityTimeout: String(seconds) },
      });
    await pause(2 * kPauseMs);
  }
  post = (name, body) =>
    this.stack.aws.json('sqs', 'SendMessage', {
      QueueUrl: this.stack.queueUrl(`jobs-${name}-queue`),
      MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
    });
}

/** Readers who ask without a pause, each from an address of its own: stop() gives what they got, {answers, failures,
 * values (of series), slowestMs}. */
export function readers(url, paths, count = 4) {
  const got = { answers: 0, failures: [], values: new Set(), slowestMs: 0 };
  const { hostname, port } = new URL(url);
  let running = true;
  const ask = (path, address, agent) =>
    new Promise((done) => {
      const call = request(
        { hostname, port, path, agent, headers: { 'X-Viewer-Address': address }, timeout: 10_000 },
        async (answer) => {
          const chunks = [];
          try {
            for await (const chunk of answer) chunks.push(chunk);
          } catch (error) {
            return done({ error: `${path}: ${error.message}` });
          }
          return done({ status: answer.statusCode, text: Buffer.concat(chunks).toString('utf8') });
        },
      );
      call.once('timeout', () => call.destroy(new Error('no answer in 10 s')));
      call.once('error', (error) => done({ error: `${path}: ${error.message}` }));
      call.end();
    });
  const reading = Array.from({ length: count }, async (_, i) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = 0; running; ++n) {
      const path = paths[n % paths.length];
      const asked = performance.now();
      const { status, text, error } = await ask(path, `192.0.2.${i + 1}`, agent);
      got.slowestMs = Math.max(got.slowestMs, performance.now() - asked);
      got.answers += 1;
      if (status !== 200) got.failures.push(error ?? `${path}: ${status} ${text.slice(0, 200)}`);
      else if (path.includes('/series')) got.values.add(JSON.parse(text).series[0]?.values.at(-1));
    }
    agent.destroy();
  });
  return {
    got,
    stop: async () => {
      running = false;
      await Promise.all(reading);
      return got;
    },
  };
}
