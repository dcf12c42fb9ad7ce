// An AWS account on moto_server with one environment in it, as the infrastructure would have made it.
// moto keeps the state; what it cannot do is in fake_aws.mjs.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const account = '123456789012'; // moto's own
export const region = 'us-east-1';
export const name = (rest) => `housing-trends-staging-${rest}`;
export const repository = `${account}.dkr.ecr.${region}.amazonaws.com/${name('api-repository')}`;
export const bucket = `${name('frontend-bucket')}-test`;
export const jobs = ['import', 'publish', 'alerts', 'mail', 'export', 'digest', 'backup-check'];
const kReadyMs = 20_000;

const onPath = (program) => spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
// A version manager's shim costs half a second a call.
const behindShim = (path) =>
  path.includes('/shims/')
    ? spawnSync('pyenv', ['which', path.split('/').at(-1)], { encoding: 'utf8' }).stdout.trim() || path
    : path;
export const programs = { aws: behindShim(onPath('aws')), moto: onPath('moto_server'), git: onPath('git') };

/** Why the tests that need an account cannot run here, or false. */
export function skipReason() {
  if (!programs.moto) return 'moto_server is missing: pip install "moto[server]"';
  if (!programs.aws) return 'aws is missing: install the AWS command line';
  return false;
}

const freePort = () =>
  new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** aws_server.py on a socket, or undefined where `aws` is no Python program (version 2): {socket, stop}. */
export async function startAwsServer(folder, url) {
  const [, python] = /^#!(\S*python\S*)/.exec(readFileSync(programs.aws, 'latin1').slice(0, 200)) ?? [];
  if (!python) return undefined;
  const socket = `${folder}/aws.sock`;
  const script = fileURLToPath(new URL('aws_server.py', import.meta.url));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...awsEnvironment(url), AWS_MAX_ATTEMPTS: '1' };
  const child = spawn(python, [script, socket], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const ready = await new Promise((done) => {
    child.once('exit', () => done(false));
    child.once('error', () => done(false));
    child.stdout.once('data', () => done(true));
  });
  return ready ? { socket, stop: () => child.stdin.end() } : undefined;
}

const kTargets = {
  ecs: 'AmazonEC2ContainerServiceV20141113',
  ecr: 'AmazonEC2ContainerRegistry_V20150921',
  secretsmanager: 'secretsmanager',
  codedeploy: 'CodeDeploy_20141006',
  logs: 'Logs_20140328',
};

/** moto_server on a free port of this machine. */
export async function startMoto() {
  const port = await freePort();
  const child = spawn(programs.moto, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore', detached: true });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + kReadyMs;
  for (;;) {
    const isUp = await fetch(`${url}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) break;
    if (Date.now() > deadline) throw new Error(`moto_server did not answer at ${url} within ${kReadyMs} ms`);
    await new Promise((wait) => setTimeout(wait, 100));
  }

  // One call of a service that speaks JSON; moto believes any signature.
  async function call(service, action, input = {}) {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${kTargets[service]}.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20250101/${region}/${service}/aws4_request, Signature=x`,
    };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${action}: ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : {};
  }

  const cli = (...args) => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...awsEnvironment(url) };
    const all = ['--region', region, '--output', 'json', ...args];
    const { status, stdout, stderr } = spawnSync(programs.aws, all, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`aws ${args.slice(0, 2).join(' ')}: ${stderr.trim()}`);
    return stdout.trim() ? JSON.parse(stdout) : {};
  };

  const signed = { authorization: `AWS4-HMAC-SHA256 Credential=test/20250101/${region}/s3/aws4_request, Signature=x` };
  const object = (key, options) => fetch(`${url}/${bucket}/${key}`, { headers: signed, ...options });
  const keys = async () => {
    const text = await fetch(`${url}/${bucket}?list-type=2`, { headers: signed }).then((response) => response.text());
    return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
  };
  // A wrapper may have started the server as its child: the whole group goes.
  const stop = () => process.kill(-child.pid, 'SIGTERM');
  return { url, call, cli, object, keys, stop };
}

