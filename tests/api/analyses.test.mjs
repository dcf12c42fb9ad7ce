// Questions over many places: rankings, maps, screens, comparisons. Word for word over the fixtures (tests/golden),
// against the contract, and against what /series says of the same numbers.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { assertKept, assertProblem } from './support/contract.mjs';
import { assertGolden, goldenJson } from './support/golden.mjs';
import { housing, housingOk, serve, temporaryFolder } from './support/housing.mjs';
import { get, send } from './support/http.mjs';
import { servedDemo, servedFixtures } from './support/world.mjs';

let fixtures;
let demo;
before(async () => {
  fixtures = await servedFixtures();
  demo = await servedDemo();
});

const ask = (world, path) => get(world.server.base, path);
const where = (text) => `where=${encodeURIComponent(text)}`;
const screenOf = (text, more) => `/api/v1/screener?type=metro&${where(text)}${more}`;
const answered = async (world, path) => {
  const answer = await ask(world, path);
  assert.equal(answer.status, 200, answer.text.slice(0, 400));
  return assertKept(path, answer);
};

const golden = {
  rankings: '/api/v1/rankings?type=metro&metric=home_value&transform=yoy&limit=3',
  map: '/api/v1/map?type=metro&metric=home_value&breaks=jenks&classes=3',
  screener: screenOf('home_value > 500000 and not yoy(home_value) < -5', '&histograms=1&limit=2'),
  compare: '/api/v1/compare?region=metro-41860,state-tx&metric=home_value,yoy(home_value)',
  'screener-history': `/api/v1/screener/history?type=metro&${where('home_value > 100000')}&horizon=1`,
};
for (const [name, target] of Object.entries(golden)) {
  test(`GET ${target}`, async () => {
    const answer = await ask(fixtures, target);
    if (answer.status === 200) assertKept(target, answer);
    goldenJson(`api/analyses-${name}.json`, { target, status: answer.status, body: answer.json });
  });
}

const goldenOfDemo = {
  'similar-profile': '/api/v1/similar?region=metro-41860&limit=2',
  'similar-growth': '/api/v1/similar?region=metro-41860&by=growth&months=60&limit=2',
  temperature: '/api/v1/temperature?type=metro&limit=2',
};
for (const [name, target] of Object.entries(goldenOfDemo)) {
  test(`GET ${target} of demonstration data`, async () => {
    const answer = await ask(demo, target);
    goldenJson(`api/analyses-${name}.json`, { target, status: answer.status, body: answer.json });
  });
}

test('every kind of question keeps the contract over demonstration data', async () => {
  const targets = [
    '/api/v1/rankings?type=zip&metric=home_value&transform=yoy',
    '/api/v1/rankings?type=county&metric=cagr(home_value,5)&within=state-ca&order=asc',
    '/api/v1/map?type=county&metric=home_value',
    '/api/v1/map?type=state&metric=home_value&transform=yoy',
    `/api/v1/screener?type=zip&${where('rent > 1')}&columns=cagr(rent,3),price_to_rent&sort=rent&histograms=1&ids=1`,
    '/api/v1/screener?type=metro',
    '/api/v1/compare?region=metro-41860,metro-31080,us',
    '/api/v1/compare?region=metro-41860,us&metric=cagr(home_value,10),rent',
    '/api/v1/similar?region=metro-41860&weights=price:2,population:0',
    '/api/v1/similar?region=metro-41860&by=growth&months=60',
    '/api/v1/temperature?type=metro',
    `/api/v1/screener/history?type=metro&${where('yoy(home_value) > 4')}`,
  ];
  for (const target of targets) {
    const answer = await ask(demo, target);
    if (answer.status === 422) assertProblem(answer, 'no-data');
    else assertKept(target, answer);
    const lacking = target.includes('temperature') || target.includes('similar');
    assert.ok(answer.status === 200 || lacking, `${target}: ${answer.text}`);
  }
});

