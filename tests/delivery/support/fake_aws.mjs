// Stands before the real `aws` in the tests: writes every call down, and answers the few that moto_server cannot:
// a deployment's progress, a task that runs to its end, RDS's managed password, waiting for CloudFront.
// What it answers them with is the scenario, a file that a test writes: see defaults.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const defaults = {
  migrationExit: 0, // exit code of a one-off task
  deployment: 'succeeds', // or fails
  stopped: [], // deployments that were stopped
  databaseSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1',
  deployments: {}, // id -> {task, before, status}
};

const folder = process.env.FAKE_AWS_FOLDER;
const file = join(folder, 'scenario.json');
const scenario = { ...defaults, ...(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) };
const save = () => writeFileSync(file, JSON.stringify(scenario));

const args = process.argv.slice(2);
appendFileSync(join(folder, 'calls'), `aws ${args.join(' ')}\n`);
const option = (name) => args[args.indexOf(`--${name}`) + 1];

const relay = ({ stdout, stderr }) => {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
};

// The real command line: by aws_server.py where that runs, else by itself.
function real(given) {
  const { FAKE_AWS_SOCKET: socket, FAKE_AWS_REAL: program } = process.env;
  if (!socket) return Promise.resolve(spawnSync(program, given, { encoding: 'utf8' }));
  return new Promise((done, failed) => {
    const chunks = [];
    const connection = connect(socket, () => connection.write(`${JSON.stringify({ args: given })}\n`));
    connection.on('data', (chunk) => chunks.push(chunk));
    connection.once('error', failed);
    connection.once('end', () => {
      const { code, ...texts } = JSON.parse(Buffer.concat(chunks).toString());
      done({ status: code, ...texts });
    });
  });
}
async function pass() {
  const result = await real(args);
  relay(result);
  process.exitCode = result.status ?? 1;
}

function answer(text, code = 0) {
  save();
  if (text) console.log(text);
  process.exitCode = code;
}

// What CodeDeploy does to the service once traffic has moved.
async function serve(task) {
  const [cluster, service] = ['api-cluster', 'api-service'].map((rest) => `housing-trends-staging-${rest}`);
  const moved = ['ecs', 'update-service', '--cluster', cluster, '--service', service, '--task-definition', task];
  const { status, stderr } = await real(['--region', option('region'), ...moved]);
  if (status !== 0) throw new Error(stderr);
}

async function createDeployment() {
  const revision = JSON.parse(readFileSync(option('revision').replace('file://', ''), 'utf8'));
  const spec = JSON.parse(revision.appSpecContent.content);
  const { status, stdout, stderr } = await real(args);
  if (status !== 0) {
    console.error(stderr);
    return answer('', status);
  }
  const id = stdout.trim();
  const service = [
    '--cluster',
    'housing-trends-staging-api-cluster',
    '--services',
    'housing-trends-staging-api-service',
  ];
  const query = ['--output', 'text', '--query', 'services[0].taskDefinition'];
  const asked = ['--region', option('region'), 'ecs', 'describe-services', ...service, ...query];
  const before = (await real(asked)).stdout.trim();
  const task = spec.Resources[0].TargetService.Properties.TaskDefinition;
  scenario.deployments[id] = { task, before, status: 'InProgress', looks: 0 };
  return answer(id);
}

// Traffic moves at the second look; the deployment then stays in progress while the old tasks are kept.
async function look() {
  const deployment = scenario.deployments[option('deployment-id')];
  if (!deployment) return pass();
  const query = option('query');
  if (query === 'deploymentInfo.status') {
    deployment.looks += 1;
    if (deployment.looks === 2 && deployment.status === 'InProgress') {
      if (scenario.deployment === 'fails') deployment.status = 'Failed';
      else if (!deployment.moved) {
        deployment.moved = true;
        await serve(deployment.task);
      }
    }
    return answer(deployment.status);
  }
  if (query.includes('errorInformation')) return answer('The alarm housing-trends-staging-api-5xx rang');
  if (query.includes('rollbackInfo')) return answer('None');
  return pass();
}

async function stopDeployment() {
  const id = option('deployment-id');
  scenario.deployments[id].status = 'Stopped';
  scenario.stopped.push(id);
  await serve(scenario.deployments[id].before);
  answer('Succeeded');
}

const open = () => Object.keys(scenario.deployments).filter((id) => scenario.deployments[id].status === 'InProgress');
const task = 'arn:aws:ecs:us-east-1:123456789012:task/housing-trends-staging-api-cluster/0123456789abcdef';

const own = {
  'ecs run-task': () => answer(task),
  'ecs describe-tasks': () => answer(`STOPPED\t${scenario.migrationExit}\tEssential container in task exited`),
  'rds describe-db-instances': () => answer(scenario.databaseSecret),
  'cloudfront wait': () => answer(''),
  'deploy create-deployment': createDeployment,
  'deploy get-deployment': look,
  'deploy list-deployments': () => answer(open()[0] ?? 'None'),
  'deploy list-deployment-targets': () => answer('target-1'),
  'deploy get-deployment-target': () =>
    answer(scenario.deployments[option('deployment-id')].moved ? 'Succeeded' : 'InProgress'),
  'deploy stop-deployment': stopDeployment,
};
const words = args.filter((word, at) => !word.startsWith('--') && !['--region', '--output'].includes(args[at - 1]));
await (own[words.slice(0, 2).join(' ')] ?? pass)();
