// Applies what the stand-in of AWS (moto_server, on a free loopback port) can hold within a minute, looks whether a
// second plan wants to change anything of it, and destroys it again. Left out is what takes minutes there (database,
// cache, balancer, life-cycle rules) or is unknown to it (CloudFront's VPC origin), with what depends on those.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { variablesOf } from './plans.mjs';

const kSecondsToStart = 30;
const kEnvironment = 'dev';
const kLeastResources = 90;
// Of the example site.
const kAccount = '111111111111';

const buckets = ['logs', 'data', 'backup'].flatMap((bucket) =>
  [
    'aws_s3_bucket_versioning',
    'aws_s3_bucket_server_side_encryption_configuration',
    'aws_s3_bucket_policy',
    'aws_s3_bucket_public_access_block',
    'aws_s3_bucket_ownership_controls',
  ].map((kind) => `module.data.module.${bucket}_bucket.${kind}.this`),
);

const targets = [
  'module.images',
  'module.network',
  ...buckets,
  'module.data.aws_kms_alias.data',
  'module.data.aws_secretsmanager_secret_version.cache_auth',
  'module.data.aws_secretsmanager_secret_version.signing_key',
  'module.data.aws_db_subnet_group.this',
  'module.api.aws_ecs_cluster_capacity_providers.this',
  'module.api.aws_lb_target_group.this',
  'module.api.aws_ssm_parameter.release',
  'module.api.module.deployment_role',
  'module.api.module.task.module.execution_role',
  'module.jobs.aws_cloudwatch_event_rule.this',
  'module.jobs.aws_scheduler_schedule_group.this',
  ...['import', 'publish', 'alerts', 'mail', 'export'].map(
    (job) => `module.jobs.module.queue["${job}"].aws_sqs_queue.this`,
  ),
  'module.monitoring.module.topic',
];

const kServices = [
  'acm',
  'appautoscaling',
  'autoscaling',
  'backup',
  'cloudfront',
  'cloudwatch',
  'codedeploy',
  'ec2',
  'ecr',
  'ecs',
  'efs',
  'elasticache',
  'elbv2',
  'events',
  'iam',
  'kms',
  'lambda',
  'logs',
  'rds',
  'route53',
  's3',
  'scheduler',
  'secretsmanager',
  'sesv2',
  'sns',
  'sqs',
  'ssm',
  'sts',
  'synthetics',
  'wafv2',
  'xray',
];

// What the stand-in does not keep of what it is told, so that a second plan tells it again.
const kForgotten = [
  'update module.network.aws_launch_template.nat', // tags of the template itself come back as its own specification
  'update module.jobs.module.queue', // the redrive policy comes back with other spaces
  'update module.network.aws_autoscaling_group.nat', // follows the template's version
  'update module.network.aws_vpc_security_group_', // rules lose their description, groups gain an account
];

// "update ADDRESS" for each change a plan speaks of.
function changesOf(stdout) {
  const messages = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return messages
    .filter(({ type, change }) => type === 'planned_change' && change.action !== 'read')
    .map(({ change }) => `${change.action} ${change.resource.addr}`);
}

const endpoints = (url) => `  s3_use_path_style           = true
  max_retries                 = 3
  endpoints {
${kServices.map((service) => `    ${service} = "${url}"`).join('\n')}
  }
`;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url) {
  try {
    return (await fetch(`${url}/moto-api/`)).ok;
  } catch {
    return false;
  }
}

async function startMoto(moto) {
  const port = await freePort();
  const child = spawn(moto, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_ACCOUNT_ID: kAccount },
  });
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + kSecondsToStart * 1000;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > end) {
      child.kill();
      throw new Error(`moto_server did not answer on ${url} within ${kSecondsToStart} s`);
    }
    await sleep(200);
  }
  const stop = async () => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  };
  return { url, stop };
}

export async function applyToMoto(t, work, moto) {
  const { url, stop } = await startMoto(moto);
  t.after(stop);
  work.override('.', endpoints(url));
  const args = ['-no-color', '-input=false', '-parallelism=20', ...variablesOf(kEnvironment)];
  const chosen = targets.map((target) => `-target=${target}`);

  await t.test('applies', () => work.must(['apply', '-auto-approve', ...args, ...chosen]));
  await t.test('holds what was asked for', async () => {
    const { stdout } = await work.must(['state', 'list']);
    const made = stdout.split('\n').filter(Boolean);
    assert.ok(made.length >= kLeastResources, `only ${made.length} resources`);
  });
  await t.test('finds nothing to change afterwards', async () => {
    const { code, stdout, stderr } = await work.run(['plan', '-json', ...args, ...chosen]);
    assert.equal(code, 0, `${stdout}${stderr}`);
    assert.deepEqual(
      changesOf(stdout).filter((change) => !kForgotten.some((each) => change.startsWith(each))),
      [],
    );
  });
  await t.test('is destroyed without a rest', async () => {
    await work.must(['destroy', '-auto-approve', '-refresh=false', ...args]);
    const { stdout } = await work.must(['state', 'list']);
    assert.equal(stdout.trim(), '');
  });
}
