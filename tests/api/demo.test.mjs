// Demonstration data: never without its mark, over real places, and the same contract.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { assertKept } from './support/contract.mjs';
import { housingOk, temporaryFolder } from './support/housing.mjs';
import { get } from './support/http.mjs';
import { servedDemo } from './support/world.mjs';

let world;
before(async () => {
  world = await servedDemo();
});

const targets = [
  '/api/v1/metrics',
  '/api/v1/sources',
  '/api/v1/imports',
  '/api/v1/regions?q=san+francisco',
  '/api/v1/regions/us',
  '/api/v1/regions/metro-41860',
  '/api/v1/regions/zip-94110',
  '/api/v1/series?region=us,metro-41860,state-ca&metric=home_value,rent,hpi,mortgage_rate',
  '/api/v1/series?region=metro-41860&metric=home_value&transform=yoy',
  '/api/v1/series?region=metro-41860&metric=home_value&transform=index&from=2020',
];
for (const target of targets) {
  test(`${target} keeps the contract and says synthetic`, async () => {
    const body = assertKept(target, await get(world.server.base, target));
    assert.equal(body.synthetic, true);
  });
}

const json = async (target) => (await get(world.server.base, target)).json;

test('every number of a demo has the source demo and says so in its provenance', async () => {
  const { series, notes } = await json('/api/v1/series?region=us,metro-41860&metric=home_value,rent,hpi');
  assert.ok(series.length >= 4);
  assert.match(notes[0], /[Ss]ynthetic/);
  for (const { source, prov } of series) {
    assert.deepEqual([source, prov.source], ['demo', 'demo']);
    assert.match(prov.attribution, /not real/i);
  }
  for (const { source, prov } of (await json('/api/v1/regions/us')).latest)
    assert.deepEqual([source, prov.source], ['demo', 'demo']);
  for (const { source } of (await json('/api/v1/metrics')).metrics) assert.equal(source, 'demo');
  assert.deepEqual(
    (await json('/api/v1/sources')).sources.map(({ id }) => id),
    ['demo'],
  );
});

test('CSV of a demo names its source on every line', async () => {
  const { text } = await get(world.server.base, '/api/v1/series?region=us&metric=home_value&last=3&format=csv');
  const [, ...lines] = text.trim().split('\n');
  assert.equal(lines.length, 3);
  for (const line of lines) assert.match(line, /,demo,/);
});

test('a problem is the same with a demo', async () => {
  assert.equal((await get(world.server.base, '/api/v1/regions/metro-99999')).status, 404);
});

test('the table on the terminal begins with the warning', async () => {
  const { stdout } = await housingOk([
    'query',
    '--data-dir',
    world.data,
    '--region',
    'us',
    '--metric',
    'home_value',
    '--last',
    '2',
  ]);
  assert.match(stdout, /^Synthetic demonstration data/);
});

test('a demo is the same wherever it is made', async () => {
  const other = temporaryFolder();
  await housingOk(['demo', '--data-dir', other]);
  const args = ['--region', 'us,metro-41860', '--metric', 'home_value,rent', '--csv'];
  const [a, b] = [
    await housingOk(['query', '--data-dir', world.data, ...args]),
    await housingOk(['query', '--data-dir', other, ...args]),
  ];
  // But for the moment of making it.
  const withoutTime = (text) => text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME');
  assert.equal(withoutTime(a.stdout), withoutTime(b.stdout));
});
