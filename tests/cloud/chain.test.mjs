// The whole way of a release: schedule, import, publication, both API processes, alert, mail; under load, with one
// trace through all of it and one mail at its end.
import assert from 'node:assert/strict';
import test, { before, describe } from 'node:test';
import { traceIdOf } from '../../tools/cloud/lambda/sandbox.mjs';
import { pause, running, skip, until } from './support/cloud.mjs';
import { System, kRegion, readers } from './support/system.mjs';

const kAlert = 'New York is above';
const kManyPeople = 30;
const kSecondLook = 1500; // a mail that is sent twice is sent soon after
const kChain = ['import', 'publish', 'alerts', 'mail'];

describe('the chain', () => {
  let stack;
  let system;
  let person;
  before(async () => {
    if (skip) return;
    stack = await running();
    system = System.of(stack);
  });

  test('a first release comes in by its schedule, and every process shows it', { skip }, async () => {
    await system.publish();
    const [latest] = await system.imports();
    assert.equal(latest.source, 'zillow');
    const [[rows]] = await until(
      () => stack.postgres.sql(`SELECT count(*) FROM observations WHERE region = '${kRegion}'`),
      10,
      'the projection',
    );
    await until(
      async () => Number((await stack.postgres.sql('SELECT count(*) FROM observations'))[0][0]) > 0,
      30,
      `the table of observations has rows (${rows})`,
    );
  });

  test('a mail goes from the API by queue and function to SES', { skip }, async () => {
    person = await system.join();
    const [mail] = (await stack.moto.mails()).filter(({ destinations }) => destinations.includes(person.email));
    assert.match(mail.raw_data, /^From: .*no-reply@dev\./m);
    assert.equal((await system.lettersTo(person.email)).length, 1);
  });

  test('many at once get one mail each, though two processes hand them on and two send them', { skip }, async () => {
    const people = await Promise.all(Array.from({ length: kManyPeople }, () => system.register()));
    for (const one of people) await system.firstLetter(one);
    await system.quiet();
    await pause(kSecondLook);
    const letters = await system.letters();
    const twice = people.filter(({ email }) => letters.filter(({ to }) => to === email).length !== 1);
    assert.deepEqual(
      twice.map(({ email }) => email),
      [],
    );
  });

  test(
    'schedule, import, publication, both processes, alert, one mail: no request fails',
    { skip },
    async (context) => {
      const old = system.value();
      await system.alertFor(person, kAlert);
      const series = `/api/v1/series?region=${kRegion}&metric=home_value&last=1`;
      const load = readers(stack.url, [series, '/api/v1/regions?q=new', `/api/v1/regions/${kRegion}`, '/health/ready']);
      await pause(500);
      const value = system.release();
      const begun = performance.now();
      await system.fire();
      await system.everyProcessShows(value);
      const shownAfter = performance.now() - begun;
      const alerts = async () =>
        (await system.lettersTo(person.email)).filter(({ subject }) => subject.includes(kAlert));
      await until(async () => (await alerts()).length > 0, 30, 'the mail of the alert');
      const mailedAfter = performance.now() - begun;
      await system.quiet();
      await pause(kSecondLook);
      const got = await load.stop();
      assert.deepEqual(got.failures, []);
      assert.ok(got.answers > 100, `${got.answers} answers are no load`);
      assert.deepEqual([...got.values].sort(), [old, value].sort(), 'whole publications and nothing between');
      assert.equal((await alerts()).length, 1);
      const seconds = (ms) => (ms / 1000).toFixed(1);
      context.diagnostic(
        `measured: release shown by both processes after ${seconds(shownAfter)} s, mailed after ` +
          `${seconds(mailedAfter)} s, ${got.answers} answers meanwhile, 0 failed`,
      );
    },
  );

  test('one trace goes through every function of the chain, in its logs and in the collector', { skip }, async () => {
    const imported = stack.functions.import.invocations.at(-1);
    const trace = traceIdOf(imported.trace);
    assert.match(trace, /^[0-9a-f]{32}$/);
    for (const name of kChain) {
      const lines = stack.functions[name].log().split('\n');
      assert.ok(
        lines.some((line) => line.includes(trace)),
        `${name} logs with the trace ${trace}`,
      );
    }
    const spans = await until(
      () => {
        const found = stack.collector.of(trace);
        return found.length >= kChain.length && found;
      },
      20,
      'spans of the trace',
    );
    const ids = new Set(spans.map(({ spanId }) => spanId));
    assert.equal(ids.size, spans.length, 'every span has an id of its own');
    assert.equal(stack.collector.refused, 0);
  });

  test('a request keeps the trace it came with, at the API and in the mail that comes of it', { skip }, async () => {
    // The load before may have used up what a process records in a second.
    await pause(1_200);
    const trace = '0123456789abcdef0123456789abcdef';
    const answer = await fetch(`${stack.url}/api/v1/auth/forgot`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${trace}-00000000000000ab-01` },
      body: JSON.stringify({ email: person.email }),
    });
    assert.ok(answer.status < 300, `${answer.status}`);
    await until(async () => (await system.lettersTo(person.email)).length === 3, 30, 'the mail');
    const { spans } = stack.collector;
    await until(() => spans.some(({ traceId }) => traceId === trace), 10, 'a span of the request');
    await until(() => stack.functions.mail.log().includes(trace), 10, 'the trace in the log of the mail function');
  });

  test('a bounce that SES tells of ends mails to that address', { skip }, async () => {
    const bounced = await system.join();
    const event = {
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: bounced.email }] },
      mail: {
        messageId: (await stack.moto.mails()).at(-1).id,
        destination: [bounced.email],
        tags: { 'ses:configuration-set': [stack.template.name('mail-configuration')] },
      },
    };
    const entry = { Source: 'aws.ses', DetailType: 'Email Bounced', Detail: JSON.stringify(event) };
    const { FailedEntryCount } = await stack.aws.json('events', 'PutEvents', { Entries: [entry] });
    assert.equal(FailedEntryCount, 0);
    const suppressed = async () =>
      (await stack.postgres.sql(`SELECT 1 FROM suppressions WHERE address LIKE '%${bounced.email}'`)).length === 1;
    await until(suppressed, 20, 'the address is suppressed');
    await fetch(`${stack.url}/api/v1/auth/forgot`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: bounced.email }),
    });
    await system.quiet();
    await pause(500);
    assert.equal((await system.lettersTo(bounced.email)).length, 1, 'the one before the bounce');
  });
});
