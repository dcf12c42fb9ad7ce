// deploy/localstack/10-resources.sh, run twice against a stand-in of AWS: every resource is there, wired as it should.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test, { after, before } from 'node:test';
import { promisify } from 'node:util';
import { answering, startProcess } from './support/process.mjs';
import { freePort, path, skipWithout } from './support/project.mjs';

const run = promisify(execFile);
const skip = skipWithout('localstack resources', {
  aws: 'pip install awscli',
  moto_server: 'pip install "moto[server]"',
});
const kPrefix = 'housing-trends-local';
const kJobs = ['import', 'publish', 'alerts', 'mail', 'export'];

let server, env, endpoint;
before(async () => {
  if (skip) return;
  const port = await freePort();
  endpoint = `http://127.0.0.1:${port}`;
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: 'us-east-1' };
  env = { ...process.env, ...credentials, AWS_ENDPOINT_URL: endpoint, DATABASE_PASSWORD: 'of the test' };
  server = await startProcess('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    answers: answering(endpoint),
  });
  await run(path('deploy/localstack/10-resources.sh'), [], { env });
});
after(() => server?.stop());

async function aws(...args) {
  const { stdout } = await run('aws', ['--endpoint-url', endpoint, '--output', 'json', ...args], { env });
  return stdout === '' ? undefined : JSON.parse(stdout);
}
const wanted = (names) => names.map((name) => `${kPrefix}-${name}`).sort();

test('buckets, versioned', { skip }, async () => {
  const { Buckets } = await aws('s3api', 'list-buckets');
  const names = Buckets.map(({ Name }) => Name).sort();
  assert.deepEqual(names, wanted(['data-bucket', 'frontend-bucket', 'data-backup-bucket']));
  assert.equal((await aws('s3api', 'get-bucket-versioning', '--bucket', names[0])).Status, 'Enabled');
});

test('queues, each with its dead letters after five tries', { skip }, async () => {
  const { QueueUrls } = await aws('sqs', 'list-queues');
  const names = kJobs.flatMap((job) => [`jobs-${job}-queue`, `jobs-${job}-queue-dlq`]);
  assert.deepEqual(QueueUrls.map((url) => url.split('/').at(-1)).sort(), wanted(names));
  const url = QueueUrls.find((one) => one.endsWith('jobs-mail-queue'));
  const { Attributes } = await aws('sqs', 'get-queue-attributes', '--queue-url', url, '--attribute-names', 'All');
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(Attributes.RedrivePolicy);
  assert.match(deadLetterTargetArn, /:housing-trends-local-jobs-mail-queue-dlq$/);
  assert.equal(Number(maxReceiveCount), 5);
  assert.equal(Attributes.VisibilityTimeout, '900');
});

test('an event of an import reaches the queue that publishes', { skip }, async () => {
  const bus = `${kPrefix}-jobs-bus`;
  const entry = { Source: 'housing-trends', DetailType: 'import-finished', Detail: '{"a":1}', EventBusName: bus };
  const other = { ...entry, DetailType: 'something-else' };
  await aws('events', 'put-events', '--entries', JSON.stringify([entry, other]));
  const { QueueUrls } = await aws('sqs', 'list-queues');
  const url = QueueUrls.find((one) => one.endsWith('jobs-publish-queue'));
  const { Messages } = await aws('sqs', 'receive-message', '--queue-url', url, '--max-number-of-messages', '10');
  assert.equal(Messages.length, 1);
  const event = JSON.parse(Messages[0].Body);
  assert.deepEqual([event['detail-type'], event.detail], ['import-finished', { a: 1 }]);
});

test('secrets, parameters and the identity', { skip }, async () => {
  const secret = async (name) =>
    (await aws('secretsmanager', 'get-secret-value', '--secret-id', `${kPrefix}-${name}`)).SecretString;
  assert.deepEqual(JSON.parse(await secret('db-instance')), { username: 'housing', password: 'of the test' });
  assert.equal(await secret('cache-auth'), 'local-only');
  assert.match(await secret('api-signing-key'), /^[0-9a-f]{64}$/);
  const { Parameters } = await aws('ssm', 'get-parameters-by-path', '--path', '/housing-trends/local');
  assert.deepEqual(Parameters.map(({ Name, Value }) => [Name, Value]).sort(), [
    ['/housing-trends/local/mail-from', 'no-reply@housing-trends.example'],
    ['/housing-trends/local/public-url', 'http://localhost:8080'],
  ]);
  const { Identities } = await aws('ses', 'list-identities');
  assert.deepEqual(Identities.sort(), ['housing-trends.example', 'no-reply@housing-trends.example']);
});

test('run again, it changes nothing it must keep', { skip }, async () => {
  const key = () => aws('secretsmanager', 'get-secret-value', '--secret-id', `${kPrefix}-api-signing-key`);
  const before = await key();
  const { stdout } = await run(path('deploy/localstack/10-resources.sh'), [], { env });
  assert.match(stdout, /are there$/m);
  assert.equal((await key()).SecretString, before.SecretString);
  assert.equal((await aws('sqs', 'list-queues')).QueueUrls.length, 2 * kJobs.length);
});

test('where the endpoint does not answer, it fails', { skip }, async () => {
  const port = await freePort();
  const failing = run(path('deploy/localstack/10-resources.sh'), [], {
    env: { ...env, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_MAX_ATTEMPTS: '1' },
  });
  await assert.rejects(failing, ({ code }) => code !== 0);
});
