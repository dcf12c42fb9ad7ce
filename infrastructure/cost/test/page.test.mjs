// The page and the command line: the page is what the model says, savings are computed, wrong use is refused.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readInputs } from '../lib/inputs.mjs';
import { costPage } from '../lib/markdown.mjs';
import { changed, priceEnvironment } from '../lib/model.mjs';
import { aimUsd, savingsLeft, savingsTaken, waysToTheAim } from '../lib/savings.mjs';

const inputs = readInputs();
const program = fileURLToPath(new URL('../report.mjs', import.meta.url));
const report = (...args) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });

test('docs/operating/cost.md is what the model says', () => {
  const page = readFileSync(new URL('../../../docs/operating/cost.md', import.meta.url), 'utf8');
  assert.ok(page === costPage(inputs), 'stale: run `node infrastructure/cost/report.mjs --write`');
});

test('another price makes another page', () => {
  const prices = structuredClone(inputs.prices);
  prices.prices['alb.hour'].usd *= 2;
  assert.notEqual(costPage({ ...inputs, prices }), costPage(inputs));
});

test('each saving and step is the difference of two bills', () => {
  const { prod } = inputs.settings.environments;
  const now = priceEnvironment(inputs, prod).total.usd;
  const spot = savingsTaken(inputs).find(({ name }) => name.startsWith('Spot'));
  const without = priceEnvironment(inputs, changed(prod, { api: { spot: false } })).total.usd;
  assert.equal(spot.usd, without - now);
  const zone = savingsLeft(inputs).find(({ name }) => name === 'one zone for the database');
  const single = priceEnvironment(inputs, changed(prod, { database: { multiAz: false } })).total.usd;
  assert.equal(zone.usd, now - single);
  for (const { name, usd } of [...savingsTaken(inputs), ...savingsLeft(inputs)]) assert.ok(usd > 0, name);
  const steps = waysToTheAim(inputs);
  assert.equal(steps[0].usd, now);
  steps.slice(1).forEach(({ name, usd, saves }, i) => {
    assert.ok(Math.abs(steps[i].usd - saves - usd) < 1e-9, name);
    assert.ok(saves > 0, `${name} does not save`);
  });
});

test('the aim is a third of the stated total, and a way to it is known', () => {
  assert.equal(aimUsd(inputs), 132);
  assert.ok(waysToTheAim(inputs).some(({ usd }) => usd <= aimUsd(inputs)));
});

test('the command line: JSON, one environment, help, and wrong use', () => {
  const json = JSON.parse(report('--json').stdout);
  assert.deepEqual(
    Object.keys(json.environments).sort(),
    [...Object.keys(inputs.settings.environments), 'delivery'].sort(),
  );
  const { lines, total } = JSON.parse(report('--json', '--env', 'dev').stdout);
  assert.ok(Math.abs(lines.reduce((sum, { usd }) => sum + usd, 0) - total.usd) < 1e-9);
  assert.match(report('--lines', '--env', 'prod').stdout, /RDS PostgreSQL: .*Multi-AZ/);
  assert.match(report('--help').stdout, /^usage: report.mjs/);
  assert.equal(report('--check').status, 0);
  const unknown = report('--env', 'qa');
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /"qa" is not an environment; there are dev, staging, prod/);
  assert.equal(report('--nonsense').status, 2);
});
