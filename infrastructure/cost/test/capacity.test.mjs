// Capacity: the page is what the program says of the figures; the arithmetic, by hand.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { kMix } from '../../../tools/load/questions.mjs';
import { madeMicroseconds, mixMicroseconds, nextParts, reach, taskOf } from '../lib/capacity.mjs';
import { capacityPage } from '../lib/capacity_page.mjs';
import { readInputs } from '../lib/inputs.mjs';

const inputs = readInputs();
const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const measured = JSON.parse(read('../measured.json'));

test('docs/operating/capacity.md is what the program says', () => {
  const page = read('../../../docs/operating/capacity.md');
  assert.ok(page === capacityPage(inputs, measured), 'stale: run `node infrastructure/cost/capacity.mjs --write`');
});

test('what was measured has a machine, a day, every kind of the mix, and was made when it says so', () => {
  assert.match(measured.machine, /\d+ x \S/);
  assert.match(measured.date, /^\d{4}-\d\d-\d\d$/);
  for (const kind of Object.keys(kMix)) assert.ok(measured.kinds[kind].microseconds > 0, kind);
  for (const kind of ['series', 'map', 'ranking', 'screen', 'forecast', 'picture'])
    assert.ok(measured.kinds[kind].madeShare > 0.5, `${kind}: ${measured.kinds[kind].madeShare} were made anew`);
});

test('a task of half a vCPU at half its processor answers 250 requests of a millisecond', () => {
  const task = { vcpu: 0.5, memoryGb: 1, hour: 0.01, spotHour: 0.004 };
  const { perSecond, perDollar, perDollarSpot } = reach(1000, { task, targetCpuPercent: 50, slower: 1 });
  assert.equal(perSecond, 250);
  assert.ok(Math.abs(perDollar - 90e6) < 1);
  assert.ok(Math.abs(perDollarSpot - 225e6) < 1);
  assert.equal(reach(1000, { task, targetCpuPercent: 50, slower: 4 }).perSecond, 62.5);
});

test('a task costs its processor and its memory, and a fraction of it on Spot', () => {
  const { api } = inputs.settings.environments.prod;
  const { prices, discounts } = inputs.prices;
  const hour = api.vcpu * prices['fargate.arm64.vcpuHour'].usd + api.memoryGb * prices['fargate.arm64.gbHour'].usd;
  const task = taskOf(inputs, 'prod');
  assert.ok(Math.abs(task.hour - hour) < 1e-12);
  assert.ok(Math.abs(task.spotHour - hour * (1 - discounts['fargate.spot'].share)) < 1e-12);
  for (const { part, usd } of nextParts(inputs, 'prod')) assert.ok(usd > 0, part);
});

test('the mix is the mean by its weights; what the cache answered is taken out', () => {
  const kinds = {
    cached: { microseconds: 10, madeShare: 0 },
    b: { microseconds: 100, madeShare: 1 },
    c: { microseconds: 60, madeShare: 0.5 },
  };
  assert.equal(madeMicroseconds(kinds, 'c'), 110);
  assert.equal(mixMicroseconds(kinds, { cached: 9, b: 1 }), 19);
});
