// A project of the deployment's scripts alone, in a git repository of its own; its programs write down their calls.
import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { account, awsEnvironment, name, programs } from './cloud.mjs';

export const projectRoot = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const support = dirname(fileURLToPath(import.meta.url));
const kDeployMs = 120_000;

const kTaken = [
  'scripts/deploy-aws.sh',
  'scripts/deploy',
  'scripts/with-env',
  'infrastructure/settings/environments.json',
  'infrastructure/settings/site.example.json',
];

// A dashboard whose pages name their version and one hashed file.
const kWeb = `#!/bin/sh
version=$(cat version)
rm -rf apps/web/out
mkdir -p apps/web/out/_next/static/chunks
echo "export default '$version'" >"apps/web/out/_next/static/chunks/app-$version.js"
echo "export default 'same'" >"apps/web/out/_next/static/chunks/shared.js"
echo "<input data-testid=\\"search-input\\"><script src=/_next/static/chunks/app-$version.js></script>" \\
  >apps/web/out/index.html
echo "<p>$version</p>" >apps/web/out/region.html
echo '<svg/>' >apps/web/out/favicon.svg
[ "$version" != one ] || echo '<p>leaves with the next version</p>' >apps/web/out/leaving.html
`;

const kRecorder = '#!/bin/sh\necho "${0##*/} $*" >>"$FAKE_AWS_FOLDER/calls"\n';
// Pushing is what makes an image appear in ECR.
const kDocker = `${kRecorder}
[ "$1" != login ] || cat >/dev/null
[ "$1" = push ] || exit 0
tag=\${2##*:}
media=application/vnd.oci.image.manifest.v1+json
form='{"schemaVersion":2,"mediaType":"%s","config":{"digest":"sha256:%s","size":1},"layers":[]}'
manifest=$(printf "$form" "$media" "$tag")
aws --region us-east-1 ecr put-image --repository-name ${name('api-repository')} --image-tag "$tag" \\
  --image-digest "sha256:$(printf %s "$tag" | sha256sum | cut -c 1-64)" \\
  --image-manifest-media-type "$media" --image-manifest "$manifest" >/dev/null
`;

const write = (path, text, mode = 0o644) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
};

/** {folder, git, site, deploy, calls, scenario, remove}. `url` is moto's; without it `aws` answers nothing. */
export function makeProject({ url = 'http://127.0.0.1:1', hostedZoneId = 'Z000NOWHERE', socket = '' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'housing-delivery-'));
  const root = join(folder, 'project');
  for (const path of kTaken) cpSync(join(projectRoot, path), join(root, path), { recursive: true });
  write(join(root, 'scripts/web.sh'), kWeb, 0o755);
  write(join(root, 'scripts/packages.sh'), '#!/bin/sh\n', 0o755);
  write(join(root, '.gitignore'), 'site.json\napps/\n');
  write(join(root, 'deploy/Dockerfile'), 'FROM scratch\n');
  write(join(root, 'version'), 'one\n');
  write(join(folder, 'bin/aws'), `#!/bin/sh\nexec '${process.execPath}' '${support}/fake_aws.mjs' "$@"\n`, 0o755);
  write(join(folder, 'bin/docker'), kDocker, 0o755);
  for (const program of ['pnpm', 'terraform']) write(join(folder, 'bin', program), kRecorder, 0o755);

  const git = (...args) => {
    const who = ['-c', 'user.name=Test', '-c', 'user.email=test@housing.test', '-c', 'init.defaultBranch=main'];
    const { status, stdout, stderr } = spawnSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  };
  git('init', '--quiet');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'one');

  const site = (changes = {}) => {
    const example = JSON.parse(readFileSync(join(root, 'infrastructure/settings/site.example.json'), 'utf8'));
    const own = {
      account,
      domain: 'housing.test',
      hostedZoneId,
      alarmEmail: 'operators@housing.test',
      mailFrom: 'no-reply@housing.test',
      bucketSuffix: 'test',
      source: { ...example.source, repository: 'someone/housing', connectionArn: 'arn:aws:codeconnections:x' },
    };
    const text = JSON.stringify({ ...example, ...own, ...changes });
    writeFileSync(join(root, 'infrastructure/settings/site.json'), text);
  };

  const env = {
    PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: process.env.HOME,
    LC_ALL: 'C.UTF-8',
    ...awsEnvironment(url),
    AWS_MAX_ATTEMPTS: '1',
    FAKE_AWS_FOLDER: folder,
    FAKE_AWS_SOCKET: socket,
    FAKE_AWS_REAL: programs.aws || 'false',
    PYTHONWARNINGS: 'ignore',
  };
  const callsFile = join(folder, 'calls');
  const scenarioFile = join(folder, 'scenario.json');
  const scenario = () => (existsSync(scenarioFile) ? JSON.parse(readFileSync(scenarioFile, 'utf8')) : {});

  // {code, text, calls}: what it printed, in order, and the programs' calls.
  const deploy = (...args) =>
    new Promise((done, failed) => {
      writeFileSync(callsFile, '');
      const child = spawn('scripts/deploy-aws.sh', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const chunks = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
      const timer = setTimeout(() => child.kill('SIGKILL'), kDeployMs);
      child.once('error', failed);
      child.once('close', (code) => {
        clearTimeout(timer);
        const calls = readFileSync(callsFile, 'utf8').split('\n').filter(Boolean);
        done({ code, text: Buffer.concat(chunks).toString(), calls });
      });
    });

  return {
    folder,
    env,
    root,
    git,
    site,
    deploy,
    scenario,
    setScenario: (changes) => writeFileSync(scenarioFile, JSON.stringify({ ...scenario(), ...changes })),
    commit(version) {
      write(join(root, 'version'), `${version}\n`);
      git('commit', '--quiet', '-a', '-m', version);
      return git('rev-parse', 'HEAD').slice(0, 12);
    },
    dirty: () => appendFileSync(join(root, 'version'), 'changed\n'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

// A call that changes something in an account.
export const changing = (call) =>
  /^aws .*(\b(create|register|run|update|put|delete|stop)-|s3 (sync|rm|mv)|s3 cp (?!.* - ?$)|get-login)/.test(call) ||
  /^(docker|pnpm|terraform) /.test(call);
