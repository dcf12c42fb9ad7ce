// Whole deployments of an environment that is there, on a stand-in for the account: in which order, by which digest,
// with which headers, and what comes back when something fails.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import {
  digestOf,
  jobs,
  makeEnvironment,
  name,
  repository,
  skipReason,
  startAwsServer,
  startMoto,
} from './support/cloud.mjs';
import { changing, makeProject } from './support/project.mjs';
import { startSite } from './support/site.mjs';

const skip = skipReason();
let moto;
let site;
let project;
let environment;
let awsServer;
let scratch;

before(async () => {
  if (skip) return;
  moto = await startMoto();
  environment = await makeEnvironment(moto);
  site = await startSite(moto);
  scratch = mkdtempSync(join(tmpdir(), 'housing-aws-'));
  awsServer = await startAwsServer(scratch, moto.url);
  project = makeProject({ url: moto.url, socket: awsServer?.socket, hostedZoneId: environment.hostedZoneId });
  project.site();
});
after(() => {
  project?.remove();
  awsServer?.stop();
  if (scratch) rmSync(scratch, { recursive: true, force: true });
  site?.stop();
  moto?.stop();
});

const deploy = (...args) => project.deploy('staging', '--yes', '--poll', '0', '--url', site.url, ...args);
const pushed = (commit) => `sha256:${createHash('sha256').update(commit).digest('hex')}`;
const head = () => project.git('rev-parse', 'HEAD').slice(0, 12);
const at = (calls, pattern) => calls.findIndex((call) => pattern.test(call));

async function serving() {
  const names = { cluster: name('api-cluster'), services: [name('api-service')] };
  const { services } = await moto.call('ecs', 'DescribeServices', names);
  return imageOf(services[0].taskDefinition);
}
async function imageOf(taskDefinition) {
  const described = await moto.call('ecs', 'DescribeTaskDefinition', { taskDefinition });
  return described.taskDefinition.containerDefinitions[0].image;
}
const functionImage = (job) =>
  moto.cli('lambda', 'get-function', '--function-name', name(`jobs-${job}`), '--query', 'Code.ImageUri');
const live = async () => (await moto.object('version.json')).json();

// What is as it was when a deployment was refused or has failed.
async function state() {
  const objects = (await moto.keys()).sort();
  return { serving: await serving(), job: functionImage('mail'), objects };
}

const ordered = (calls, patterns) => {
  const places = patterns.map((pattern) => at(calls, pattern));
  assert.ok(!places.includes(-1), `not called: ${patterns[places.indexOf(-1)]} in\n${calls.join('\n')}`);
  assert.deepEqual(
    [...places].sort((one, other) => one - other),
    places,
    calls.join('\n'),
  );
};

const kInOrder = [
  /^docker build --file deploy\/Dockerfile --target housing --platform linux\/arm64/,
  /docker login --username AWS --password-stdin/,
  /^docker push /,
  /register-task-definition/,
  /ecs run-task .*staging-api-migrate-task/,
  /pnpm .* cdk deploy /,
  /deploy create-deployment/,
  /lambda update-function-code/,
  /s3 sync .*_next\/static .*immutable/,
  /s3 cp .* --recursive --exclude _next\/static\/\* --cache-control public, max-age=60/,
  /cloudfront create-invalidation/,
];

test('--dry-run prints every step and changes nothing', { skip }, async () => {
  const was = await state();
  const { code, text, calls } = await deploy('--dry-run');
  assert.equal(code, 0, text);
  assert.deepEqual(calls.filter(changing), []);
  assert.deepEqual(await state(), was);
  const printed = text.split('\n').flatMap((line) => line.match(/^ {3}\+ (.*)$/)?.[1].replaceAll("'", '') ?? []);
  const migrate = /ecs run-task .*staging-api-migrate-task/;
  ordered(
    printed,
    kInOrder.map((pattern) => (String(pattern) === String(migrate) ? /ecs run-task/ : pattern)),
  );
  assert.match(text, /dry run: nothing was changed/);
});

