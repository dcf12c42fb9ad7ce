// What a deployment refuses before it has asked AWS anything, and what it says then.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, beforeEach } from 'node:test';
import { changing, makeProject } from './support/project.mjs';

const project = makeProject();
after(() => project.remove());
beforeEach(() => project.site());

async function refused(args, code, ...words) {
  const result = await project.deploy(...args);
  assert.equal(result.code, code, result.text);
  for (const word of words) assert.match(result.text, word);
  assert.deepEqual(result.calls.filter(changing), [], 'nothing may have been changed');
  return result;
}

test('--help names every option and asks nothing of AWS', async () => {
  const { text } = await refused(['--help'], 0, /usage: scripts\/deploy-aws\.sh/, /--rollback/, /--dry-run/);
  assert.doesNotMatch(text, /deploy:/);
});

for (const [what, args, words] of [
  ['no environment', [], /name the environment first/],
  ['an option in its place', ['--dry-run'], /name the environment first/],
  ['an unknown option', ['dev', '--fast'], /there is no option --fast/],
  ['an option without its value', ['dev', '--image'], /--image wants a value/],
  ['an option before its value', ['dev', '--image', '--yes'], /--image wants a value/],
  ['another tool', ['dev', '--infra', 'pulumi'], /--infra is cdk, terraform or none, not pulumi/],
  ['a tag for an image', ['dev', '--image', 'latest'], /--image is sha256:… .* not latest/],
  ['a digest cut short', ['dev', '--image', 'sha256:abc'], /64 hexadecimal digits/],
  ['an unknown step', ['dev', '--steps', 'web,dance'], /there is no step dance/],
]) {
  test(`wrong usage: ${what}`, () => refused(args, 2, words, /usage: scripts/));
}

test('an environment that is not in the settings', () =>
  refused(
    ['production', '--yes'],
    1,
    /no environment "production"/,
    /where: infrastructure\/settings/,
    /dev, staging, prod/,
  ));

test('no site file', () =>
  refused(
    ['dev', '--yes', '--site', 'none.json'],
    1,
    /there is no site file/,
    /where: none\.json/,
    /site\.example\.json/,
  ));

test("the example's values", async () => {
  await refused(
    ['dev', '--yes', '--site', 'infrastructure/settings/site.example.json'],
    1,
    /"account" still has the example's value 111111111111/,
    /"domain" still has/,
    /"hostedZoneId" still has/,
    /"source.connectionArn" still has/,
  );
  project.site({ mailFrom: 'no-reply@housing-trends.example' });
  const { text } = await refused(['dev', '--yes'], 1, /"mailFrom" still has the example's value/);
  assert.doesNotMatch(text, /"account"/);
});

test('an account that is none, and a file that is no JSON', async () => {
  project.site({ account: '12' });
  await refused(['dev', '--yes'], 1, /"account" is not 12 digits/);
  appendFileSync(join(project.root, 'infrastructure/settings/site.json'), '}');
  await refused(['dev', '--yes'], 1, /the file is not JSON/, /where: infrastructure\/settings\/site\.json/);
});

test('a tree with changes that no commit holds', async () => {
  project.dirty();
  try {
    await refused(['dev', '--yes'], 1, /changes that no commit holds: +M version/, /commit them/);
  } finally {
    project.git('checkout', '--', 'version');
  }
});

test('credentials that AWS does not know', () =>
  refused(['dev', '--yes'], 1, /AWS does not know these credentials/, /where: aws sts get-caller-identity/, /sign in/));

test('a program that is missing', async () => {
  const missing = ['--builder', 'no-such-builder'];
  await refused(['dev', '--yes', ...missing], 1, /no program to build images with/, /where: PATH/, /--image/);
});
