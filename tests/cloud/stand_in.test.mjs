// What stands in for Lambda does as Lambda: partial batches, crashes, timeouts, failed starts, dead letters. The
// function here is a small one in Node; the program's own are in functions.test.mjs.
import assert from 'node:assert/strict';
import test, { before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDue } from '../../tools/cloud/scheduler.mjs';
import { Function } from '../../tools/cloud/lambda/function.mjs';
import { EventSource } from '../../tools/cloud/lambda/source.mjs';
import { pause, prepared, skip, until } from './support/cloud.mjs';

const script = fileURLToPath(new URL('support/function_stand_in.mjs', import.meta.url));
const kSeconds = 20;
const kReceives = 3;

describe('what stands in for Lambda', () => {
  let stack;
  let job;
  let source;
  let queueUrl;
  let deadUrl;

  const send = (what) =>
    stack.aws.json('sqs', 'SendMessage', { QueueUrl: queueUrl, MessageBody: JSON.stringify({ do: what }) });
  const count = async (QueueUrl) => {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
    const { Attributes } = await stack.aws.json('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: names });
    return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  };
  const settings = (more) => ({
    functionName: 'stand-in',
    arn: stack.template.arn('lambda', 'function:stand-in'),
    command: [process.execPath, script],
    timeoutMs: 1000,
    memoryMb: 128,
    variables: {},
    atOnce: 1,
    awsUrl: stack.moto.url,
    region: stack.template.region,
    credentials: () => stack.credentials('jobs-mail-role'),
    ...more,
  });

  before(async () => {
    if (skip) return;
    stack = await prepared();
    const make = async (QueueName, Attributes) =>
      (await stack.aws.json('sqs', 'CreateQueue', { QueueName, Attributes })).QueueUrl;
    deadUrl = await make('stand-in-dead');
    const redrive = { deadLetterTargetArn: stack.template.arn('sqs', 'stand-in-dead'), maxReceiveCount: kReceives };
    queueUrl = await make('stand-in', { VisibilityTimeout: '1', RedrivePolicy: JSON.stringify(redrive) });
    job = new Function(settings({ name: 'stand-in' }), stack.processes);
    const queue = { queueUrl, queueArn: stack.template.arn('sqs', 'stand-in'), batchSize: 10, atOnce: 1, region: 'x' };
    source = new EventSource(queue, job, async () => stack.aws);
  });

  const did = (what) => job.log().split(`did ${what} `).length - 1;

  test('what failed in a batch comes again alone, and dies at last', { skip }, async () => {
    for (const what of ['well', 'fail', 'well', 'well']) await send(what);
    source.begin();
    await until(async () => (await count(deadUrl)) === 1, kSeconds, 'the dead letter');
    assert.equal(await count(queueUrl), 0);
    assert.deepEqual([did('well'), did('fail')], [3, kReceives]);
  });

  test('a crash and a timeout cost an attempt, and the next environment is a new one', { skip }, async () => {
    const [before_] = job.pids;
    await send('crash');
    await until(
      () => job.invocations.some(({ error }) => error?.errorType === 'Runtime.ExitError'),
      kSeconds,
      'a crash',
    );
    await send('hang');
    const timedOut = () => job.invocations.find(({ error }) => error?.errorType === 'Sandbox.Timedout');
    await until(timedOut, kSeconds, 'a timeout');
    assert.match(timedOut().error.errorMessage, /timed out after 1\.00 s/);
    await until(async () => (await count(deadUrl)) === 3, kSeconds, 'both die');
    await send('well');
    await until(() => did('well') === 4, kSeconds, 'work goes on');
    assert.notEqual(job.pids[0], before_);
  });

  test('an answer that names what was not given means that all failed', { skip }, async () => {
    await send('nonsense');
    await until(() => did('nonsense') === 2, kSeconds, 'it comes again');
  });

  test('an event source stops when it is told to', { skip }, async () => {
    await source.stop();
    await send('well');
    await pause(100);
    assert.equal(did('well'), 4);
  });

  test('a function that cannot start says why, and is started again for the next', { skip }, async () => {
    const broken = new Function(settings({ name: 'broken', variables: { STAND_IN: 'cannot start' } }), stack.processes);
    for (let i = 0; i < 2; ++i) {
      const { ok, error } = await broken.invoke({});
      assert.deepEqual([ok, error.errorType], [false, 'StandIn.CannotStart']);
    }
    assert.equal(broken.log(), '');
  });

  test('the fault proxy does what it is told, and nothing else', { skip }, async () => {
    const { faults, dataBucket } = stack;
    const aws = stack.aws.as(stack.aws.credentials);
    Object.assign(aws, { url: faults.url, host: new URL(faults.url).host });
    const there = async (key) => (await stack.aws.keys(dataBucket, key)).length === 1;
    const put = (key) => aws.putObject(dataBucket, key, 'x'.repeat(3000));
    faults.add({ service: 's3', kind: 'throttle' });
    await assert.rejects(put('faults/a'), { status: 503, code: 'SlowDown' });
    faults.add({ service: 's3', kind: 'expired' });
    await assert.rejects(put('faults/a'), { code: 'ExpiredToken' });
    for (const kind of ['cut-before', 'cut-upload']) {
      faults.add({ service: 's3', kind });
      await assert.rejects(put('faults/a'), { code: 'ECONNRESET' });
    }
    assert.equal(await there('faults/a'), false);
    faults.add({ service: 's3', kind: 'cut-after', method: 'PUT' });
    await assert.rejects(put('faults/b'), { code: 'ECONNRESET' });
    assert.equal(await there('faults/b'), true);
    faults.add({ service: 's3', kind: 'slow', ms: 50, chunk: 500 });
    const begun = performance.now();
    assert.equal((await aws.getObject(dataBucket, 'faults/b')).length, 3000);
    assert.ok(performance.now() - begun > 250);
    faults.add({ service: 'sqs', operation: 'GetQueueUrl', kind: 'throttle' });
    await aws.json('sqs', 'ListQueues');
    await assert.rejects(aws.json('sqs', 'GetQueueUrl', { QueueName: 'stand-in' }), { code: 'ThrottlingException' });
    faults.skewMs = 20 * 60_000;
    await assert.rejects(put('faults/c'), { code: 'RequestTimeTooSkewed' });
    faults.clear();
    await put('faults/c');
    assert.deepEqual(await aws.keys(dataBucket, 'faults/'), ['faults/b', 'faults/c']);
  });

  test('what AWS would keep is there after moto was restarted', { skip }, async () => {
    const aws = await stack.as('jobs-export-role');
    await aws.putObject(stack.dataBucket, 'exports/kept', 'kept');
    const QueueUrl = stack.queueUrl('jobs-mail-queue');
    await stack.aws.json('sqs', 'SendMessage', { QueueUrl, MessageBody: 'kept' });
    await stack.moto.stop();
    await assert.rejects(aws.keys(stack.dataBucket), { code: 'ECONNREFUSED' });
    await stack.moto.begin();
    assert.equal(String(await aws.getObject(stack.dataBucket, 'exports/kept')), 'kept');
    await assert.rejects(aws.putObject(stack.dataBucket, 'raw/x', 'x'), { code: 'AccessDenied' });
    const { Messages } = await stack.aws.json('sqs', 'ReceiveMessage', { QueueUrl });
    assert.deepEqual(
      Messages.map(({ Body }) => Body),
      ['kept'],
    );
    await stack.aws.json('sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle });
  });

  test('schedules are due when their expressions say', () => {
    const at = (text) => Date.parse(`2025-03-04T${text}Z`); // a Tuesday
    assert.ok(isDue('cron(35 13 * * ? *)', at('13:35:10'), at('13:34:55')));
    assert.ok(!isDue('cron(35 13 * * ? *)', at('13:35:20'), at('13:35:10')), 'once a minute');
    assert.ok(!isDue('cron(35 13 * * ? *)', at('12:35:00'), at('12:00:00')));
    assert.ok(isDue('cron(0/15 * ? * 3 *)', at('08:30:00'), at('08:29:00')));
    assert.ok(!isDue('cron(0/15 * ? * 2 *)', at('08:30:00'), at('08:29:00')));
    assert.ok(isDue('rate(1 hour)', at('09:00:00'), at('08:00:00')));
    assert.ok(!isDue('rate(1 hour)', at('08:59:59'), at('08:00:00')));
    assert.throws(() => isDue('at noon', 0, 0), /no cron/);
  });
});
