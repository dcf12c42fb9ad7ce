// What must hold of the bill whatever the settings: sums, signs, monotony, and that each setting which costs is read.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readInputs } from '../lib/inputs.mjs';
import { changed, priceAccount, priceEnvironment, priceSpecification } from '../lib/model.mjs';

const inputs = readInputs();
const { settings } = inputs;
const { prod } = settings.environments;
const free = JSON.parse(readFileSync(new URL('../free.json', import.meta.url), 'utf8'));
const near = (a, b, what) => assert.ok(Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a)), `${what}: ${a} and ${b}`);

// xorshift32: 0 <= x < 1, the same each run
function randomFrom(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const pick = (random, values) => values[Math.floor(random() * values.length)];

function randomEnvironment(random) {
  const minTasks = 1 + Math.floor(random() * 6);
  return changed(prod, {
    subdomain: pick(random, ['', 'x']),
    network: { nat: pick(random, ['gateway', 'instance']), interfaceEndpoints: pick(random, [[], ['sqs', 'logs']]) },
    api: {
      vcpu: pick(random, [0.25, 0.5, 1, 2]),
      memoryGb: pick(random, [1, 2, 4]),
      minTasks,
      maxTasks: minTasks + Math.floor(random() * 50),
      onDemandTasks: Math.floor(random() * 4),
      spot: random() < 0.5,
    },
    database: { multiAz: random() < 0.5, storageGb: 20 + random() * 200, readReplicas: Math.floor(random() * 3) },
    cache: { shards: 1 + Math.floor(random() * 3), replicasPerShard: Math.floor(random() * 3) },
    recovery: { replicate: random() < 0.5 },
    options: { waf: random() < 0.5, efs: random() < 0.5, amplify: random() < 0.5 },
    load: Object.fromEntries(
      Object.entries(prod.load).map(([name, value]) => [name, value * 1000 ** (random() - 0.5)]),
    ),
  });
}

test('totals are the sums of their lines, no line is negative, free is never more than the list price', () => {
  const random = randomFrom(20261122);
  for (let round = 0; round < 200; round++) {
    const { lines, total } = priceEnvironment(inputs, randomEnvironment(random));
    near(
      total.list,
      lines.reduce((sum, line) => sum + line.quantity * line.unitUsd, 0),
      'list',
    );
    near(total.usd, total.list - total.free, 'usd');
    for (const { what, list, free: part } of lines) assert.ok(list >= 0 && part >= 0 && part <= list + 1e-12, what);
  }
});

test('more load never costs less', () => {
  const random = randomFrom(7);
  for (let round = 0; round < 100; round++) {
    const environment = randomEnvironment(random);
    const before = priceEnvironment(inputs, environment).total;
    for (const [name, value] of Object.entries(environment.load)) {
      const more = changed(environment, { load: { [name]: value * (1 + 3 * random()) } });
      const after = priceEnvironment(inputs, more).total;
      assert.ok(after.usd >= before.usd - 1e-9, `${name}: ${before.usd} -> ${after.usd}`);
      assert.ok(after.list > before.list, `${name} is not read`);
    }
  }
});

test('an account’s bills together cost no less than if each environment had the free allowances for itself', () => {
  const account = priceAccount(inputs);
  const alone = Object.values(settings.environments).map((environment) => priceEnvironment(inputs, environment).total);
  const environments = Object.keys(settings.environments).map((name) => account[name].total);
  const sum = (totals, field) => totals.reduce((result, total) => result + total[field], 0);
  near(sum(environments, 'list'), sum(alone, 'list'), 'list');
  assert.ok(sum(environments, 'usd') >= sum(alone, 'usd'));
  assert.equal(account.prod.total.usd, priceEnvironment(inputs, prod).total.usd);
});

// Paths of all leaves of an object, a list being a leaf.
const leaves = (value, path = []) =>
  typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : [path];

const kOther = {
  instance: 'r7g.large',
  node: 'cache.m7g.large',
  backupDays: 35,
  nat: { gateway: 'instance', instance: 'gateway' },
};

function mutated(key, value) {
  if (key === 'architecture') return value === 'arm64' ? 'x86_64' : 'arm64';
  if (key === 'nat') return kOther.nat[value];
  if (key in kOther) return kOther[key];
  if (key === 'availabilityZones') return 1;
  if (Array.isArray(value)) return [...value, 'sqs'];
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value * 2 + 1;
  return `${value}x`;
}

function withLeaf(object, [key, ...rest], change) {
  return { ...object, [key]: rest.length ? withLeaf(object[key], rest, change) : change(key, object[key]) };
}

// Loads under which the scaling targets and the greatest number of tasks decide.
const heavy = (change) => ({
  ...settings,
  environments: { ...settings.environments, prod: changed(prod, change) },
});
const contexts = [
  settings,
  heavy({ load: { requestsPerMonth: 3e10 }, api: { maxTasks: 100_000, targetRequestsPerMinute: 1e9 } }),
  heavy({ load: { requestsPerMonth: 3e10 }, api: { maxTasks: 100_000, targetCpuPercent: 90 } }),
  heavy({ load: { requestsPerMonth: 3e10 } }),
];

const accountList = (changedSettings) =>
  Object.values(priceAccount({ ...inputs, settings: changedSettings })).reduce((sum, { total }) => sum + total.list, 0);

const costs = (path) =>
  contexts.some((context) => accountList(context) !== accountList(withLeaf(context, path, mutated)));

const isFree = (path) => {
  const name = path[0] === 'environments' ? path.slice(2).join('.') : path.join('.');
  return name in free.settings;
};

// By list price: below a free allowance a change would not be seen.
test('every setting that costs is read: changing it changes the sum', () => {
  const all = leaves(settings).filter(
    (path) => path[0] !== 'region' && !path.includes('dev') && !path.includes('staging'),
  );
  assert.ok(all.length > 40);
  for (const path of all) assert.equal(costs(path), !isFree(path), path.join('.'));
});

test('free.json names only settings that there are', () => {
  const names = new Set(leaves(settings).map((path) => path.slice(path[0] === 'environments' ? 2 : 0).join('.')));
  for (const name of Object.keys(free.settings)) assert.ok(names.has(name), `${name} is no setting any more`);
});

test('settings that cannot be priced are refused by name', () => {
  const refused = (change, pattern) => assert.throws(() => priceEnvironment(inputs, changed(prod, change)), pattern);
  refused({ load: { mails: -1 } }, /load.mails is -1; write a number from 0/);
  refused({ load: { mails: 'many' } }, /load.mails is "many"/);
  refused({ api: { vcpu: 0 } }, /api.vcpu is 0; write a number above 0/);
  refused({ api: { spot: 'yes' } }, /api.spot is "yes"; write true or false/);
  refused({ api: { minTasks: 20 } }, /no more than api.maxTasks/);
  refused({ network: { nat: 'none' } }, /network.nat is "none"/);
  refused({ database: { instance: 'z9.huge' } }, /prices.json has no "rds.z9.huge.multiHour"/);
  assert.throws(() => changed(prod, { api: { cpus: 2 } }), /cpus is not a setting/);
  const elsewhere = { ...inputs, settings: { ...settings, region: 'eu-west-1' } };
  assert.throws(() => priceAccount(elsewhere), /prices of us-east-1, the settings say eu-west-1/);
});

test('the same inputs give the same bill', () => {
  assert.deepEqual(priceSpecification(inputs, 'costTable'), priceSpecification(inputs, 'costTable'));
});
