// Series from outside: the publisher's numbers, windows, transforms checked by their formulas, and the CSV twin.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { before } from 'node:test';
import { assertKept } from './support/contract.mjs';
import { get, target } from './support/http.mjs';
import { parseCsv } from './support/csv.mjs';
import { servedFixtures } from './support/world.mjs';

let world;
before(async () => {
  world = await servedFixtures();
});

async function answerOf(query) {
  const asked = target('/api/v1/series', query);
  return assertKept(asked, await get(world.server.base, asked));
}
const one = async (query) => {
  const { series } = await answerOf(query);
  assert.equal(series.length, 1);
  return series[0];
};
const sanFrancisco = { region: 'metro-41860', metric: 'home_value' };

/** The file's row as {period: number or null}, rounded as an import rounds. */
function published(name, isRow, periodOf = (date) => date.slice(0, 7)) {
  const [header, ...rows] = parseCsv(readFileSync(world.files[name], 'utf8'));
  const row = rows.find(isRow);
  const dates = header.map((cell, i) => [cell, row[i]]).filter(([cell]) => /^\d{4}-/.test(cell));
  return dates.map(([date, cell]) => [periodOf(date), cell === '' ? null : Math.round(Number(cell) * 100) / 100]);
}

const changeOf = (values, lag) =>
  values.map((value, i) => {
    const before = values[i - lag];
    return value === null || before === null || before === undefined ? null : 100 * (value / before - 1);
  });

function assertClose(actual, expected, tolerance = 0.00005001) {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => {
    if (value === null || expected[i] === null) assert.equal(value, expected[i], `at ${i}`);
    else assert.ok(Math.abs(value - expected[i]) <= tolerance, `at ${i}: ${value}, not ${expected[i]}`);
  });
}

test("values are the publisher's, rounded once; the gap stays a gap", async () => {
  const series = await one(sanFrancisco);
  const expected = published('metroValues', (row) => row[0] === '395057');
  assert.deepEqual(
    series.periods,
    expected.map(([period]) => period),
  );
  assert.deepEqual(
    series.values,
    expected.map(([, value]) => value),
  );
  assert.equal(series.values.filter((value) => value === null).length, 1);
  assert.equal(series.unit, 'usd');
  assert.equal(series.prov.dataset, 'zillow/zhvi/metro');
  assert.match(series.prov.formula, /published/);
});

test("a place nobody could resolve keeps its numbers under the publisher's id", async () => {
  const series = await one({ region: 'x-zillow-999901', metric: 'home_value' });
  const expected = published('metroValues', (row) => row[0] === '999901');
  assert.deepEqual(
    series.values,
    expected.map(([, value]) => value),
  );
});

