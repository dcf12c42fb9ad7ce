// What is found in single places' series, and the transforms that take parameters: asked of the server and of the
// command line, over two releases of which the second moves one month.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { assertKept, assertProblem } from './support/contract.mjs';
import { fhfa, fred, monthEnds, monthStarts, zillow } from './support/fixtures.mjs';
import { goldenJson } from './support/golden.mjs';
import { housing, housingOk, serve, temporaryFolder } from './support/housing.mjs';
import { get } from './support/http.mjs';

const kMonths = 72; // 2019-01 … 2024-12
const kEvent = 20; // 2020-09, in both releases
const kMoved = 52; // 2023-05, in the second alone
const raw = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_month.csv';
const smooth = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';

const level = (i) => 400_000 + 20_000 * Math.sin((2 * Math.PI * i) / 48) + 500 * i;
const seasonal = (i) => level(i) * (1 + 0.03 * Math.sin((Math.PI * i) / 6) + 0.004 * Math.sin(i * 12.9898));
const months = Array.from({ length: kMonths }, (_, i) => i);
const nation = (values) => [102001, 0, 'United States', 'country', '', ...values.map((value) => value.toFixed(2))];
const metro = (id, rank, name, values) => [id, rank, name, 'msa', name.slice(-2), ...values.map(String)];

const released = (moved) =>
  zillow(monthEnds(2019, 1, kMonths), [
    nation(months.map((i) => seasonal(i) * (i === kEvent ? 1.25 : 1) * (i === kMoved ? moved : 1))),
  ]);

let base;
let data;
before(async () => {
  const folder = temporaryFolder();
  data = join(folder, 'data');
  const write = (name, text, under = 'files') => {
    mkdirSync(join(folder, under), { recursive: true });
    writeFileSync(join(folder, under, name), text);
    return join(folder, under, name);
  };
  const bring = (day, ...paths) => housingOk(['import', '--data-dir', data, '--released', day, ...paths]);
  await bring('2025-02-01', write(raw, released(1), 'first'));
  await bring('2025-03-01', write(raw, released(1.2), 'second'));
  const flat = (value) => months.map(() => value);
  await bring(
    '2025-03-01',
    write(
      smooth,
      zillow(monthEnds(2019, 1, kMonths), [
        nation(months.map(level)),
        metro(394463, 3, 'Chicago, IL', flat(300_000)),
        metro(394913, 1, 'New York, NY', flat(600_000)),
        metro(395057, 11, 'San Francisco, CA', flat(600_000)),
        metro(394308, 30, 'Abilene, TX', flat(150_000)),
      ]),
    ),
    write(
      'hpi_at_metro.csv',
      fhfa(
        Array.from({ length: 24 }, (_, i) => [
          'Abilene, TX',
          '10180',
          String(2019 + Math.floor(i / 4)),
          String((i % 4) + 1),
          (200 + 2 * i).toFixed(2),
          '( 1.25)',
        ]),
      ),
    ),
    write(
      'CPIAUCSL.csv',
      fred(
        'CPIAUCSL',
        monthStarts(2019, 1, 70),
        months.slice(2).map((i) => (250 + i / 2).toFixed(3)),
      ),
    ),
  );
  ({ base } = await serve(data));
});

const answer = async (target) => assertKept(target, await get(base, target));

const goldens = {
  anomalies: '/api/v1/anomalies?region=us&metric=home_value.raw@zillow',
  'turning-points': '/api/v1/turning-points?region=us&metric=home_value.raw@zillow&from=2021',
  disagreement: '/api/v1/disagreement?region=metro-10180&base=2020-Q1',
  'series-sa': '/api/v1/series?region=us&metric=home_value.raw@zillow&transform=sa&last=3',
  'series-real': '/api/v1/series?region=us&metric=home_value&transform=real&last=4',
  'series-rank': '/api/v1/series?region=metro-41860,metro-10180&metric=home_value&transform=rank&last=2',
  'series-quarters': '/api/v1/series?region=us&metric=home_value&frequency=quarter&transform=annualised&last=2',
  'series-recessions': '/api/v1/series?region=us&metric=home_value&from=2020-01&to=2020-06&recessions=midpoint',
  'problem-sa': '/api/v1/series?region=us&metric=home_value&transform=sa',
};
for (const [name, target] of Object.entries(goldens)) {
  test(`GET ${target}`, async () => {
    const { status, json } = await get(base, target);
    goldenJson(`api/${name}.json`, { target, status, body: json });
  });
}

