// Every operation's answers keep the contract, over fixtures and over an empty folder.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { operationsOf } from '../../tools/contract/lib/contract.mjs';
import { assertKept, contract } from './support/contract.mjs';
import { serve, temporaryFolder } from './support/housing.mjs';
import { get, send } from './support/http.mjs';
import { servedFixtures } from './support/world.mjs';

const targets = [
  '/health',
  '/health/ready',
  '/metrics',
  '/openapi.json',
  '/docs',
  '/api/v1/metrics',
  '/api/v1/sources',
  '/api/v1/imports',
  '/api/v1/regions',
  '/api/v1/regions?q=san+francisco&type=metro,county,zip&within=state-ca&limit=3',
  '/api/v1/regions?cursor=20',
  '/api/v1/regions/us',
  '/api/v1/regions/state-ca',
  '/api/v1/regions/metro-41860',
  '/api/v1/regions/metro-41860/coverage',
  '/api/v1/regions/x-zillow-999901',
  '/api/v1/regions/zip-94110',
  '/api/v1/series?region=us,metro-41860,state-ca&metric=home_value,rent,mortgage_rate,cpi',
  '/api/v1/series?region=metro-41860&metric=home_value&transform=mom',
  '/api/v1/series?region=metro-41860&metric=home_value&transform=yoy&from=2024&to=2024-Q4',
  '/api/v1/series?region=metro-41860&metric=home_value&transform=index&last=3',
  '/api/v1/series?region=metrodiv-41884&metric=hpi&transform=yoy',
  '/api/v1/series?region=us&metric=mortgage_rate&format=csv',
  '/api/v1/series?region=metro-41860&metric=home_value&as_of=2025-06',
  '/api/v1/regions/metro-41860?as_of=2025-06',
  '/api/v1/metrics?as_of=2025-06',
  '/api/v1/revisions?metric=home_value',
  '/api/v1/revisions?metric=home_value&region=metro-41860&from=2024',
  '/api/v1/chart.svg?region=metro-41860&metric=home_value',
  '/api/v1/chart.png?region=metro-41860&metric=home_value&width=400&height=300',
  '/api/v1/rankings?type=metro&metric=home_value',
  '/api/v1/map?type=metro&metric=home_value',
  '/api/v1/screener?type=metro&where=home_value+%3E+1',
  '/api/v1/compare?region=metro-41860,us',
  '/api/v1/methods',
];
// Known only once something was imported.
const later = ['/api/v1/provenance/{id}'];

let fixtures;
let empty;
before(async () => {
  fixtures = await servedFixtures();
  empty = await serve(join(temporaryFolder(), 'nothing'));
});

// Asked with more care elsewhere; tests/contract sees to it that nothing is forgotten.
const kTestedElsewhere = ['Analyses', 'FRED'];
const kPeoplesTags = ['Signing in', 'Account', 'Keeping', 'Alerts', 'Exports', 'Administration'];

test('the targets above call every operation of the contract that is not about people', () => {
  const called = (path) =>
    later.includes(path) ||
    targets.some((target) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/?]+')}(\\?|$)`).test(target));
  const others = operationsOf(contract).filter(
    ({ tags: [tag] }) => ![...kPeoplesTags, ...kTestedElsewhere].includes(tag),
  );
  assert.ok(others.length >= 11);
  for (const { path, method } of others) assert.ok(method === 'get' && called(path), path);
});

for (const target of targets) {
  test(`GET ${target} keeps the contract`, async () => {
    const answer = await get(fixtures.server.base, target);
    assert.equal(answer.status, 200, answer.text.slice(0, 300));
    assertKept(target, answer);
  });

  test(`HEAD ${target} has GET's headers and no body`, async () => {
    const [full, head] = [
      await get(fixtures.server.base, target),
      await send(fixtures.server.base, target, { method: 'HEAD' }),
    ];
    assert.equal(head.status, full.status);
    assert.equal(head.bytes.length, 0);
    for (const name of ['content-type', 'etag', 'cache-control', 'vary'])
      assert.equal(head.headers[name], full.headers[name], name);
    if (target !== '/metrics') assert.equal(head.headers['content-length'], full.headers['content-length']);
  });
}

test('the contract it serves is the one in the repository', async () => {
  const answer = await get(fixtures.server.base, '/openapi.json');
  assert.deepEqual(answer.json, JSON.parse(JSON.stringify(contract)));
});

test('the reference needs nothing from elsewhere, and may style itself', async () => {
  const answer = await get(fixtures.server.base, '/docs');
  assert.match(answer.headers['content-type'], /^text\/html; charset=utf-8$/);
  assert.match(answer.text, /<h1>Housing Trends API/);
  assert.doesNotMatch(answer.text, /<(script|link|img|iframe)\b/);
  const policy = answer.headers['content-security-policy'] ?? '';
  if (policy) assert.match(policy, /style-src [^;]*'(unsafe-inline|sha256-)/);
});

test('an installation without data is ready and answers with empty lists', async () => {
  for (const target of ['/health', '/health/ready']) {
    const answer = await get(empty.base, target);
    assert.equal(answer.status, 200);
    assertKept(target, answer);
  }
  const body = async (target) => assertKept(target, await get(empty.base, target));
  assert.deepEqual((await body('/api/v1/imports')).imports, []);
  for (const metric of (await body('/api/v1/metrics')).metrics) assert.equal(metric.coverage, null);
  for (const source of (await body('/api/v1/sources')).sources) assert.deepEqual(source.metrics, []);
  assert.deepEqual((await body('/api/v1/regions/metro-41860')).latest, []);
  const { series, notes } = await body('/api/v1/series?region=us&metric=home_value');
  assert.deepEqual(series, []);
  assert.match(notes[0], /home_value/);
  const { regions } = await body('/api/v1/regions?q=san+francisco');
  assert.ok(regions.length > 0, 'the places are known without any data');
});

test('counters for Prometheus count', async () => {
  const count = (text) => Number(/^housing_http_requests_total\{class="2xx"\} (\d+)$/m.exec(text)?.[1]);
  const first = count((await get(fixtures.server.base, '/metrics')).text);
  await get(fixtures.server.base, '/health');
  assert.ok(count((await get(fixtures.server.base, '/metrics')).text) >= first + 2);
});

test('demo and real data are told apart: no answer here says synthetic', async () => {
  for (const target of targets.filter((path) => path.startsWith('/api/') && !/csv|chart\./.test(path)))
    assert.ok(!('synthetic' in (await get(fixtures.server.base, target)).json), target);
});