test('a ranking says of each place what /series says', async () => {
  const ranking = await answered(demo, '/api/v1/rankings?type=zip&metric=home_value&transform=yoy&limit=5');
  assert.equal(ranking.rows.length, 5);
  const { period } = ranking.measure;
  for (const { region, value } of ranking.rows) {
    const target = `/api/v1/series?region=${region}&metric=home_value&transform=yoy&from=${period}&to=${period}`;
    const { series } = await answered(demo, target);
    assert.deepEqual(series[0].values, [value], region);
  }
  const values = ranking.rows.map(({ value }) => value);
  assert.deepEqual(
    [...values].sort((a, b) => b - a),
    values,
  );
});

test('pages of a ranking join without a gap', async () => {
  const whole = await answered(demo, '/api/v1/rankings?type=county&metric=home_value&limit=20');
  const first = await answered(demo, '/api/v1/rankings?type=county&metric=home_value&limit=10');
  const second = await answered(demo, `/api/v1/rankings?type=county&metric=home_value&limit=10&offset=${first.next}`);
  assert.deepEqual([...first.rows, ...second.rows], whole.rows);
});

test('a screen by POST is the screen by GET', async () => {
  const got = await answered(
    demo,
    `/api/v1/screener?type=zip&${where('home_value between 200000 and 300000 or yoy(home_value) > 8')}&limit=3`,
  );
  const posted = await send(demo.server.base, '/api/v1/screener', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      type: 'zip',
      limit: 3,
      where: {
        any: [
          { measure: 'home_value', between: [200000, 300000] },
          { metric: 'home_value', transform: 'yoy', op: '>', value: 8 },
        ],
      },
    }),
  });
  assert.equal(posted.status, 200, posted.text);
  assert.equal(posted.json.matched, got.matched);
  assert.deepEqual(posted.json.regions, got.regions);
  assert.ok(got.matched > 0 && got.matched < got.places);
});

test('a screen counts each place once: true, false or unknown', async () => {
  const count = async (text) => (await answered(demo, `/api/v1/screener?type=zip&${where(text)}&limit=0`)).matched;
  const all = await answered(demo, `/api/v1/screener?type=zip&${where('home_value > 250000')}&limit=0`);
  const not = await count('not home_value > 250000');
  assert.equal(all.matched + not + all.unknown, all.places);
  assert.equal(await count('home_value is unknown'), all.unknown);
});

test('the months of a map come back from their codes', async () => {
  const target = '/api/v1/maps?type=state&metric=home_value&from=2020';
  const answer = await ask(demo, target);
  assert.equal(answer.status, 200);
  const bytes = answer.bytes;
  assert.equal(bytes.toString('latin1', 0, 4), 'HTM1');
  const length = bytes.readUInt32LE(4);
  const head = JSON.parse(bytes.toString('utf8', 8, 8 + length));
  const codes = new Uint16Array(bytes.buffer.slice(bytes.byteOffset + 8 + length, bytes.byteOffset + bytes.length));
  assert.equal(codes.length, head.periods.length * head.regions.length);
  const last = head.periods.at(-1);
  const map = await answered(demo, `/api/v1/map?type=state&metric=home_value&period=${last}`);
  for (const [i, region] of map.regions.entries()) {
    const code = codes[(head.periods.length - 1) * head.regions.length + head.regions.indexOf(region)];
    assert.ok(Math.abs(head.least + (code - 1) * head.step - map.values[i]) <= head.step / 2 + 1e-6, region);
  }
});

test('tables come as CSV with their imports', async () => {
  const answer = await ask(fixtures, '/api/v1/rankings?type=metro&metric=home_value&limit=2&format=csv');
  assert.equal(answer.type, 'text/csv');
  assertGolden('api/analyses-rankings.csv', answer.text);
});

