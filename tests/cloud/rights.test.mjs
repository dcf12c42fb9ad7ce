// What each role of the infrastructure code may do, and that it may do nothing else: real calls with the role's own
// credentials, judged by the policies of the synthesised template.
import assert from 'node:assert/strict';
import test, { before, describe } from 'node:test';
import { prepared, skip } from './support/cloud.mjs';
import { outcome, probes } from './support/probes.mjs';

const send = (...queues) => queues.flatMap((queue) => [`SendMessage ${queue}`, `GetQueueUrl ${queue}`]);
const receive = (queue) => [`ReceiveMessage ${queue}`, `GetQueueUrl ${queue}`];
const read = ['read data', 'list data'];
const write = ['write raw', 'write manifests', 'write exports'];
const job = ['own log', 'data key', 'put traces'];

// Whatever a role's line lacks it must be refused.
const may = {
  'api-task-role': [
    ...read,
    'write exports',
    ...send('alerts', 'mail', 'export', 'import'),
    'database secret',
    'cache secret',
    'signing secret',
    'data key',
    'put traces',
  ],
  'api-migrate-task-role': ['database secret', 'data key'],
  'jobs-import-role': [...job, ...read, ...write, ...receive('import'), 'put events', 'database secret'],
  'jobs-publish-role': [...job, ...read, ...write, 'forget what was pending', ...receive('publish'), 'put events'],
  'jobs-alerts-role': [...job, ...read, ...receive('alerts'), ...send('mail'), 'database secret', 'signing secret'],
  'jobs-mail-role': [...job, ...receive('mail'), 'database secret', 'send mail'],
  'jobs-export-role': [
    ...job,
    ...read,
    'write exports',
    ...receive('export'),
    ...send('mail'),
    'database secret',
    'signing secret',
  ],
  'jobs-digest-role': [...job, 'database secret', 'signing secret', ...send('mail')],
  'jobs-backup-check-role': [...job, 'write backup', 'read parameters', 'put metrics', 'look at the database'],
  'jobs-import-task-role': [...read, ...write, 'put events', 'database secret', 'data key'],
  'jobs-schedules-role': [...send('import'), 'data key'],
  // Starts the task: pulls its image, opens its log.
  'api-task-execution-role': ['own log'],
  'jobs-import-task-execution-role': ['own log'],
};

describe('rights of roles', () => {
  let stack;
  before(async () => {
    if (skip) return;
    stack = await prepared();
    const { aws, template } = stack;
    const [{ id, properties }] = template.all('AWS::SES::EmailIdentity');
    assert.ok(id);
    stack.mailFrom = `no-reply@${template.resolve(properties.EmailIdentity)}`;
    stack.keyId = template.all('AWS::KMS::Key')[0].id;
    stack.otherKey = (await aws.json('kms', 'CreateKey', {})).KeyMetadata.Arn;
    await aws.putObject(template.name('data-bucket'), 'raw/probe', 'probe');
    await aws.putObject(template.name('frontend-bucket'), 'index.html', 'probe');
    await aws.putObject(template.name('data-backup-bucket'), 'probe', 'probe');
  });

  for (const [role, names] of Object.entries(may)) {
    test(`${role} may do what it needs and is refused the rest`, { skip }, async () => {
      const aws = await stack.as(role);
      const wrong = {};
      for (const [name, probe] of Object.entries(probes)) {
        const wanted = names.includes(name) ? 'may' : 'may not';
        const found = await outcome(probe, aws, stack, role.replace('-execution', ''));
        if (found !== wanted) wrong[name] = found;
      }
      assert.deepEqual(wrong, {});
      const known = Object.keys(probes);
      assert.deepEqual(
        names.filter((name) => !known.includes(name)),
        [],
      );
    });
  }

  test('every role of the program is in the table', { skip }, () => {
    const others = /^(network|api-deployment|monitoring|recovery|edge)/; // made by the infrastructure for itself
    const known = Object.keys(stack.roles).filter((role) => !others.test(role));
    const twins = ['api-migrate-task-execution-role']; // as the other two that start tasks
    assert.deepEqual(known.filter((role) => !twins.includes(role)).sort(), Object.keys(may).sort());
  });

  test('a changed request, a wrong key and no signature are refused', { skip }, async () => {
    const aws = await stack.as('jobs-import-role');
    const key = 'raw/a+b (c)/ü';
    await aws.putObject(stack.dataBucket, key, 'plus');
    assert.equal(String(await aws.getObject(stack.dataBucket, key)), 'plus');
    const forged = aws.as({ ...aws.credentials, secretKey: 'another' });
    await assert.rejects(forged.getObject(stack.dataBucket, key), { code: 'SignatureDoesNotMatch' });
    await assert.rejects(forged.json('sqs', 'GetQueueUrl', { QueueName: 'x' }), { code: 'InvalidSignatureException' });
    const stranger = aws.as({ ...aws.credentials, accessKey: 'ASIASTRANGER00000000' });
    await assert.rejects(stranger.getObject(stack.dataBucket, key), { code: 'InvalidAccessKeyId' });
    const tokenless = aws.as({ ...aws.credentials, sessionToken: undefined });
    await assert.rejects(tokenless.getObject(stack.dataBucket, key), { status: 403 });
    assert.equal((await fetch(`${stack.moto.url}/${stack.dataBucket}/raw/probe`)).status, 403);
  });

  test('who was refused left nothing behind', { skip }, async () => {
    const keys = await stack.aws.keys(stack.template.name('frontend-bucket'));
    assert.deepEqual(keys, ['index.html']);
    assert.deepEqual(
      (await stack.moto.mails()).filter(({ source }) => !source.includes(stack.mailFrom)),
      [],
    );
    // What was allowed to be sent is nobody's work.
    for (const { id } of stack.template.all('AWS::SQS::Queue'))
      await stack.aws.json('sqs', 'PurgeQueue', { QueueUrl: stack.template.resolve({ Ref: id }) });
  });
});
