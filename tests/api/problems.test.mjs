// Questions that make no sense get a problem document: the right kind, status, parameter and suggestions.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { assertProblem } from './support/contract.mjs';
import { get, target } from './support/http.mjs';
import { servedFixtures } from './support/world.mjs';

const series = (query) => target('/api/v1/series', { region: 'us', metric: 'home_value', ...query });
const regions = (query) => target('/api/v1/regions', query);
const many = (count) => Array.from({ length: count }, (_, i) => `metro-${10000 + i}`);

// [what, target, kind, parameter, a suggestion]
const cases = [
  ['a misspelt metric', series({ metric: 'home_vlaue' }), 'unknown-metric', 'metric', 'home_value'],
  ['a metric of another source', series({ metric: 'home_value@fhfa' }), 'unknown-metric', 'metric', 'home_value'],
  ['one bad metric among good ones', series({ metric: ['rent', 'rentt'] }), 'unknown-metric', 'metric', 'rent'],
  ['a region nobody knows', '/api/v1/regions/metro-99999', 'unknown-region', 'id'],
  ['a name where an id belongs', '/api/v1/regions/San%20Francisco', 'unknown-region', 'id', 'metro-41860'],
  ['no region at all', '/api/v1/regions/%F0%9F%8F%A0', 'unknown-region', 'id'],
  ['a series of an unknown region', series({ region: 'metro-99999' }), 'unknown-region', 'region'],
  ['within an unknown region', regions({ q: 'san', within: 'state-zz' }), 'unknown-region', 'within'],
  ['an unknown type', regions({ type: 'metro,planet' }), 'unknown-type', 'type', 'metro'],
  ['no region', '/api/v1/series?metric=home_value', 'missing-parameter', 'region'],
  ['no metric', '/api/v1/series?region=us', 'missing-parameter', 'metric'],
  ['an empty region', '/api/v1/series?region=&metric=home_value', 'missing-parameter', 'region'],
  ['from is no date', series({ from: 'yesterday' }), 'bad-date', 'from', '2024-06'],
  ['to is a day that never was', series({ to: '2025-02-30' }), 'bad-date', 'to', '2024-06-30'],
  ['a month 13', series({ from: '2024-13' }), 'bad-date', 'from'],
  ['a quarter 5', series({ from: '2024-Q5' }), 'bad-date', 'from'],
  ['a year before all years', series({ from: '0001' }), 'bad-date', 'from'],
  ['to before from', series({ from: '2025', to: '2024-12-31' }), 'bad-window', 'to'],
  ['last is 0', series({ last: 0 }), 'bad-number', 'last'],
  ['last is a word', series({ last: 'ten' }), 'bad-number', 'last'],
  ['last is negative', series({ last: -1 }), 'bad-number', 'last'],
  ['last is out of bounds', series({ last: 10_001 }), 'bad-number', 'last'],
  ['last is out of all bounds', series({ last: '99999999999999999999' }), 'bad-number', 'last'],
  ['limit is 0', regions({ limit: 0 }), 'bad-number', 'limit'],
  ['limit is out of bounds', regions({ limit: 201 }), 'bad-number', 'limit'],
  ['a cursor of ours it is not', regions({ cursor: 'x' }), 'bad-number', 'cursor'],
  ['an unknown transform', series({ transform: 'sqrt' }), 'unknown-transform', 'transform', 'yoy'],
  ['an empty transform', series({ transform: '' }), 'unknown-transform', 'transform', 'level'],
  [
    'month on month of a quarterly metric',
    series({ metric: 'hpi', transform: 'mom' }),
    'transform-does-not-apply',
    'transform',
    'yoy',
  ],
  ['an unknown format', series({ format: 'xml' }), 'unknown-format', 'format', 'csv'],
  ['a parameter that is not there', series({ form: '2024' }), 'unknown-parameter', 'form', 'from'],
  ['a parameter where there are none', '/api/v1/metrics?q=x', 'unknown-parameter', 'q'],
  ['a parameter of another path', '/api/v1/regions/us?limit=1', 'unknown-parameter', 'limit'],
  ['a search text beyond 200 bytes', regions({ q: 'a'.repeat(201) }), 'limit-exceeded', 'q'],
  ['a value beyond 4096 bytes', regions({ q: 'a'.repeat(5000) }), 'bad-query'],
  ['65 parameters', `/api/v1/regions?${'q=a&'.repeat(65)}`, 'bad-query'],
  ['51 regions', series({ region: many(51) }), 'limit-exceeded', 'region'],
  ['21 metrics', series({ metric: Array(21).fill('rent') }), 'limit-exceeded', 'metric'],
  ['a broken escape', '/api/v1/regions?q=%zz', 'bad-query'],
  ['a NUL', '/api/v1/regions?q=a%00b', 'bad-query'],
];

let base;
before(
  async () =>
    ({
      server: { base },
    } = await servedFixtures()),
);

for (const [what, asked, kind, parameter, suggestion] of cases) {
  test(`${what}: ${kind}`, async () => {
    const problem = assertProblem(await get(base, asked), kind, { instance: asked.split('?')[0], parameter });
    if (suggestion) assert.ok(problem.suggestions?.includes(suggestion), `suggestions: ${problem.suggestions}`);
  });
}

test('what was asked is echoed without becoming markup or growing', async () => {
  const long = await get(base, series({ metric: 'x'.repeat(3000) }));
  assert.ok(assertProblem(long, 'unknown-metric').detail.length < 300);
  const odd = await get(base, series({ metric: '"\n<script>\u0001' }));
  assert.match(assertProblem(odd, 'unknown-metric').detail, /<script>/);
  assert.equal(odd.headers['x-content-type-options'], 'nosniff');
});

test('the limits themselves are allowed', async () => {
  assert.equal((await get(base, regions({ q: 'a'.repeat(200) }))).status, 200);
  assert.equal((await get(base, regions({ limit: 200 }))).status, 200);
  assert.equal((await get(base, series({ last: 10_000 }))).status, 200);
  assert.equal((await get(base, series({ metric: Array(20).fill('rent') }))).status, 200);
  assert.equal((await get(base, series({ region: Array(50).fill('us') }))).status, 200);
});