export const awsEnvironment = (url) => ({
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_DEFAULT_REGION: region,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});

export const digestOf = (letter) => `sha256:${letter.repeat(64)}`;

const container = (image, logs) => ({
  name: 'api',
  image,
  essential: true,
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': logs, 'awslogs-stream-prefix': 'api', 'awslogs-region': region },
  },
});
const collector = { name: 'otel', image: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1' };

async function registerTasks(moto, image) {
  for (const family of ['api-task', 'api-migrate-task', 'jobs-import-task']) {
    const containerDefinitions = [container(image, name(family)), ...(family === 'api-task' ? [collector] : [])];
    const shape = { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'], cpu: '512', memory: '1024' };
    await moto.call('ecs', 'RegisterTaskDefinition', { family: name(family), containerDefinitions, ...shape });
    await moto.call('logs', 'CreateLogGroup', { logGroupName: name(family) });
  }
}

async function makeService(moto) {
  const subnets = moto.cli('ec2', 'describe-subnets', '--query', 'Subnets[:2].SubnetId');
  const securityGroups = moto.cli('ec2', 'describe-security-groups', '--query', 'SecurityGroups[:1].GroupId');
  await moto.call('ecs', 'CreateCluster', { clusterName: name('api-cluster') });
  await moto.call('ecs', 'CreateService', {
    cluster: name('api-cluster'),
    serviceName: name('api-service'),
    taskDefinition: name('api-task'),
    desiredCount: 2,
    deploymentController: { type: 'CODE_DEPLOY' },
    networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups } },
  });
}

function makeFunctions(moto, image) {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const role = `arn:aws:iam::${account}:role/jobs`;
  moto.cli('iam', 'create-role', '--role-name', 'jobs', '--assume-role-policy-document', policy);
  for (const job of jobs) {
    const code = ['--package-type', 'Image', '--role', role, '--code', `ImageUri=${image}`];
    moto.cli('lambda', 'create-function', '--function-name', name(`jobs-${job}`), ...code);
  }
}

/** The environment `staging`, running image A. Answers what the site file has to say: {hostedZoneId}. */
export async function makeEnvironment(moto) {
  const image = `${repository}@${digestOf('a')}`;
  await moto.call('ecr', 'CreateRepository', {
    repositoryName: name('api-repository'),
    imageTagMutability: 'IMMUTABLE',
  });
  await registerTasks(moto, image);
  await makeService(moto);
  makeFunctions(moto, image);
  for (const secret of ['cache-auth', 'api-signing-key']) {
    await moto.call('secretsmanager', 'CreateSecret', { Name: name(secret), SecretString: 'x' });
  }
  const application = { applicationName: name('api-deployment') };
  await moto.call('codedeploy', 'CreateApplication', { ...application, computePlatform: 'ECS' });
  await moto.call('codedeploy', 'CreateDeploymentGroup', {
    ...application,
    deploymentGroupName: name('api-deployment'),
    serviceRoleArn: `arn:aws:iam::${account}:role/jobs`,
  });
  await fetch(`${moto.url}/${bucket}`, { method: 'PUT' });
  const { Distribution } = moto.cli('cloudfront', 'create-distribution', '--origin-domain-name', 'origin.test');
  const template = {
    Resources: { P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/p', Type: 'String', Value: 'p' } } },
    Outputs: { DistributionId: { Value: Distribution.Id } },
  };
  const body = ['--template-body', JSON.stringify(template)];
  moto.cli('cloudformation', 'create-stack', '--stack-name', 'housing-trends-staging', ...body);
  const zone = moto.cli('route53', 'create-hosted-zone', '--name', 'housing.test', '--caller-reference', '1');
  return { hostedZoneId: zone.HostedZone.Id.split('/').at(-1), distribution: Distribution.Id };
}
