// Build specifications of CodeBuild and Amplify: known keys, commands that parse, files that are there, images without
// tags that move.
import assert from 'node:assert/strict';
import test from 'node:test';
import { exists, filesIn, grammarProblem, list, text, tool } from './support/config.mjs';

const yaml = await tool('yaml');
const skip = yaml ? false : 'the package yaml is missing: pnpm install --filter @housing/delivery';
const read = (path) => yaml.parse(text(path));

const kKeys = ['version', 'env', 'proxy', 'batch', 'phases', 'reports', 'artifacts', 'cache', 'run-as'];
const kPhases = ['install', 'pre_build', 'build', 'post_build'];
const kPhaseKeys = ['run-as', 'on-failure', 'runtime-versions', 'commands', 'finally'];
const specs = ['buildspec.yml', ...list('infrastructure/delivery').filter((path) => /buildspec-.*\.yml$/.test(path))];
// Made by an earlier command of the same build.
const kMade = ['infrastructure/settings/site.json'];

/** What is wrong with a build specification, as sentences. */
export function problems(spec) {
  const found = [];
  const check = (condition, sentence) => condition || found.push(sentence);
  check(spec.version === 0.2, `version is ${spec.version}, write 0.2`);
  for (const key of Object.keys(spec)) check(kKeys.includes(key), `there is no key "${key}"`);
  check(spec.env?.shell === 'bash', 'env.shell is not bash');
  for (const [name, phase] of Object.entries(spec.phases ?? {})) {
    check(kPhases.includes(name), `there is no phase "${name}"`);
    for (const key of Object.keys(phase)) check(kPhaseKeys.includes(key), `${name} has no key "${key}"`);
    for (const command of phase.commands ?? []) {
      if (typeof command !== 'string') found.push(`${name}: a command is no text: ${JSON.stringify(command)}`);
      else found.push(...commandProblems(command).map((problem) => `${name}: ${problem}`));
    }
  }
  check(
    Object.values(spec.phases ?? {}).some(({ commands }) => commands?.length),
    'it does nothing',
  );
  check(!spec.artifacts || spec.artifacts.files?.length > 0, 'artifacts names no files');
  check(!spec.cache || spec.cache.paths?.length > 0, 'cache names no paths');
  return found;
}

function commandProblems(command) {
  const grammar = grammarProblem(command);
  const missing = filesIn(command).filter((path) => !kMade.includes(path) && !exists(path));
  return [
    ...(grammar ? [grammar] : []),
    ...missing.map((path) => `${path} is not there`),
    ...(/:latest\b/.test(command) ? ['":latest" names no image for sure'] : []),
  ];
}

for (const path of specs) {
  test(`${path} is well`, { skip }, () => assert.deepEqual(problems(read(path)), []));
}

test('the check finds what is wrong', { skip }, () => {
  const base = { version: 0.2, env: { shell: 'bash' } };
  const build = (command) => ({ ...base, phases: { build: { commands: [command] } } });
  assert.deepEqual(problems(build('make test')), []);
  assert.match(problems({ ...build('true'), version: 0.1 })[0], /version is 0.1/);
  assert.match(problems({ ...build('true'), stages: {} })[0], /no key "stages"/);
  assert.match(problems({ ...base, phases: { test: { commands: ['true'] } } })[0], /no phase "test"/);
  assert.match(problems(build('if true; then'))[0], /syntax error/);
  assert.match(problems(build('scripts/no-such.sh --yes'))[0], /scripts\/no-such.sh is not there/);
  assert.match(problems(build('docker push x:latest'))[0], /latest/);
  assert.match(problems(build({ a: 1 }))[0], /is no text/);
  assert.match(problems({ ...build('true'), artifacts: { files: [] } })[0], /names no files/);
});

test('the pipeline finds the specifications it names, with what it takes from each', { skip }, () => {
  const defaults = text('infrastructure/cdk/lib/delivery/delivery-defaults.ts');
  const named = [...defaults.matchAll(/buildspec\("(\w+)"\)/g)].map(([, name]) => name);
  assert.ok(named.length >= 3, 'delivery-defaults.ts names the build specifications in another way');
  for (const name of named) assert.ok(specs.includes(`infrastructure/delivery/buildspec-${name}.yml`), name);
  const [, appspec, task] = defaults.match(/appSpec: "([^"]+)", taskDefinition: "([^"]+)"/);
  const { files } = read('infrastructure/delivery/buildspec-migrate.yml').artifacts;
  assert.ok(files.includes(appspec) && files.includes(task));
  assert.ok(read('buildspec.yml').artifacts.files.includes('imageDetail.json'));
});

test('the build tests before it pushes, and hands on nothing when a command failed', { skip }, () => {
  const { build, post_build } = read('buildspec.yml').phases;
  const at = (pattern) => build.commands.findIndex((command) => pattern.test(command));
  assert.ok(at(/\.ci\/run/) >= 0 && at(/\.ci\/run/) < at(/deploy-aws\.sh/));
  assert.match(post_build.commands[0], /CODEBUILD_BUILD_SUCCEEDING/);
});

test('amplify.yml builds the export that CloudFront serves', { skip }, () => {
  const { version, applications } = read('amplify.yml');
  assert.equal(version, 1);
  const [{ appRoot, frontend }] = applications;
  assert.ok(exists(`${appRoot}/package.json`));
  const { pnpm } = JSON.parse(text('package.json')).packageManager.match(/^(?<tool>pnpm)@(?<pnpm>.+)$/).groups;
  const commands = Object.values(frontend.phases).flatMap((phase) => phase.commands);
  for (const command of commands) assert.equal(grammarProblem(command), undefined, command);
  assert.ok(
    commands.some((command) => command.includes(`pnpm@${pnpm}`)),
    `installs pnpm ${pnpm}`,
  );
  assert.match(text(`${appRoot}/next.config.ts`), /output: "export"/);
  assert.match(frontend.artifacts.baseDirectory, /out$/);
  assert.deepEqual(frontend.artifacts.files, ['**/*']);
});
