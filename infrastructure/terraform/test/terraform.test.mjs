// fmt, init, validate, test and offline plans of the configuration; beside them an apply against a local stand-in of
// AWS, which mostly waits. The plans stay in build/plans for infrastructure/parity.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { applyToMoto } from './apply.mjs';
import { kEnvironments, plan, resourcesOf } from './plans.mjs';
import { findMoto, findTools } from './programs.mjs';
import { runTests } from './tftests.mjs';
import { kRoot, Workspace } from './workspace.mjs';

const tools = findTools();
const kPlans = join(kRoot, 'infrastructure/terraform/build/plans');

if (tools.missing) {
  console.log(`SKIP terraform: ${tools.missing}`);
  it('terraform', { skip: tools.missing }, () => {});
} else {
  describe('terraform', { concurrency: 2 }, () => {
    describe('configuration', { concurrency: 1 }, configuration);
    describe('stand-in', { concurrency: 1 }, standIn);
  });
}

function workspace() {
  const held = {};
  before(async () => {
    held.work = new Workspace(tools);
    await held.work.init();
  });
  after(() => held.work?.remove());
  return held;
}

function configuration() {
  const held = workspace();

  it('is formatted', async () => {
    const { code, stdout } = await held.work.run(['fmt', '-check', '-recursive', '-no-color']);
    assert.equal(code, 0, `run \`terraform fmt -recursive\` in infrastructure/terraform for\n${stdout}`);
  });

  it('is valid', () => held.work.must(['validate', '-no-color', '-no-tests']));

  it('passes its own tests', async (t) => {
    const runs = await runTests(held.work);
    assert.ok(runs.length > 0, 'terraform test ran nothing');
    for (const { name, problem } of runs) await t.test(name, () => assert.equal(problem, ''));
  });

  for (const environment of kEnvironments) {
    it(`plans ${environment} without credentials`, async () => {
      const made = await plan(held.work, environment);
      mkdirSync(kPlans, { recursive: true });
      writeFileSync(join(kPlans, `${environment}.json`), JSON.stringify(made));
      assert.ok(resourcesOf(made).length > 100, 'the plan holds nearly nothing');
    });
  }

  it('plans the delivery of staging and prod without credentials', async () => {
    await held.work.init('delivery');
    await held.work.must(['validate', '-no-color'], { root: 'delivery' });
    const made = await plan(held.work, 'delivery', 'delivery');
    writeFileSync(join(kPlans, 'delivery.json'), JSON.stringify(made));
  });
}

function standIn() {
  const held = workspace();
  const { moto, missing } = findMoto();
  if (missing) console.log(`SKIP terraform apply: ${missing}`);
  it('applies and destroys against a stand-in of AWS', { skip: missing }, (t) => applyToMoto(t, held.work, moto));
}
