// Forecasts over HTTP and the back-test on the command line, over ten invented years of two places and two releases.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { assertKept, assertProblem } from './support/contract.mjs';
import { parseCsv } from './support/csv.mjs';
import { monthEnds, names, zillow } from './support/fixtures.mjs';
import { goldenJson } from './support/golden.mjs';
import { housing, housingOk, serve, temporaryFolder } from './support/housing.mjs';
import { get } from './support/http.mjs';

const kMonths = 180; // 2010-01 … 2024-12
const kEarlier = 150; // until 2022-06

const walk = (months, lifted = 0) => {
  let value = 300_000;
  return Array.from({ length: months }, (_, i) => {
    value += 300 + 400 * (((i * 7919) % 13) - 6);
    return (value + lifted).toFixed(2);
  });
};
const file = (months, lifted) => {
  const gap = walk(months, lifted);
  gap[30] = '';
  const short = walk(months, lifted).map((value, i) => (i < months - 30 ? '' : value));
  return zillow(monthEnds(2010, 1, months), [
    [102001, 0, 'United States', 'country', '', ...walk(months, lifted)],
    [395057, 11, 'San Francisco, CA', 'msa', 'CA', ...gap],
    [394463, 3, 'Chicago, IL', 'msa', 'IL', ...short],
  ]);
};

let folder;
let data;
let base;
const asked = '/api/v1/forecast?region=us&metric=home_value';
const scoped = ['backtest', '--metric', 'home_value', '--horizon', '3'];

before(async () => {
  folder = temporaryFolder();
  data = join(folder, 'data');
  for (const [name, months, lifted, released] of [
    ['earlier', kEarlier, 5000, '2022-07-20'],
    ['later', kMonths, 0, '2025-01-20'],
  ]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, names.metroValues), file(months, lifted));
    await housingOk(['import', '--data-dir', data, '--released', released, join(folder, name)]);
  }
  ({ base } = await serve(data));
});

test('a forecast has bands, its record and the baselines', async () => {
  const body = assertKept(asked, await get(base, asked));
  assert.deepEqual([body.horizon, body.periods[0], body.periods.at(-1)], [12, '2025-01', '2025-12']);
  assert.equal(body.withheld, null);
  assert.equal(body.origins, kMonths - 48);
  const methods = Object.fromEntries(body.methods.map((method) => [method.method, method]));
  for (const name of ['ensemble', 'naive', 'drift', 'snaive', 'theta', 'damped', 'comb'])
    assert.ok(methods[name], name);
  assert.deepEqual(
    methods.ensemble.intervals.map(({ level }) => level),
    [50, 80, 95],
  );
  assert.ok(methods.naive.values.every((value) => value === body.last.value));
  assert.equal(methods.naive2.scores.owa, 1);
  for (const { level, lower, upper, withheld, coverage } of methods.ensemble.intervals) {
    for (let h = 0; h < 12; ++h) {
      const reason = withheld.find(({ horizon }) => horizon === h + 1)?.reason;
      assert.equal(lower[h] === null, reason !== undefined, `${level} ${h}`);
      if (reason === undefined) {
        assert.ok(lower[h] <= methods.ensemble.values[h] && methods.ensemble.values[h] <= upper[h]);
        const most = Math.min(0.075, Math.max(0.03, 0.25 * (1 - level / 100)));
        assert.ok(Math.abs(coverage[h] - level / 100) <= most + 1e-4, `${level} ${h}: ${coverage[h]}`);
      }
    }
  }
});

test('word for word', async () => {
  for (const [name, target] of Object.entries({
    forecast: `${asked}&method=naive&horizon=2&levels=80`,
    'forecast-short': '/api/v1/forecast?region=metro-16980&metric=home_value&horizon=2',
    'problem-forecast-method': `${asked}&method=arima`,
  })) {
    const answer = await get(base, target);
    goldenJson(`api/${name}.json`, {
      target,
      status: answer.status,
      type: answer.headers['content-type'],
      body: answer.json,
    });
  }
});

test('a gap inside is not bridged, and the answer says so', async () => {
  const target = '/api/v1/forecast?region=metro-41860&metric=home_value&horizon=1';
  const body = assertKept(target, await get(base, target));
  assert.equal(body.observations.from, '2012-08');
  assert.match(body.notes[0], /30 earlier values are left out because a gap follows/);
});

test('what is too short is withheld with the reason', async () => {
  const target = '/api/v1/forecast?region=metro-16980&metric=home_value';
  const body = assertKept(target, await get(base, target));
  assert.match(body.withheld, /needs 48 values without a gap.*there are 30/);
  assert.deepEqual(body.methods, []);
});

test('as_of forecasts from what was known that day', async () => {
  const target = `${asked}&as_of=2022-08-01`;
  const body = assertKept(target, await get(base, target));
  assert.equal(body.last.period, '2022-06');
  assert.equal(body.periods[0], '2022-07');
  assert.equal(body.last.value, Number(walk(kEarlier, 5000).at(-1)));
  assert.equal(body.as_of, '2022-08-01');
});

