// The commands of docs/operating/rotate.md and scale.md, as they stand there, on a stand-in for the account. What
// moto_server cannot do is only checked for its options, by the AWS command line itself.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test, { after, before } from 'node:test';
import { text } from './support/config.mjs';
import { makeEnvironment, name, skipReason, startMoto } from './support/cloud.mjs';
import { makeProject, projectRoot } from './support/project.mjs';

const skip = skipReason();
let moto;
let project;

before(async () => {
  if (skip) return;
  moto = await startMoto();
  const { hostedZoneId } = await makeEnvironment(moto);
  const { ARN } = await moto.call('secretsmanager', 'CreateSecret', { Name: 'rds!db-1', SecretString: 'first' });
  project = makeProject({ url: moto.url, hostedZoneId });
  project.setScenario({ databaseSecret: ARN });
});
after(() => {
  project?.remove();
  moto?.stop();
});

// The indented blocks below a heading of a page, for the environment staging.
function blocks(page, heading) {
  const section = text(`docs/operating/${page}.md`)
    .split(/^## /m)
    .find((each) => each.startsWith(`${heading}\n`));
  assert.ok(section, `${page}.md has no section "${heading}"`);
  const lines = section.split('\n').map((line) => (line.startsWith('    ') ? line.slice(4) : ''));
  return lines
    .join('\n')
    .split(/\n\n+/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map(forStaging);
}
const forStaging = (block) => block.replace(/housing-trends-E-/g, name(''));

// moto has no such calls, and nobody serves the site here.
const kOptionsOnly = /^aws elasticache modify-replication-group/gm;
const kLeftOut = /^(curl|aws elasticache wait) .*$/gm;

function run(block) {
  const script = block
    .replace(kLeftOut, 'true')
    .replace(kOptionsOnly, 'aws elasticache modify-replication-group --generate-cli-skeleton output');
  const options = { cwd: projectRoot, env: project.env, encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], options);
  assert.equal(status, 0, `${script}\n${stderr}`);
  return stdout;
}
const secret = async (id) => (await moto.call('secretsmanager', 'GetSecretValue', { SecretId: id })).SecretString;

test('the database password is rotated', { skip }, () => {
  assert.match(run(blocks('rotate', 'Database password')[0]), /"Name": "rds!db-1"/);
});

test('the cache has a new AUTH token', { skip }, async () => {
  run(blocks('rotate', 'Cache AUTH')[0]);
  assert.match(await secret(name('cache-auth')), /^[A-Za-z0-9]{64}$/);
});

test('the signing key is new, and the tasks are replaced by what runs', { skip }, async () => {
  const [change, replace] = blocks('rotate', 'Signing key');
  run(change);
  assert.match(await secret(name('api-signing-key')), /^[A-Za-z0-9]{64}$/);
  // moto's services have no task sets: what serves stands beside them.
  const described = replace.replace("taskSets[?status=='PRIMARY'].taskDefinition | [0]", 'taskDefinition');
  run(described.replaceAll('revision.json', `${project.folder}/revision.json`));
  const [deployment] = Object.values(project.scenario().deployments);
  assert.match(deployment.task, /housing-trends-staging-api-task:1$/);
});

test('more tasks at once, and how many there are', { skip }, () => {
  const [more, count] = blocks('scale', 'Now, before a deployment could help');
  run(more);
  assert.match(run(count), /^2\t/);
  const targets = ['describe-scalable-targets', '--service-namespace', 'ecs'];
  const { ScalableTargets } = moto.cli('application-autoscaling', ...targets);
  assert.deepEqual([ScalableTargets[0].MinCapacity, ScalableTargets[0].MaxCapacity], [8, 20]);
});
