// docs/operating/stuck-queue.md, as it stands there: poison, a dependency that is away until jobs are given up, nobody
// who works, and PostgreSQL stopped in the middle; and SQS's part on a stand-in for the account.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before, describe } from 'node:test';
import { Page } from '../../tools/operating/page.mjs';
import { Installation } from '../accounts/support/installation.mjs';
import { Person } from '../accounts/support/person.mjs';
import { atEnd, freePort, until } from '../accounts/support/process.mjs';
import { Postgres, Smtp, whyNotPostgres, whyNotSmtp } from '../accounts/support/servers.mjs';
import {
  awsEnvironment,
  makeEnvironment,
  name,
  programs as found,
  skipReason,
  startMoto,
} from '../delivery/support/cloud.mjs';
import { askMoto, assertNothingLeftOut, awsOn, programs, shellEnvironment } from './support.mjs';

const kTries = 5;
const kSeconds = 30;
const page = new Page('stuck-queue', { E: 'staging' });

const environmentOf = (home, stand) => shellEnvironment(programs(stand), { ...home.env, HOUSING_DATA_DIR: home.data });
const registering = async (server, email) => {
  const { status, text } = await new Person(server, email).register();
  assert.equal(status, 201, text);
};

describe('on one machine', () => {
  let home;
  let server;
  before(async () => {
    home = new Installation();
    server = await home.serve();
  });
  const put = (queue, body) =>
    home.sql([
      'INSERT INTO queue_messages (id, queue, key, body, trace, visible_at, enqueued_at, attempts) ' +
        'VALUES (?, ?, ?, ?, ?, 0, 0, 0)',
      [`id-${queue}`, queue, `key-${queue}`, body, ''],
    ]);

  test('poison is put aside at once, looked at and dropped', async () => {
    await put('alerts', 'no job at all');
    await home.work();
    const env = environmentOf(home);
    const seen = await page.run('Which kind', 0, { env });
    assert.match(seen, /^alerts +0 +0 +0 +1 /m);
    assert.match(seen, /^alerts +id-alerts .* its body is not JSON/m);
    const words = { Q: 'alerts', JOB: 'id-alerts' };
    const dropped = await page.run('Given up', 3, { env, words });
    assert.equal(JSON.parse(dropped.split('\n')[0]).dead[0].body, 'no job at all');
    assert.match(dropped, /^1 dropped$/m);
    await home.workOk();
    assert.match(await page.run('Over when', 0, { env }), /^alerts +0 +0 +0 +0 /m);
    assert.match((await home.run('queue drop', ['alerts', 'id-alerts'])).stderr, /no such dead message/);
  });

  test(
    'mails given up while the mail server was away go out when they are tried again',
    { skip: whyNotSmtp },
    async () => {
      const away = `smtp://127.0.0.1:${await freePort()}?tls=none`;
      const here = home.env;
      home.env = { ...here, HOUSING_MAIL_URL: away, HOUSING_MAIL_FROM: 'no-reply@housing.example' };
      for (const email of ['ann@example.org', 'bob@example.org']) await registering(server, email);
      for (let i = 0; i < kTries; ++i) {
        assert.equal((await home.work()).code, 1);
        await home.sql("UPDATE queue_messages SET visible_at = 0 WHERE queue = 'mail'"); // the pause is over
      }
      const { dead } = JSON.parse(await home.ok('queue list', ['mail', '--json']));
      assert.equal(dead.length, 2);
      assert.ok(
        dead.every(({ attempts, reason }) => attempts === kTries && /onnect/.test(reason)),
        JSON.stringify(dead),
      );

      const smtp = await Smtp.start();
      home.env = { ...home.env, HOUSING_MAIL_URL: smtp.url };
      const env = environmentOf(home);
      const [one, all] = page.block('Given up', 1, { Q: 'mail', JOB: dead[0].id }).split('\n');
      assert.ok(one.endsWith(dead[0].id) && all.endsWith('--all'));
      assert.match(
        await page.run('Given up', 1, { env, words: { Q: 'mail', JOB: dead[0].id } }),
        /1 wait again\n1 wait again/,
      );
      await home.workOk();
      assert.deepEqual(
        smtp
          .letters()
          .map(({ to }) => to)
          .sort(),
        ['ann@example.org', 'bob@example.org'],
      );
      home.env = here;
    },
  );

  test('when nobody works, it is seen by what waits, and whoever begins does all of it', async () => {
    await registering(server, 'cy@example.org');
    assert.match(await home.ok('work', ['--list']), /^mail +\d+ /m);
    const pid = join(home.folder, 'work.pid');
    const log = join(home.folder, 'work.log');
    const systemctl = `[ "$1" = start ] && { housing work >'${log}' 2>&1 & echo $! >'${pid}'; }; exit 0`;
    const env = environmentOf(home, { systemctl });
    await page.run('Nobody works', 0, { env });
    atEnd(() => {
      try {
        process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
      } catch {
        /* it has ended */
      }
    });
    await until(() => home.lettersTo('cy@example.org').length === 1, kSeconds, 'the mail');
    process.kill(Number(readFileSync(pid, 'utf8')), 'SIGTERM');
    await until(() => readFileSync(log, 'utf8').includes('"msg":"stopped"'), kSeconds, 'work ends in order');
  });

  test('a queue that is not there is wrong usage', async () => {
    assert.equal((await home.run('queue list', ['letters'])).code, 2);
    assert.equal((await home.run('queue retry', ['mail'])).code, 2);
  });
});

