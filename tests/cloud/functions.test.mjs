// The program's functions in the stand-in for Lambda: poison, partial batches, duplicates, another order, what cannot
// be opened, killed processes, and how soon a new process asks for work.
import assert from 'node:assert/strict';
import test, { before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Function } from '../../tools/cloud/lambda/function.mjs';
import { pause, program, running, skip, until } from './support/cloud.mjs';
import { System } from './support/system.mjs';

const script = fileURLToPath(new URL('support/function_stand_in.mjs', import.meta.url));
const kStarts = 7;
const kHiddenSeconds = 1;
const kHiddenLong = 8;
const kSeconds = 40;

describe('functions', () => {
  let stack;
  let system;
  before(async () => {
    if (skip) return;
    stack = await running();
    system = System.of(stack);
    await system.hideFor(['mail'], kHiddenSeconds);
  });

  const record = (body, messageId, more = {}) => ({
    messageId,
    receiptHandle: 'none',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { ApproximateReceiveCount: '1' },
    messageAttributes: {},
    eventSource: 'aws:sqs',
    eventSourceARN: stack.template.arn('sqs', stack.template.name('jobs-mail-queue')),
    awsRegion: stack.template.region,
    ...more,
  });
  const failed = ({ body }) => body.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  const keyOf = async ({ email }) =>
    (await stack.postgres.sql(`SELECT key FROM mails WHERE address = '${email}' ORDER BY key`))[0][0];

  test('of a batch with poison everything else is done, once', { skip }, async () => {
    stack.sources.mail.isPaused = true;
    try {
      const people = [await system.register(), await system.register(), await system.register()];
      const keys = await Promise.all(
        people.map((person) =>
          until(() => keyOf(person).catch(() => undefined), kSeconds, 'the mail is in the outbox'),
        ),
      );
      const good = keys.map((mail, i) => record({ mail }, `good-${i}`));
      const bad = [
        record('{"mail"', 'not-json'),
        record({ nothing: true }, 'no-job'),
        record({ source: 'else', 'detail-type': 'x', detail: {} }, 'no-event'),
        record('"text"', 'no-object'),
      ];
      const batch = [bad[0], good[2], bad[1], good[0], bad[2], good[1], bad[3], good[0]]; // one of them twice
      const result = await stack.functions.mail.invoke({ Records: batch });
      assert.equal(result.ok, true, JSON.stringify(result));
      assert.deepEqual(failed(result).sort(), ['no-event', 'no-job', 'no-object', 'not-json']);
      for (const person of people) assert.equal((await system.lettersTo(person.email)).length, 1, person.email);
    } finally {
      stack.sources.mail.isPaused = false;
    }
  });

  test('what is no event at all fails as a whole, and the function goes on', { skip }, async () => {
    const [pid] = stack.functions.mail.pids;
    for (const event of [{ Records: 'none' }, { Records: [{}] }, []]) {
      const { ok, error } = await stack.functions.mail.invoke(event);
      assert.equal(ok, false, JSON.stringify(event));
      assert.match(error.errorType, /^Housing\./);
      assert.ok(error.errorMessage.length > 5);
    }
    const answer = await stack.functions.mail.invoke({ Records: [] });
    assert.deepEqual([answer.ok, failed(answer)], [true, []]);
    assert.equal(stack.functions.mail.pids[0], pid, 'the same process');
  });

  test('poison dies in the dead letters, and what came with it does not', { skip }, async () => {
    const before_ = await system.dead('mail');
    try {
      await system.post('mail', 'this is no JSON');
      const person = await system.register();
      await system.firstLetter(person);
      await until(async () => (await system.dead('mail')) === before_ + 1, kSeconds, 'the dead letter');
      assert.equal((await system.lettersTo(person.email)).length, 1);
      assert.match(stack.functions.mail.log(), /"given_up":true/);
    } finally {
    }
  });

  test('messages twice and in another order make one mail each', { skip }, async () => {
    stack.sources.mail.mangle = (records) => [...records, ...records].reverse();
    try {
      const people = [];
      for (let i = 0; i < 5; ++i) people.push(await system.register());
      for (const person of people) await system.firstLetter(person);
      await system.quiet();
      for (const person of people) assert.equal((await system.lettersTo(person.email)).length, 1, person.email);
    } finally {
      stack.sources.mail.mangle = (records) => records;
    }
  });

  test('a killed function costs nobody a mail', { skip }, async () => {
    try {
      const people = [];
      for (let i = 0; i < 6; ++i) {
        people.push(await system.register());
        await pause(Math.random() * 150);
        for (const pid of stack.functions.mail.pids) process.kill(pid, 'SIGKILL');
      }
      for (const person of people) await system.firstLetter(person, kSeconds);
      await system.quiet();
      let twice = 0;
      for (const person of people) {
        const ids = (await system.lettersTo(person.email)).map(({ id }) => id);
        assert.equal(new Set(ids).size, 1, `${person.email} has one Message-ID`);
        twice += ids.length - 1;
      }
      assert.ok(twice <= people.length, `${twice} mails came twice: at most the one in hand of each kill`);
      assert.equal((await stack.postgres.sql("SELECT count(*) FROM mails WHERE state = 'pending'"))[0][0], '0');
    } finally {
    }
  });

  test('a function that was not told what it needs says so at its start', { skip }, async () => {
    const { mail } = stack.functions;
    const { HOUSING_DATABASE_URL: _, ...variables } = mail.variables;
    const broken = new Function({ ...mail, name: 'broken-mail', variables }, stack.processes);
    try {
      const { ok, error } = await broken.invoke({ Records: [] });
      assert.deepEqual([ok, error.errorType], [false, 'Housing.Settings']);
      assert.match(error.errorMessage, /HOUSING_DATABASE_URL/);
    } finally {
      await broken.stop();
    }
  });

  test('what cannot be opened fails the invocation, with the reason', { skip }, async () => {
    const { mail } = stack.functions;
    const variables = { ...mail.variables, HOUSING_MAIL_URL: 'pigeon://loft' };
    const broken = new Function({ ...mail, name: 'pigeon-mail', variables }, stack.processes);
    try {
      const { ok, error } = await broken.invoke({ Records: [] });
      assert.equal(ok, false);
      assert.match(error.errorMessage, /HOUSING_MAIL_URL/);
    } finally {
      await broken.stop();
    }
  });

  test('a database that is away fails the invocation, and is found again by the next', { skip }, async () => {
    const { mail } = stack.functions;
    const away = { HOUSING_DATABASE_URL: 'postgresql://127.0.0.1:1/housing_trends?sslmode=disable' };
    const lost = new Function(
      { ...mail, variables: { ...mail.variables, ...away }, timeoutMs: 20_000 },
      stack.processes,
    );
    try {
      const records = { Records: [record({ mail: 'reset:none' }, 'one')] };
      const first = await lost.invoke(records);
      assert.ok(!first.ok || failed(first).length === 1, JSON.stringify(first));
      const second = await lost.invoke(records);
      assert.ok(!second.ok || failed(second).length === 1);
      assert.equal(lost.pids.length, 1, 'it did not give up its process');
    } finally {
      await lost.stop();
    }
  });

  test('what takes too long is given up before the time is over, and done later', { skip }, async () => {
    const { mail: job } = stack.functions;
    const { timeoutMs } = job;
    await system.hideFor(['mail'], kHiddenLong); // nobody else gets it meanwhile
    job.timeoutMs = 14_000; // of which most is kept for what follows the sending
    let release;
    const until_ = new Promise((done) => {
      release = done;
    });
    const held = stack.faults.add({ service: 'ses', kind: 'hold', until: until_ });
    try {
      const person = await system.register();
      await until(() => held.used > 0, kSeconds, 'the mail waits for SES');
      const count = job.invocations.length;
      const gaveUp = ({ ok, body }) => ok && body.batchItemFailures.length === 1;
      await until(() => job.invocations.slice(count).some(gaveUp), kSeconds, 'it was given up');
      release();
      await system.firstLetter(person, kSeconds);
      await system.quiet();
      assert.equal((await system.lettersTo(person.email)).length, 1);
    } finally {
      stack.faults.clear();
      release();
      job.timeoutMs = timeoutMs;
      await system.hideFor(['mail'], kHiddenSeconds);
    }
  });

  const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

  test('how soon a new process asks for work, beside one in Node', { skip }, async (context) => {
    const { mail } = stack.functions;
    const times = { housing: [], node: [] };
    for (let i = 0; i < kStarts; ++i)
      for (const [who, command] of Object.entries({
        housing: [program, 'lambda', 'mail'],
        node: [process.execPath, script],
      })) {
        const fresh = new Function({ ...mail, name: `first-poll-${who}`, command }, stack.processes);
        await fresh.invoke({ Records: [] });
        times[who].push(...fresh.firstPolls);
        await fresh.stop('SIGKILL');
      }
    assert.deepEqual([times.housing.length, times.node.length], [kStarts, kStarts]);
    const [housing, node] = [median(times.housing), median(times.node)];
    const [ms, ratio] = [(number) => number.toFixed(1), (node / housing).toFixed(1)];
    context.diagnostic(
      `measured: first poll after ${ms(housing)} ms, Node hello-world after ${ms(node)} ms: ${ratio} times as soon`,
    );
  });
});