test('FHFA: quarters, a division, a dash as gap; FRED: weeks as named, a point as gap', async () => {
  const yuma = await one({ region: 'metro-49740', metric: 'hpi', to: '2023' });
  assert.deepEqual(yuma.periods, ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4']);
  assert.deepEqual(yuma.values, [281.5, 282.87, 284.24, 285.61]);
  assert.equal((await one({ region: 'metro-10180', metric: 'hpi', last: 9 })).values[0], null);
  assert.equal((await one({ region: 'metrodiv-41884', metric: 'hpi', last: 1 })).periods[0], '2025-Q1');
  const rate = await one({ region: 'us', metric: 'mortgage_rate', to: '2024-02-29' });
  assert.deepEqual(rate.periods.slice(0, 2), ['2024-01-04', '2024-01-11']);
  assert.equal(rate.values[5], null);
  assert.equal(rate.values[0], 6.6);
});

test('series come by region, then metric, as asked; what nobody publishes is named', async () => {
  const { series, notes } = await answerOf({ region: ['state-ca', 'us'], metric: ['rent', 'home_value', 'cpi'] });
  assert.deepEqual(
    series.map(({ region, metric }) => [region, metric]),
    [
      ['state-ca', 'home_value'],
      ['us', 'rent'],
      ['us', 'home_value'],
      ['us', 'cpi'],
    ],
  );
  assert.equal(notes.length, 2);
  assert.match(notes[0], /rent.*state-ca.*California/);
});

test('home_value@zillow is another spelling of home_value', async () => {
  assert.deepEqual(
    await one({ region: 'us', metric: 'home_value@zillow' }),
    await one({ region: 'us', metric: 'home_value' }),
  );
});

test('repeated parameters are lists too', async () => {
  const commas = await get(world.server.base, '/api/v1/series?region=us,state-ca&metric=home_value');
  const repeated = await get(world.server.base, '/api/v1/series?region=us&region=state-ca&metric=home_value');
  assert.deepEqual(repeated.bytes, commas.bytes);
});

// [from, to, first period, last period, how many] of months 2023-01 … 2025-03
const windows = [
  ['2024', '2024', '2024-01', '2024-12', 12],
  ['2024-Q2', '2024-Q2', '2024-04', '2024-06', 3],
  ['2024-06', '2024-06', '2024-06', '2024-06', 1],
  ['2024-06-01', '2024-06-30', '2024-06', '2024-06', 1],
  ['2024-06-02', '2024-08-30', '2024-07', '2024-07', 1],
  ['FY2024', 'FY2024', '2023-10', '2024-09', 12],
  ['', '2023-02', '2023-01', '2023-02', 2],
  ['2025-02', '', '2025-02', '2025-03', 2],
];
for (const [from, to, first, last, count] of windows) {
  test(`from=${from} to=${to} chooses the months wholly inside`, async () => {
    const { periods } = await one({ ...sanFrancisco, from, to });
    assert.deepEqual([periods[0], periods.at(-1), periods.length], [first, last, count]);
  });
}

test('a window without any period is an empty series, not an error', async () => {
  const series = await one({ ...sanFrancisco, from: '2024-06-02', to: '2024-06-29' });
  assert.deepEqual([series.periods, series.values, series.prov], [[], [], null]);
});

test('weeks lie wholly inside when all seven days do', async () => {
  const series = await one({ region: 'us', metric: 'mortgage_rate', from: '2024-01-05', to: '2024-01-18' });
  assert.deepEqual(series.periods, ['2024-01-11', '2024-01-18']);
  const later = await one({ region: 'us', metric: 'mortgage_rate', from: '2024-01-06', to: '2024-01-18' });
  assert.deepEqual(later.periods, ['2024-01-18']);
});

test('last keeps the newest of the window', async () => {
  assert.deepEqual((await one({ ...sanFrancisco, last: 2 })).periods, ['2025-02', '2025-03']);
  assert.deepEqual((await one({ ...sanFrancisco, to: '2024', last: 1 })).periods, ['2024-12']);
  assert.equal((await one({ ...sanFrancisco, last: 9999 })).periods.length, 27);
});

test('mom and yoy of months', async () => {
  const level = await one(sanFrancisco);
  for (const [transform, lag] of [
    ['mom', 1],
    ['yoy', 12],
  ]) {
    const series = await one({ ...sanFrancisco, transform });
    assert.deepEqual([series.unit, series.transform, series.decimals], ['percent', transform, 4]);
    assert.deepEqual(series.periods, level.periods);
    assertClose(series.values, changeOf(level.values, lag));
    assert.match(series.prov.formula, new RegExp(`t-${lag}\\b`));
  }
});

test('a change looks back beyond the window', async () => {
  const series = await one({ ...sanFrancisco, transform: 'yoy', from: '2024-01', to: '2024-02' });
  assert.equal(series.values[0], null, '2024-01 is the gap');
  assert.notEqual(series.values[1], null);
});

test('yoy of quarters is four quarters', async () => {
  const level = await one({ region: 'metro-49740', metric: 'hpi' });
  assertClose(
    (await one({ region: 'metro-49740', metric: 'hpi', transform: 'yoy' })).values,
    changeOf(level.values, 4),
  );
});

test('mom of weeks is 28 days, yoy 364', async () => {
  const asked = { region: 'us', metric: 'mortgage_rate' };
  const level = await one(asked);
  assertClose((await one({ ...asked, transform: 'mom' })).values, changeOf(level.values, 4));
  assertClose((await one({ ...asked, transform: 'yoy' })).values, changeOf(level.values, 52));
});

test('index: 100 at the first value of the window', async () => {
  const level = await one({ ...sanFrancisco, from: '2024-01' }); // begins with the gap
  const series = await one({ ...sanFrancisco, from: '2024-01', transform: 'index' });
  assert.equal(series.unit, 'index');
  assert.deepEqual(series.values.slice(0, 2), [null, 100]);
  assertClose(
    series.values,
    level.values.map((value) => (value === null ? null : (100 * value) / level.values[1])),
  );
});

for (const transform of ['level', 'mom', 'yoy', 'index']) {
  test(`CSV says what JSON says: ${transform}`, async () => {
    const query = { region: ['us', 'metro-41860', 'x-zillow-999901'], metric: ['home_value', 'rent'], transform };
    const { series } = await answerOf(query);
    const asked = target('/api/v1/series', { ...query, format: 'csv' });
    const answer = await get(world.server.base, asked);
    assertKept(asked, answer);
    assert.match(answer.headers['content-type'], /^text\/csv; charset=utf-8$/);
    assert.ok(answer.text.endsWith('\n') && !answer.text.includes('\r'));
    const [header, ...rows] = parseCsv(answer.text);
    assert.deepEqual(header, [
      'region',
      'region_name',
      'metric',
      'period',
      'value',
      'unit',
      'transform',
      'source',
      'release',
      'retrieved',
      'sha256',
      'licence',
      'formula',
    ]);
    const expected = series.flatMap((s) =>
      s.periods.map((period, i) => [
        s.region,
        s.metric,
        period,
        s.values[i] === null ? '' : s.values[i].toFixed(s.decimals),
        s.unit,
        s.transform,
        s.source,
        s.prov.release,
        s.prov.retrieved,
        s.prov.sha256,
        s.prov.licence,
        s.prov.formula,
      ]),
    );
    assert.deepEqual(
      rows.map(([region, , ...rest]) => [region, ...rest]),
      expected,
    );
    const label = rows.find(([region]) => region === 'metro-41860')[1];
    assert.equal(label, (await get(world.server.base, '/api/v1/regions/metro-41860')).json.label);
  });
}

test("every number leads to a file: prov is an import, with the file's digest", async () => {
  const { imports } = (await get(world.server.base, '/api/v1/imports')).json;
  const { series } = await answerOf({
    region: ['us', 'metro-41860'],
    metric: ['home_value', 'rent', 'cpi', 'mortgage_rate'],
  });
  for (const { prov } of series) {
    const found = imports.find(({ id }) => id === prov.id);
    assert.deepEqual(
      [found.sha256, found.release, found.path, found.retrieved],
      [prov.sha256, prov.release, prov.file, prov.retrieved],
    );
  }
});