test(
  'PostgreSQL stopped while it works: the worker waits for it, and goes on by itself',
  { skip: whyNotPostgres },
  async () => {
    const postgres = await Postgres.start();
    const home = new Installation({ HOUSING_DATABASE_URL: postgres.url() });
    await home.ok('migrate');
    const server = await home.serve();
    const work = home.startWork();
    await until(() => work.log().includes('"msg":"working"'), kSeconds, 'work begins');
    await postgres.stop();
    await until(() => work.log().includes('work cannot go on; trying again'), kSeconds, 'the worker says so');
    await postgres.begin();
    const register = () =>
      registering(server, 'dee@example.org').then(
        () => true,
        () => false,
      );
    await until(register, kSeconds, 'the server has its database again');
    await until(() => home.lettersTo('dee@example.org').length === 1, kSeconds, 'the mail');
    await work.kill('SIGTERM');
  },
);

describe('on AWS', { skip: skipReason() }, () => {
  let moto;
  let env;
  const queue = name('jobs-mail-queue');
  const words = { Q: 'mail' };
  before(async () => {
    moto = await startMoto();
    await makeEnvironment(moto);
    for (const each of [queue, `${queue}-dlq`]) sqs('create-queue', '--queue-name', each);
    env = shellEnvironment(programs(awsOn(moto)), awsEnvironment(moto.url));
  });
  after(() => moto?.stop());
  const sqs = (...args) => askMoto(moto, 'sqs')(...args);
  const url = (which) => sqs('get-queue-url', '--queue-name', which).QueueUrl;
  const send = (text) => sqs('send-message', '--queue-url', url(`${queue}-dlq`), '--message-body', text).MessageId;

  test('depths of a queue and its dead letters', async () => {
    send('one');
    assert.match(await page.run('Which kind', 1, { env, words }), /ApproximateNumberOfMessages["|\s:]+"?1/);
  });

  test('a function is connected to its queue again', async () => {
    const arn = sqs('get-queue-attributes', '--queue-url', url(queue), '--attribute-names', 'QueueArn');
    const source = ['--function-name', name('jobs-mail'), '--event-source-arn', arn.Attributes.QueueArn];
    const { UUID } = moto.cli('lambda', 'create-event-source-mapping', ...source, '--no-enabled');
    assert.match(await page.run('Nobody works', 1, { env, words: { ...words, MAPPING: UUID } }), new RegExp(UUID));
    assert.equal(moto.cli('lambda', 'get-event-source-mapping', '--uuid', UUID).State, 'Enabled');
  });

  test('dead letters are read, sent back, deleted', async () => {
    const id = send('poison');
    assert.match(await page.run('Given up', 0, { env, words }), /poison/);
    await page.run('Given up', 2, { env, words, without: ['aws sqs start-message-move-task'] });
    await page.run('Given up', 4, { env, words: { ...words, JOB: id } });
    const { Messages: left = [] } = sqs('receive-message', '--queue-url', url(`${queue}-dlq`));
    assert.ok(left.every(({ MessageId }) => MessageId !== id));
  });
});

test('no command is left out by silence', () => assertNothingLeftOut(page));
