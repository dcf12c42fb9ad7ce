// The small programs of scripts/deploy, one by one.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import test from 'node:test';
import { revision } from '../../scripts/deploy/revision.mjs';
import { plan, siteProblems } from '../../scripts/deploy/settings.mjs';
import { smoke } from '../../scripts/deploy/smoke.mjs';
import { registerable } from '../../scripts/deploy/task-definition.mjs';
import { exists, text } from './support/config.mjs';
import { projectRoot } from './support/project.mjs';

const settings = JSON.parse(text('infrastructure/settings/environments.json'));
const example = JSON.parse(text('infrastructure/settings/site.example.json'));

test('names and addresses of an environment', () => {
  const prod = plan('prod', settings, { ...example, domain: 'housing.test', bucketSuffix: 'mine' });
  assert.equal(prod.cluster, 'housing-trends-prod-api-cluster');
  assert.equal(prod.bucket, 'housing-trends-prod-frontend-bucket-mine');
  assert.equal(prod.domain, 'housing.test');
  assert.equal(plan('dev', settings, { ...example, domain: 'housing.test' }).domain, 'dev.housing.test');
});

const built = 'infrastructure/settings/build/src/index.js';
const skip = exists(built) ? false : `${built} is missing: pnpm --filter @housing/settings build`;
test('names are those of CDK', { skip }, async () => {
  const { default: shared } = await import(`${projectRoot}/${built}`);
  const staging = plan('staging', settings, example);
  assert.equal(staging.migrate_task, shared.resourceName('staging', 'api', 'migrate-task'));
  assert.equal(staging.bucket, shared.bucketName('staging', 'frontend', 'bucket', example));
  assert.equal(staging.images_stack, shared.stackName('staging', 'images'));
});

test("each of the example's own values is found", () => {
  const problems = siteProblems(example, example).join('\n');
  for (const key of ['account', 'domain', 'hostedZoneId', 'alarmEmail', 'mailFrom', 'source.connectionArn']) {
    assert.match(problems, new RegExp(`"${key}"`));
  }
});

const image = `registry.test/api@sha256:${'b'.repeat(64)}`;
const described = (ours, status = 'ACTIVE') => ({
  taskDefinition: {
    taskDefinitionArn: 'arn:1',
    revision: 1,
    status,
    family: 'api',
    cpu: null,
    requiresAttributes: [],
    containerDefinitions: [
      { name: 'api', image: ours },
      { name: 'otel', image: 'other.test/otel:1' },
    ],
  },
  tags: [{ key: 'Service', value: 'api' }],
});

test('a task definition takes the image and leaves out what AWS adds', () => {
  const made = registerable(described('registry.test/api:old'), image);
  assert.deepEqual(Object.keys(made).sort(), ['containerDefinitions', 'family', 'tags']);
  assert.deepEqual(
    made.containerDefinitions.map((each) => each.image),
    [image, 'other.test/otel:1'],
  );
});

test('one that has the image already is not registered again, unless it is inactive or asked for', () => {
  assert.deepEqual(registerable(described(image), image), { unchanged: 'arn:1' });
  assert.equal(registerable(described(image, 'INACTIVE'), image).family, 'api');
  assert.equal(registerable(described(image), image, { always: true }).family, 'api');
});

test('one without our image is refused', () => {
  assert.throws(
    () => registerable(described('elsewhere.test/api:1'), image),
    /api has no container of registry.test\/api/,
  );
});

test('the new tasks run on the capacity of the present ones', () => {
  const capacityProviderStrategy = [
    { capacityProvider: 'FARGATE', base: 2 },
    { capacityProvider: 'FARGATE_SPOT', weight: 1 },
  ];
  const taskSets = [{ status: 'ACTIVE' }, { status: 'PRIMARY', capacityProviderStrategy }];
  const { appSpecContent } = revision('arn:2', { taskSets });
  assert.equal(appSpecContent.sha256, createHash('sha256').update(appSpecContent.content).digest('hex'));
  const { Properties } = JSON.parse(appSpecContent.content).Resources[0].TargetService;
  assert.deepEqual(Properties.CapacityProviderStrategy, [
    { CapacityProvider: 'FARGATE', Base: 2, Weight: 0 },
    { CapacityProvider: 'FARGATE_SPOT', Base: 0, Weight: 1 },
  ]);
  const plain = JSON.parse(revision('arn:2', {}).appSpecContent.content);
  assert.ok(!('CapacityProviderStrategy' in plain.Resources[0].TargetService.Properties));
});

test('the smoke test tries again, then says what is wrong', async (t) => {
  const answers = {
    '/health/ready': [503, '{}', 1],
    '/api/v1/metrics': [200, '{"metrics":[{}]}', Infinity],
    '/': [200, '<input data-testid="search-input">', Infinity],
    '/version.json': [200, '{"release":"r1"}', Infinity],
  };
  const asked = {};
  const server = createServer(({ url }, response) => {
    asked[url] = (asked[url] ?? 0) + 1;
    const [status, body, times] = answers[url];
    if (asked[url] > times) response.end('{"status":"ready"}');
    else response.writeHead(status).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const base = `http://127.0.0.1:${server.address().port}`;
  const pace = { tries: 2, pauseMs: 1 };
  const well = await smoke(base, { release: 'r1', ...pace });
  assert.deepEqual(
    well.map(({ problem }) => problem),
    [undefined, undefined, undefined, undefined],
  );
  assert.equal(asked['/health/ready'], 2);

  const other = await smoke(base, { release: 'r2', ...pace });
  assert.match(other.at(-1).problem, /is release r1, not the deployed r2/);
  answers['/'] = [200, '<h1>Nothing here</h1>', Infinity];
  assert.match((await smoke(base, pace)).at(-1).problem, /has no search input/);
  answers['/api/v1/metrics'] = [200, '{"metrics":[]}', Infinity];
  assert.match((await smoke(base, pace)).at(-1).problem, /lists no metric/);
  const nobody = await smoke('http://127.0.0.1:9', { ...pace, apiOnly: true });
  assert.equal(nobody[0].path, '/health/ready');
  assert.ok(nobody[0].problem);
});