test('a whole deployment: order, digest, headers, invalidation', { skip, timeout: 120_000 }, async (t) => {
  const { code, text, calls } = await deploy();
  assert.equal(code, 0, text);
  const digest = pushed(head());

  await t.test('steps come in their order', () => ordered(calls.filter(changing), kInOrder));
  await t.test('one digest everywhere', async () => {
    const image = `${repository}@${digest}`;
    assert.equal(await serving(), image);
    for (const family of ['api-migrate-task', 'jobs-import-task']) assert.equal(await imageOf(name(family)), image);
    for (const job of jobs) assert.equal(functionImage(job), image);
    assert.equal((await live()).image, digest);
    assert.match(calls[at(calls, /^pnpm/)], new RegExp(`housing-trends-staging:ImageDigest=${digest}`));
    assert.doesNotMatch(calls.join('\n'), /:latest/);
  });
  await t.test('the revision is an appspec with its sha256', async () => {
    const [id] = Object.keys(project.scenario().deployments);
    const { deploymentInfo } = await moto.call('codedeploy', 'GetDeployment', { deploymentId: id });
    const { content, sha256 } = deploymentInfo.revision.appSpecContent;
    assert.equal(sha256, createHash('sha256').update(content).digest('hex'));
    const { Type, Properties } = JSON.parse(content).Resources[0].TargetService;
    assert.equal(Type, 'AWS::ECS::Service');
    assert.match(Properties.TaskDefinition, /task-definition\/housing-trends-staging-api-task:2$/);
    assert.deepEqual(Properties.LoadBalancerInfo, { ContainerName: 'api', ContainerPort: 8080 });
  });
  await t.test('the collector beside the API keeps its own image', async () => {
    const { taskDefinition } = await moto.call('ecs', 'DescribeTaskDefinition', { taskDefinition: name('api-task') });
    assert.match(taskDefinition.containerDefinitions[1].image, /aws-otel-collector/);
  });
  await t.test('hashed assets for a year, pages for a minute', async () => {
    const header = async (key) => (await moto.object(key, { method: 'HEAD' })).headers.get('cache-control');
    for (const file of ['app-one.js', 'shared.js']) {
      assert.equal(await header(`_next/static/chunks/${file}`), 'public, max-age=31536000, immutable');
    }
    for (const key of ['index.html', 'region.html', 'favicon.svg', 'version.json']) {
      assert.equal(await header(key), 'public, max-age=60, must-revalidate', key);
    }
  });
  await t.test('CloudFront forgets each page, with and without .html', () => {
    const paths = calls[at(calls, /create-invalidation/)].match(/--paths (.*) --query/)[1].split(' ');
    assert.deepEqual(paths, ['/', '/favicon.svg', '/index.html', '/leaving*', '/region*', '/version.json']);
    assert.match(calls[at(calls, /create-invalidation/)], new RegExp(`--distribution-id ${environment.distribution}`));
  });
});

test('a deployment under way is not disturbed', { skip }, async () => {
  const was = await state();
  const { code, text } = await deploy();
  assert.equal(code, 1);
  assert.match(text, /deployment \S+ of staging is still under way[\s\S]*--rollback/);
  assert.deepEqual(await state(), was);
});

const settle = () => {
  const { deployments } = project.scenario();
  for (const each of Object.values(deployments)) each.status = 'Succeeded';
  project.setScenario({ deployments });
};

test('the same commit again: nothing is built, nothing switched', { skip, timeout: 120_000 }, async () => {
  settle();
  const { code, text, calls } = await deploy('--infra', 'none', '--steps', 'build,api,jobs');
  assert.equal(code, 0, text);
  assert.match(text, /this commit is in the registry already/);
  assert.deepEqual(calls.filter(changing), []);
});

test(
  'the next version: its pages replace the old, what a page left behind goes',
  { skip, timeout: 120_000 },
  async () => {
    const commit = project.commit('two');
    const { code, text, calls } = await deploy('--infra', 'none');
    assert.equal(code, 0, text);
    assert.equal(await serving(), `${repository}@${pushed(commit)}`);
    assert.equal(await (await moto.object('region.html')).text(), '<p>two</p>\n');
    const keys = await moto.keys();
    assert.ok(!keys.includes('leaving.html'), 'a page of the old version alone');
    assert.ok(keys.includes('_next/static/chunks/app-one.js'), 'open pages of the old version still need it');
    assert.ok(at(calls, /s3api delete-objects/) > at(calls, /create-invalidation/), 'deleting comes last');
    assert.equal(at(calls, /^pnpm/), -1);
  },
);

test('a failing migration ends it, with the last lines of its log', { skip, timeout: 120_000 }, async () => {
  settle();
  project.commit('three');
  project.setScenario({ migrationExit: 1 });
  const group = { logGroupName: name('api-migrate-task'), logStreamName: 'api/api/0123456789abcdef' };
  await moto.call('logs', 'CreateLogStream', group);
  const events = [{ timestamp: Date.now(), message: 'migration 0007_alerts.sql: column "cooldown" is there already' }];
  await moto.call('logs', 'PutLogEvents', { ...group, logEvents: events });
  const was = await state();
  const { code, text, calls } = await deploy();
  project.setScenario({ migrationExit: 0 });
  assert.equal(code, 1);
  assert.match(text, /the migration failed \(exit 1: Essential container in task exited\)/);
  assert.match(text, /\| migration 0007_alerts.sql: column "cooldown" is there already/);
  assert.match(text, /no new code runs/);
  assert.deepEqual(await state(), was);
  assert.equal(at(calls, /^pnpm|create-deployment|update-function-code|s3 (sync|cp .*--recursive)/), -1);
});

