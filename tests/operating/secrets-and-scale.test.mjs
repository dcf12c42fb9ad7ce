// The commands of docs/operating/rotate.md and scale.md, as they stand there, on a stand-in for the account. What
// moto_server cannot do is only checked for its options, by the AWS command line itself.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Page } from '../../tools/operating/page.mjs';
import { makeEnvironment, name, skipReason, startMoto } from '../delivery/support/cloud.mjs';
import { makeProject } from '../delivery/support/project.mjs';
import { assertNothingLeftOut } from './support.mjs';

const skip = skipReason();
const rotate = new Page('rotate', { E: 'staging' });
const scale = new Page('scale', { E: 'staging' });
let moto;
let project;
let env;

before(async () => {
  if (skip) return;
  moto = await startMoto();
  const { hostedZoneId } = await makeEnvironment(moto);
  const { ARN } = await moto.call('secretsmanager', 'CreateSecret', { Name: 'rds!db-1', SecretString: 'first' });
  project = makeProject({ url: moto.url, hostedZoneId });
  project.setScenario({ databaseSecret: ARN });
  env = project.env;
});
after(() => {
  project?.remove();
  moto?.stop();
});

const secret = async (id) => (await moto.call('secretsmanager', 'GetSecretValue', { SecretId: id })).SecretString;

test('the database password is rotated', { skip }, async () => {
  assert.match(await rotate.run('Database password', 0, { env, without: ['curl'] }), /"Name": "rds!db-1"/);
});

test('the cache has a new AUTH token', { skip }, async () => {
  await rotate.run('Cache AUTH', 0, {
    env,
    without: ['aws elasticache modify-replication-group', 'aws elasticache wait'],
  });
  assert.match(await secret(name('cache-auth')), /^[A-Za-z0-9]{64}$/);
});

test('the signing key is new, and the tasks are replaced by what runs', { skip }, async () => {
  await rotate.run('Signing key', 0, { env });
  assert.match(await secret(name('api-signing-key')), /^[A-Za-z0-9]{64}$/);
  // moto's services have no task sets: what serves stands beside them.
  const words = {
    "taskSets[?status=='PRIMARY'].taskDefinition | [0]": 'taskDefinition',
    'revision.json': `${project.folder}/revision.json`,
  };
  await rotate.run('Signing key', 1, { env, words });
  const [deployment] = Object.values(project.scenario().deployments);
  assert.match(deployment.task, /housing-trends-staging-api-task:1$/);
});

test('more tasks at once, and how many there are', { skip }, async () => {
  await scale.run('Now, before a deployment could help', 0, { env });
  assert.match(await scale.run('Now, before a deployment could help', 1, { env }), /^2\t/);
  const targets = ['describe-scalable-targets', '--service-namespace', 'ecs'];
  const { ScalableTargets } = moto.cli('application-autoscaling', ...targets);
  assert.deepEqual([ScalableTargets[0].MinCapacity, ScalableTargets[0].MaxCapacity], [8, 20]);
});

test('no command is left out by silence', { skip }, () => {
  assertNothingLeftOut(rotate);
  assertNothingLeftOut(scale);
});