test('a month that the publisher moved is restated, never unusual', async () => {
  const { anomalies, of, revised } = await answer(goldens.anomalies);
  assert.equal(of, kMonths);
  assert.equal(revised, 1);
  const classes = Object.fromEntries(anomalies.map((one) => [one.period, one.class]));
  assert.equal(classes['2020-09'], 'unusual');
  assert.equal(classes['2023-05'], 'restated');
  const moved = anomalies.find(({ period }) => period === '2023-05');
  assert.ok(Math.abs(moved.first_said - seasonal(kMoved)) < 0.01);
  const before = await answer(`${goldens.anomalies}&as_of=2025-02-15`);
  assert.equal(before.revised, 0);
  assert.ok(before.anomalies.every((one) => one.class === 'unusual' && one.period !== '2023-05'));
});

test('every transform keeps the contract, and its formula is told', async () => {
  const asked = ['diff', 'log', 'annualised', 'cagr', 'cagr&years=2', 'index&base=2020', 'real&base=2019-06', 'trend']
    .concat(['trend&method=hp', 'trend&method=hp&lambda=100', 'percentile', 'history', 'sa', 'mom', 'rank'])
    .map((transform) => `/api/v1/series?region=us&metric=home_value.raw@zillow&transform=${transform}`);
  for (const target of asked) {
    const { series } = await answer(target);
    assert.equal(series.length, 1, target);
    assert.ok(series[0].prov.formula.length > 5, target);
    assert.equal(series[0].values.length, kMonths, target);
    if (series[0].of) assert.equal(series[0].of.length, kMonths);
  }
});

test('what does not apply is refused and names the parameter', async () => {
  const refused = {
    'metric=hpi&transform=mom': 'transform',
    'metric=home_value&transform=sa': 'transform',
    'metric=home_value&years=3': 'years',
    'metric=home_value&transform=real&deflator=rent': 'deflator',
    'metric=hpi&frequency=month': 'frequency',
    'metric=home_value&frequency=year&aggregation=sum': 'aggregation',
    'metric=home_value&recessions=yes': 'recessions',
  };
  for (const [query, parameter] of Object.entries(refused)) {
    const target = `/api/v1/series?region=us&${query}`;
    const answered = await get(base, target);
    assert.equal(answered.status, 422, target);
    assertProblem(answered, answered.json.type.split('#')[1]);
    assert.equal(answered.json.parameter, parameter, target);
  }
  for (const target of ['/api/v1/anomalies?region=us', '/api/v1/turning-points?region=us&metric=cpu'])
    assert.equal((await get(base, target)).json.parameter, 'metric');
  assert.equal((await get(base, '/api/v1/disagreement?region=us')).json.parameter, 'region');
});

test('the command line says the same', async () => {
  const query = ['query', '--data-dir', data, '--json', '--region'];
  const asked = [
    [goldens.anomalies, ['us', '--metric', 'home_value.raw@zillow', '--anomalies']],
    [goldens['turning-points'], ['us', '--metric', 'home_value.raw@zillow', '--turning-points', '--from', '2021']],
    [goldens.disagreement, ['metro-10180', '--disagreement', '--base', '2020-Q1']],
    [
      goldens['series-recessions'],
      'us --metric home_value --from 2020-01 --to 2020-06 --recessions midpoint'.split(' '),
    ],
  ];
  for (const [target, args] of asked) {
    const { stdout } = await housingOk([...query, ...args]);
    assert.deepEqual(JSON.parse(stdout), (await get(base, target)).json, target);
  }
  const table = await housingOk([
    'query',
    '--data-dir',
    data,
    ...asked[0][1].flatMap((one) => (one === 'us' ? ['--region', one] : [one])),
  ]);
  assert.match(table.stdout, /2023-05 +restated/);
  const two = await housing(['query', '--data-dir', data, '--region', 'us,metro-10180', '--disagreement']);
  assert.equal(two.code, 2);
});