test('a deployment that CodeDeploy rolls back leaves the dashboard alone', { skip, timeout: 120_000 }, async () => {
  project.setScenario({ deployment: 'fails' });
  const was = await state();
  const { code, text } = await deploy('--skip-build', '--infra', 'none');
  project.setScenario({ deployment: 'succeeds' });
  assert.equal(code, 1);
  assert.match(text, /Failed\. The alarm housing-trends-staging-api-5xx rang/);
  assert.deepEqual(await state(), was);
});

test('a failing smoke test takes API, jobs and dashboard back', { skip, timeout: 120_000 }, async () => {
  const was = { serving: await serving(), release: (await live()).release };
  site.state.frozenVersion = { release: 'an old copy' };
  const { code, text } = await deploy('--skip-build', '--infra', 'none');
  site.state.frozenVersion = undefined;
  assert.equal(code, 1);
  assert.match(text, /FAILED \/version\.json is release an old copy/);
  assert.match(text, /was taken back: API on \S+, jobs on sha256:\S+, dashboard on /);
  assert.equal(project.scenario().stopped.length, 1, 'the old tasks were there: the deployment is stopped');
  assert.equal(await serving(), was.serving);
  assert.equal(functionImage('import'), was.serving);
  assert.equal((await live()).release, was.release);
  assert.equal(await (await moto.object('region.html')).text(), '<p>two</p>\n');
  const cache = (await moto.object('region.html', { method: 'HEAD' })).headers.get('cache-control');
  assert.equal(cache, 'public, max-age=60, must-revalidate');
});

test('--rollback goes to the release before, and to one that is named', { skip, timeout: 120_000 }, async () => {
  settle();
  const [first, second] = (await moto.keys()).flatMap((key) => key.match(/^releases\/(.*)\/release\.json$/)?.[1] ?? []);
  const back = await deploy('--rollback', '--infra', 'none');
  assert.equal(back.code, 0, back.text);
  assert.equal((await live()).release, first);
  assert.equal(await (await moto.object('region.html')).text(), '<p>one</p>\n');
  const [commit] = first.split('-').slice(-1);
  assert.equal(await serving(), `${repository}@${pushed(commit)}`);
  assert.equal(functionImage('digest'), `${repository}@${pushed(commit)}`);

  settle();
  const forth = await deploy('--rollback', second, '--infra', 'none');
  assert.equal(forth.code, 0, forth.text);
  assert.equal((await live()).release, second);
  const none = await deploy('--rollback', '20000101T000000Z-000000000000', '--infra', 'none');
  assert.equal(none.code, 1);
  assert.match(none.text, /there is no release 20000101T000000Z-000000000000[\s\S]*name one of: 2/);
});

test('an image of another commit is refused, and one that is not there', { skip }, async () => {
  settle();
  const { text, code } = await deploy('--image', digestOf('f'));
  assert.equal(code, 1);
  assert.match(text, /there is no image sha256:ffff/);
  const old = project.git('rev-parse', 'HEAD~2').slice(0, 12);
  const other = await deploy('--image', pushed(old));
  assert.equal(other.code, 1);
  assert.match(other.text, /API and dashboard would be of two versions[\s\S]*git checkout/);
});

test('a missing secret, another account, another zone: all told by a dry run', { skip, timeout: 60_000 }, async () => {
  const secret = { SecretId: name('cache-auth'), ForceDeleteWithoutRecovery: true };
  await moto.call('secretsmanager', 'DeleteSecret', secret);
  project.site({ account: '222222222222', hostedZoneId: 'ZNOSUCHZONE' });
  const { code, text, calls } = await deploy('--dry-run', '--infra', 'cdk');
  assert.equal(code, 1);
  assert.deepEqual(calls.filter(changing), []);
  assert.match(text, /these are credentials of account 123456789012, the site's is 222222222222/);
  assert.match(text, /there is no hosted zone ZNOSUCHZONE/);
  assert.match(text, /the secret housing-trends-staging-cache-auth is not there/);
  assert.match(text, /3 checks failed/);
});

test(
  'the first deployment of an environment: repository, image, all the rest, then the database',
  { skip },
  async () => {
    project.site();
    const dev = await project.deploy('dev', '--dry-run', '--yes');
    assert.equal(dev.code, 0, dev.text);
    assert.match(dev.text, /this is the first deployment of the environment/);
    assert.deepEqual(dev.calls.filter(changing), []);
    const printed = dev.text.split('\n').filter((line) => line.startsWith('   + '));
    ordered(printed, [
      /cdk deploy housing-trends-dev-images --require-approval/,
      /docker build /,
      /docker push /,
      /cdk deploy --all --parameters housing-trends-dev:ImageDigest=/,
      /ecs run-task /,
      /s3 sync /,
      /create-invalidation/,
    ]);
    const none = await project.deploy('dev', '--infra', 'none', '--yes');
    assert.equal(none.code, 1);
    assert.match(none.text, /the image repository housing-trends-dev-api-repository is not there[\s\S]*--infra cdk/);
  },
);
