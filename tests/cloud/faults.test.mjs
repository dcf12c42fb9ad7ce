// What goes wrong between the program and AWS, by the fault proxy: nothing is lost, nothing is doubled, nothing is seen
// half. Each kind of fault meets a release on its way and a mail on its way.
import assert from 'node:assert/strict';
import test, { afterEach, before, describe } from 'node:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause, running, skip, until } from './support/cloud.mjs';
import { System, kRegion, kStep, readers } from './support/system.mjs';
import { index, mortgage, names } from '../api/support/fixtures.mjs';

const kSeconds = 60;
const kHiddenSeconds = 6;
const kTakenBackMs = 1500; // after which nginx asks a process again that had failed
const kKinds = ['import', 'publish', 'alerts', 'mail'];
const kAlert = 'after the fault';
const s3 = (more) => ({ service: 's3', ...more });
const sqs = (more) => ({ service: 'sqs', ...more });
const ses = (more) => ({ service: 'ses', ...more });
const events = (more) => ({ service: 'events', ...more });

describe('faults', () => {
  let stack;
  let system;
  before(async () => {
    if (skip) return;
    stack = await running();
    system = System.of(stack);
    await system.hideFor(kKinds, kHiddenSeconds);
    if ((await system.imports()).length === 0) await system.publish();
  });
  afterEach(() => stack?.faults.clear());

  /** A release and a mail all the way while faults last: one publication more, the mail once. `seen`: readers
   * look at it until every process shows it. */
  async function survives(faults, { mailTwice = false, seen = false } = {}) {
    const before_ = system.value();
    const publications = system.publications().size;
    const given = faults.map((fault) => stack.faults.add(fault));
    const load = readers(stack.url, [`/api/v1/series?region=${kRegion}&metric=home_value&last=1`], 2);
    const value = system.release();
    await system.fire();
    const person = await system.register();
    await until(() => system.publications().size > publications, kSeconds, 'it is published');
    if (seen) await system.everyProcessShows(value, kSeconds);
    await system.firstLetter(person, kSeconds);
    await system.quiet(kSeconds);
    const got = await load.stop();
    assert.deepEqual(got.failures, []);
    const known = Array.from({ length: 8 }, (_, i) => before_ - i * kStep).concat(value);
    const strange = [...got.values].filter((each) => !known.includes(each));
    assert.deepEqual(strange, [], 'nothing but whole publications was seen');
    assert.equal(system.publications().size, publications + 1, 'one publication more');
    const letters = await system.lettersTo(person.email);
    assert.equal(new Set(letters.map(({ id }) => id)).size, 1, 'one Message-ID');
    if (!mailTwice) assert.equal(letters.length, 1);
    assert.ok(letters.length <= 2);
    for (const { used, kind, service } of given) assert.ok(used > 0, `${kind} of ${service} was met`);
  }

  test('throttled by every service', { skip }, () =>
    survives([s3, events, sqs, ses].map((one) => one({ kind: 'throttle', times: 3 }))),
  );

  test('answers of 500 and 503', { skip }, () =>
    survives([
      s3({ kind: 'error', status: 500, times: 4 }),
      events({ kind: 'error', status: 503, times: 2 }),
      ses({ kind: 'error', status: 500, times: 2 }),
      sqs({ kind: 'error', status: 500, times: 2 }),
    ]),
  );

  test('connections cut before the request arrived', { skip }, () =>
    survives([s3, events, sqs, ses].map((one) => one({ kind: 'cut-before', times: 2 }))),
  );

  test('connections cut after it was done: writes are not done twice, the mail has one Message-ID', { skip }, () =>
    survives(
      [
        s3({ kind: 'cut-after', method: 'PUT', times: 3 }),
        events({ kind: 'cut-after', times: 1 }),
        ses({ kind: 'cut-after', times: 1 }),
      ],
      { mailTwice: true, seen: true },
    ),
  );

  test('answers that trickle', { skip }, () =>
    survives([
      s3({ kind: 'slow', method: 'GET', times: 6, ms: 15, chunk: 400 }),
      ses({ kind: 'slow', ms: 50, chunk: 5 }),
    ]),
  );

  test('a clock that is wrong by twenty minutes', { skip }, async () => {
    for (const minutes of [20, -20]) {
      stack.faults.skewMs = minutes * 60_000;
      await survives([]);
    }
  });

  test('credentials that ended are asked for again, at most a few times', { skip }, async () => {
    const role = 'api-task-role';
    const asked = stack.taskCredentials.asked[role];
    const ofTasks = new Set(stack.taskCredentials.given);
    const { accessKey } = stack.faults.calls.findLast((call) => call.service === 's3' && ofTasks.has(call.accessKey));
    const fault = stack.faults.add({ accessKey, kind: 'expired', times: Infinity });
    await until(() => fault.used > 0, 20, 'they are used');
    await until(() => stack.taskCredentials.asked[role] > asked, 20, 'others are asked for');
    const value = system.release();
    await system.fire();
    await system.everyProcessShows(value, kSeconds);
    assert.ok(stack.taskCredentials.asked[role] - asked < 20, `${stack.taskCredentials.asked[role] - asked} times`);
  });

  test('an upload killed halfway is never seen, and comes whole', { skip }, () =>
    survives([s3({ kind: 'cut-upload', method: 'PUT', times: 3, bytes: 1 })], { seen: true }),
  );

  test('an import killed while it writes is done by the next', { skip }, async () => {
    const before_ = system.value();
    let free;
    const hold = new Promise((done) => (free = done));
    const held = stack.faults.add(s3({ kind: 'hold', method: 'PUT', until: hold, times: 1 }));
    const value = system.release();
    await system.fire();
    await until(() => held.used === 1, 20, 'an upload is under way');
    for (const pid of stack.functions.import.pids) process.kill(pid, 'SIGKILL');
    free();
    for (const { base } of stack.api) assert.equal(await system.shown(base), before_);
    await system.everyProcessShows(value, kSeconds);
    await system.quiet();
  });

  test('publishers that race both end in the publication', { skip }, async () => {
    writeFileSync(join(stack.publishers, names.index), index());
    writeFileSync(join(stack.publishers, names.mortgage), mortgage());
    const metrics = async () =>
      new Set((await system.imports()).flatMap(({ metrics: all, source }) => [source, ...all]));
    const value = system.release();
    let free;
    const hold = new Promise((done) => (free = done));
    // The first to move the pointer is held until another has moved it.
    const held = stack.faults.add(s3({ kind: 'hold', method: 'PUT', path: /current\.json/, until: hold, times: 1 }));
    await Promise.all(['import-zillow', 'import-fhfa', 'import-fred'].map((name) => system.fire(name)));
    await until(() => held.used === 1, 20, 'somebody publishes');
    await pause(1500);
    free();
    await system.everyProcessShows(value, kSeconds);
    await until(
      async () => (await metrics()).has('fhfa') && (await metrics()).has('fred'),
      kSeconds,
      'all three are there',
    );
    await system.quiet();
  });

  test('each event and message twice, and in another order', { skip }, async () => {
    const twice = (records) => [...records, ...records].reverse();
    const sources = Object.values(stack.sources);
    for (const source of sources) source.mangle = twice;
    try {
      const person = await system.join();
      await system.alertFor(person, kAlert);
      const imports = (await system.imports()).length;
      const value = system.release();
      await Promise.all([system.fire(), system.fire()]);
      const detail = JSON.stringify({ publication: 'an older one' });
      const entry = { Source: 'housing-trends', DetailType: 'publication-finished', Detail: detail };
      const Entries = [{ ...entry, EventBusName: stack.template.name('jobs-bus') }];
      await stack.aws.json('events', 'PutEvents', { Entries });
      await system.everyProcessShows(value, kSeconds);
      const alerts = async () =>
        (await system.lettersTo(person.email)).filter(({ subject }) => subject.includes(kAlert));
      await until(async () => (await alerts()).length > 0, kSeconds, 'the alert');
      await system.quiet(kSeconds);
      await pause(1000);
      assert.equal((await alerts()).length, 1);
      assert.equal((await system.imports()).length, imports + 1);
    } finally {
      for (const source of sources) source.mangle = (records) => records;
    }
  });

  test('poison in every queue dies alone', { skip }, async () => {
    const dead = await Promise.all(kKinds.map((name) => system.dead(name)));
    await system.hideFor(kKinds, 1);
    for (const name of kKinds) await system.post(name, '{"poison":');
    const value = system.release();
    await system.fire();
    await system.everyProcessShows(value, kSeconds);
    for (const [i, name] of kKinds.entries()) {
      const died = async () => (await system.dead(name)) === dead[i] + 1;
      await until(died, kSeconds, `the dead letter of ${name}`);
    }
    await system.hideFor(kKinds, kHiddenSeconds);
  });

  test(
    'moto restarted in the middle: readers notice nothing, and everything comes through once',
    { skip },
    async () => {
      const person = await system.join();
      await system.alertFor(person, kAlert);
      const load = readers(stack.url, [`/api/v1/series?region=${kRegion}&metric=home_value&last=1`], 2);
      const value = system.release();
      await system.fire();
      await until(() => stack.faults.calls.at(-1).service === 's3', 10, 'it is at work');
      await stack.moto.stop();
      await pause(1500);
      await stack.moto.begin();
      await system.everyProcessShows(value, kSeconds);
      const alerts = async () =>
        (await system.lettersTo(person.email)).filter(({ subject }) => subject.includes(kAlert));
      await until(async () => (await alerts()).length > 0, kSeconds, 'the alert');
      await system.quiet(kSeconds);
      const got = await load.stop();
      assert.deepEqual(got.failures, []);
      assert.equal((await alerts()).length, 1);
    },
  );

  test('an API process that is killed, and one that is stopped, cost no reader an answer', { skip }, async () => {
    const load = readers(stack.url, [`/api/v1/series?region=${kRegion}&metric=home_value&last=1`], 3);
    for (const [i, signal] of ['SIGKILL', 'SIGTERM'].entries()) {
      await pause(300);
      await stack.api[i].stop(signal);
      await pause(300);
      await stack.startApi(i);
      await pause(kTakenBackMs);
    }
    await pause(300);
    const got = await load.stop();
    assert.deepEqual(got.failures, []);
    assert.ok(got.answers > 100);
  });

  test('of all releases each is there, once', { skip }, async () => {
    await system.everyProcessShows(system.value());
    const files = (await system.imports())
      .filter(({ dataset }) => dataset === 'zillow/zhvi/metro')
      .map(({ sha256 }) => sha256);
    assert.equal(new Set(files).size, files.length);
    assert.equal(files.length, system.releases);
  });

  test('nothing died but the poison', { skip }, async () => {
    assert.equal(await system.dead('export'), 0);
    for (const name of kKinds) {
      const QueueUrl = stack.queueUrl(`jobs-${name}-queue-dlq`);
      const { Messages = [] } = await stack.aws.json('sqs', 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
      const bodies = Messages.map(({ Body }) => Body).filter((body) => !/poison|no JSON/.test(body));
      assert.deepEqual(bodies, [], name);
    }
  });
});