test('method=all says the same of a method as asking for it alone', async () => {
  const all = assertKept(`${asked}&method=all`, await get(base, `${asked}&method=all`));
  assert.equal(all.methods.length, 13);
  for (const name of ['ets', 'hw_additive']) {
    const alone = (await get(base, `${asked}&method=${name}`)).json;
    assert.deepEqual(
      all.methods.find(({ method }) => method === name),
      alone.methods.find(({ method }) => method === name),
    );
  }
});

test('what is wrong is named', async () => {
  for (const [target, status, kind] of [
    [`${asked}&horizon=25`, 422, 'bad-number'],
    [`${asked}&levels=0`, 422, 'bad-number'],
    [`${asked}&method=arima`, 422, 'unknown-forecast-method'],
    ['/api/v1/forecast?region=state-ca&metric=home_value', 422, 'no-data'],
    ['/api/v1/forecast?region=metro-99999&metric=home_value', 404, 'unknown-region'],
    ['/api/v1/forecast?metric=home_value', 422, 'missing-parameter'],
    ['/api/v1/backtest?metric=rent', 422, 'no-data'],
  ])
    assert.equal(assertProblem(await get(base, target), kind).status, status, target);
});

test('the back-test over HTTP keeps the contract', async () => {
  const target = '/api/v1/backtest?metric=home_value&horizon=3';
  const body = assertKept(target, await get(base, target));
  assert.deepEqual(body.regions, { scored: 2, too_short: 1, looked_at: 3, of: 3 });
  assert.equal(body.as_first_published, null);
  assert.equal(body.hindsight.find(({ method }) => method === 'naive2').owa, 1);
});

test('every past forecast is a line of CSV, as first published where a release is kept', async () => {
  const { stdout } = await housingOk([...scoped, '--data-dir', data, '--region', 'us', '--csv']);
  const rows = parseCsv(stdout);
  const [header, ...lines] = rows;
  const at = (name) => header.indexOf(name);
  assert.equal(lines.length, 132 + 131 + 130);
  const published = lines.filter((line) => line[at('known')] !== 'hindsight');
  assert.deepEqual(
    published.map((line) => [line[at('known')], line[at('origin')], line[at('period')]]),
    [1, 2, 3].map((h) => ['2022-07-20', '2022-06', `2022-0${6 + h}`]),
  );
  for (const [i, line] of published.entries()) {
    assert.equal(Number(line[at('naive')]), Number(walk(kEarlier, 5000).at(-1)));
    assert.equal(Number(line[at('actual')]), Number(walk(kMonths)[kEarlier + i]));
  }
});

test('the back-test regenerates bit for bit', async () => {
  const read = (out) => [
    readFileSync(join(out, 'scores.json'), 'utf8'),
    ...readdirSync(join(out, 'forecasts')).map((name) => readFileSync(join(out, 'forecasts', name), 'utf8')),
  ];
  const outs = ['one', 'two'].map((name) => join(folder, name));
  for (const out of outs) await housingOk([...scoped, '--data-dir', data, '--out', out]);
  assert.equal(read(outs[0]).length, 3);
  assert.deepEqual(read(outs[0]), read(outs[1]));
  assert.equal(JSON.parse(read(outs[0])[0]).vintages, 1);
});

test('housing backtest --m4 scores files of that layout', async () => {
  const row = (id, values) => [`"${id}"`, ...values].join(',');
  const head = '"V1","V2","V3"';
  const years = (from, count) => Array.from({ length: count }, (_, i) => 100 + 2 * (from + i));
  const train = join(folder, 'train.csv');
  const came = join(folder, 'test.csv');
  writeFileSync(train, `${head}\n${row('Y1', years(0, 20))},,\n`);
  writeFileSync(came, `${head}\n${row('Y1', years(20, 6))}\n`);
  const { frequencies } = JSON.parse((await housingOk(['backtest', '--m4', train, came, '--json'])).stdout);
  assert.deepEqual([frequencies[0].frequency, frequencies[0].series], ['Yearly', 1]);
  assert.equal(frequencies[0].methods.find(({ method }) => method === 'naive').mase, 3.5);
  assert.match((await housingOk(['backtest', '--m4', train, came])).stdout, /Yearly, 1 series\n\s+sMAPE\s+MASE\s+OWA/);
});

test('a wrong command line is told', async () => {
  const none = await housing(['backtest', '--data-dir', data]);
  assert.deepEqual([none.code, /needs --metric, or --m4/.test(none.stderr)], [2, true]);
  const unknown = await housing(['backtest', '--data-dir', data, '--metric', 'home_vlaue']);
  assert.deepEqual([unknown.code, /home_value/.test(unknown.stderr)], [2, true]);
});