test('what cannot be asked is refused, naming the parameter', async () => {
  const refused = {
    '/api/v1/rankings?type=zip': ['missing-parameter', 'metric'],
    '/api/v1/rankings?metric=home_value': ['missing-parameter', 'type'],
    '/api/v1/rankings?type=village&metric=home_value': ['unknown-type', 'type'],
    '/api/v1/rankings?type=metro&metric=home_value&transform=sa': ['transform-does-not-apply', 'metric'],
    '/api/v1/rankings?type=metro&metric=home_value&order=up': ['unknown-order', 'order'],
    '/api/v1/rankings?type=metro&metric=home_value&limit=0': ['bad-number', 'limit'],
    '/api/v1/rankings?type=metro&metric=home_value&period=soon': ['bad-date', 'period'],
    '/api/v1/rankings?type=metro&metric=home_value&colour=red': ['unknown-parameter', 'colour'],
    '/api/v1/map?type=metro&metric=home_value&breaks=pretty': ['unknown-breaks', 'breaks'],
    '/api/v1/map?type=metro&metric=home_value&classes=99': ['bad-number', 'classes'],
    [`/api/v1/screener?type=metro&${where('home_value >')}`]: ['bad-condition', 'where'],
    [`/api/v1/screener?type=metro&${where('home_vlaue > 1')}`]: ['unknown-metric', 'where'],
    '/api/v1/compare?region=us,us,us,us,us,us': ['limit-exceeded', 'region'],
    '/api/v1/similar?region=metro-41860&by=smell': ['unknown-likeness', 'by'],
    '/api/v1/similar?region=metro-41860&weights=smell:1': ['unknown-feature', 'weights'],
  };
  for (const [target, [kind, parameter]] of Object.entries(refused))
    assertProblem(await ask(fixtures, target), kind, { parameter });
  assertProblem(
    await ask(fixtures, '/api/v1/rankings?type=metro&metric=home_value&within=metro-99999'),
    'unknown-region',
    {
      parameter: 'within',
    },
  );
  const post = await send(fixtures.server.base, '/api/v1/screener', { method: 'POST', body: '[1]' });
  assertProblem(post, 'bad-body');
  const other = await send(fixtures.server.base, '/api/v1/rankings', { method: 'POST', body: '{}' });
  assertProblem(other, 'method-not-allowed');
});

test('housing ask prints what the server answers', async () => {
  const { stdout, code } = await housing([
    'ask',
    'rankings',
    'type=metro',
    'metric=home_value',
    'limit=2',
    '--data-dir',
    fixtures.data,
  ]);
  assert.equal(code, 0);
  assert.equal(stdout, `${(await ask(fixtures, '/api/v1/rankings?type=metro&metric=home_value&limit=2')).text}\n`);
  const wrong = await housing(['ask', 'rankings', 'type=village', 'metric=home_value', '--data-dir', fixtures.data]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /unknown-type/);
});

// Three metros' listings: [code, title, days on the market, share of price cuts, pending ratio].
const listings = [
  ['41860', 'San Francisco-Oakland-Fremont, CA', 20, 0.1, 0.9],
  ['14460', 'Boston-Cambridge-Newton, MA-NH', 40, 0.2, 0.5],
  ['16980', 'Chicago-Naperville-Elgin, IL-IN', 60, '', 0.3],
];

function listingsFile() {
  const measures = [
    'median_listing_price,active_listing_count,median_days_on_market,new_listing_count,price_increased_count',
    'price_reduced_count,price_reduced_share,pending_listing_count,median_listing_price_per_square_foot',
    'median_square_feet,average_listing_price,total_listing_count,pending_ratio,quality_flag',
  ];
  const rows = listings.map(
    ([code, title, days, cuts, pending]) =>
      `202501,${code},"${title}",500000,1000,${days},10,1,5,${cuts},7,300,1800,550000,1200,${pending},0`,
  );
  return [`month_date_yyyymm,cbsa_code,cbsa_title,${measures.join(',')}`, ...rows, ''].join('\n');
}

test('a market with fewer inputs than three has no temperature; the hotter come first', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'RDC_Inventory_Core_Metrics_Metro.csv');
  writeFileSync(file, listingsFile());
  await housingOk(['import', '--data-dir', join(folder, 'data'), file]);
  const server = await serve(join(folder, 'data'));
  const { of, rows, inputs } = await answered({ server }, '/api/v1/temperature?type=metro');
  assert.equal(of, 2, 'Chicago lacks its price cuts');
  assert.deepEqual(
    rows.map(({ region }) => region),
    ['metro-41860', 'metro-14460'],
  );
  // Days 83.3, price cuts 75 (of two), pending 83.3: each the mid-rank percentile, turned so that more is hotter.
  assert.ok(Math.abs(rows[0].score - (250 / 3 + 75 + 250 / 3) / 3) < 0.001, String(rows[0].score));
  assert.equal(inputs.find(({ input }) => input === 'months_of_supply').measure, null);
  assert.equal(rows[0].percentiles[4], null);
});
