// Finding places, and their profiles.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { assertKept } from './support/contract.mjs';
import { get, target } from './support/http.mjs';
import { servedFixtures } from './support/world.mjs';

let base;
before(
  async () =>
    ({
      server: { base },
    } = await servedFixtures()),
);

async function ask(asked) {
  return assertKept(asked, await get(base, asked));
}
const find = (query) => ask(target('/api/v1/regions', query));
const profile = (id) => ask(`/api/v1/regions/${id}`);

// [what somebody types, what must be among the first three]
const searches = [
  ['San Francisco', 'metro-41860'],
  ['san fran', 'metro-41860'],
  ['san fransisco', 'metro-41860'],
  ['94110', 'zip-94110'],
  ['yuma', 'metro-49740'],
  ['calif', 'state-ca'],
  ['united states', 'us'],
  ['Atlantis', 'x-zillow-999901'],
];
for (const [typed, wanted] of searches) {
  test(`"${typed}" finds ${wanted}`, async () => {
    const { regions } = await find({ q: typed, limit: 3 });
    assert.ok(
      regions.some(({ id }) => id === wanted),
      JSON.stringify(regions.map(({ id }) => id)),
    );
  });
}

test('nonsense finds nothing and is no error', async () => {
  assert.deepEqual(await find({ q: 'qqqqzzzzxxxx' }), { regions: [], next: null });
});

test('type and within narrow the search', async () => {
  const { regions } = await find({ q: 'san', type: 'county', within: 'state-ca', limit: 50 });
  assert.ok(regions.length > 3);
  for (const { id, type, parents } of regions) {
    assert.equal(type, 'county', id);
    assert.ok(parents.includes('state-ca'), id);
  }
});

test('pages join without a gap or a double', async () => {
  const all = (await find({ type: 'state', limit: 200 })).regions.map(({ id }) => id);
  assert.ok(all.length >= 51);
  const paged = [];
  for (let cursor = ''; cursor !== null;) {
    const page = await find({ type: 'state', limit: 7, cursor });
    assert.ok(page.regions.length <= 7);
    paged.push(...page.regions.map(({ id }) => id));
    cursor = page.next;
  }
  assert.deepEqual(paged, all);
  assert.equal(new Set(all).size, all.length);
});

test('a listing counts the metrics that have data', async () => {
  const { regions } = await find({ q: 'San Francisco', type: 'metro', limit: 1 });
  const latest = (await profile('metro-41860')).latest.map(({ metric }) => metric);
  assert.deepEqual(latest, ['home_value', 'rent', 'inventory.week@zillow']);
  assert.equal(regions[0].metrics, latest.length);
});

test('a ZIP says where it lies', async () => {
  const { regions } = await find({ q: '94110', limit: 1 });
  assert.equal(regions[0].label, '94110, San Francisco, CA');
});

test('a state: parents, many children of which sixty are listed', async () => {
  const california = await profile('state-ca');
  assert.deepEqual(california.parents.map(({ id }) => id).at(-1), 'us');
  assert.ok(california.children_total > 60 && california.children.length === 60);
  assert.ok(california.population > 30_000_000);
});

test('neighbours share a boundary, both ways; islands have none; ZIP codes tell how far', async () => {
  const idsOf = ({ neighbours }) => neighbours.map(({ id }) => id);
  assert.deepEqual(idsOf(await profile('state-ca')), ['state-az', 'state-or', 'state-nv']);
  assert.deepEqual(idsOf(await profile('state-hi')), []);
  for (const id of ['county-17031', 'state-tn', 'metro-41860', 'county-09001', 'county-09110']) {
    const { type, neighbours } = await profile(id);
    assert.ok(neighbours.length > 1, id);
    for (const beside of neighbours) {
      assert.equal(beside.type, type);
      assert.ok(!('distance_km' in beside), beside.id);
      assert.ok(idsOf(await profile(beside.id)).includes(id), `${id} and ${beside.id}`);
    }
  }
  const zip = await profile('zip-94110');
  const distances = zip.neighbours.map(({ distance_km: km }) => km);
  assert.equal(distances.length, 8);
  assert.deepEqual(
    distances,
    distances.toSorted((a, b) => a - b),
  );
  assert.ok(distances.every((km) => km > 0 && km < 10));
  assert.ok(Math.abs(zip.centroid.lat - 37.75) < 0.05 && Math.abs(zip.centroid.lon + 122.42) < 0.05);
});

test('a dissolved metro says which delineation had it last and what followed', async () => {
  const cleveland = await profile('metro-17460');
  assert.deepEqual([cleveland.former, cleveland.vintage], [true, 2020]);
  assert.deepEqual(
    cleveland.succeeded_by.map(({ id }) => id),
    ['metro-17410'],
  );
  const present = await profile('metro-17410');
  assert.deepEqual([present.former, present.vintage, present.breaks], [false, 2023, []]);
  assert.ok(present.preceded_by.some(({ id }) => id === 'metro-17460'));
});

test('coverage of a place: what it has, from when to when, with how many gaps', async () => {
  const { region, label, coverage } = await ask('/api/v1/regions/metro-41860/coverage');
  assert.deepEqual([region, label], ['metro-41860', 'San Francisco-Oakland-Fremont, CA']);
  const value = coverage.find(({ metric }) => metric === 'home_value');
  assert.deepEqual([value.from, value.to, value.values, value.gaps], ['2023-01', '2025-03', 26, 1]);
  assert.deepEqual((await ask('/api/v1/regions/county-17031/coverage')).coverage, []);
  const problem = await assertKept(
    '/api/v1/regions/metro-1/coverage',
    await get(base, '/api/v1/regions/metro-1/coverage'),
  );
  assert.match(problem.type, /unknown-region/);
});

test('a source says when more is due; one without data does not', async () => {
  const { sources } = await ask('/api/v1/sources');
  for (const { id, last_release: release, next_due: due, coverage } of sources) {
    assert.equal(release === null, due === null, id);
    assert.equal(release === null, coverage === null, id);
    if (release) assert.ok(due > release.date, id);
  }
});

test('latest: value, change and rank agree with the series', async () => {
  const { latest } = await profile('metro-41860');
  for (const item of latest) {
    const one = async (transform) =>
      (await ask(target('/api/v1/series', { region: 'metro-41860', metric: item.metric, transform, last: 1 })))
        .series[0];
    const level = await one('level');
    assert.deepEqual([item.period, item.value, item.prov.id], [level.periods[0], level.values[0], level.prov.id]);
    for (const transform of ['mom', 'yoy']) {
      const exact = (await one(transform)).values[0];
      assert.ok(Math.abs(item.change[transform] - exact) <= 0.0051, `${item.metric} ${transform}`);
    }
  }
});

test('rank 1 is the highest; percentile counts halves of equals; no peers, no rank', async () => {
  const rankOf = async (id, metric = 'home_value') =>
    (await profile(id)).latest.find((item) => item.metric === metric).rank;
  // San Francisco 1, New York 2, Chicago 3 among metros with a value in 2025-03.
  assert.deepEqual(await rankOf('metro-41860'), { position: 1, of: 3, percentile: 83.33, among: 'metro' });
  assert.deepEqual(await rankOf('metro-35620'), { position: 2, of: 3, percentile: 50, among: 'metro' });
  assert.deepEqual(await rankOf('metro-16980'), { position: 3, of: 3, percentile: 16.67, among: 'metro' });
  assert.equal(await rankOf('us'), null);
});

test("a rate's change is told in points", async () => {
  const rate = (await profile('us')).latest.find(({ metric }) => metric === 'mortgage_rate');
  const { values } = (await ask('/api/v1/series?region=us&metric=mortgage_rate')).series[0];
  assert.equal(rate.change.unit, 'points');
  assert.equal(rate.change.mom, Math.round((values.at(-1) - values.at(-5)) * 100) / 100);
  const value = (await profile('us')).latest.find(({ metric }) => metric === 'home_value');
  assert.equal(value.change.unit, 'percent');
});

test('a quarterly metric has no change from month to month', async () => {
  const { change } = (await profile('metro-49740')).latest.find(({ metric }) => metric === 'hpi');
  assert.equal(change.mom, null);
  assert.notEqual(change.yoy, null);
});

test('coverage counts places by type', async () => {
  const { metrics } = await ask('/api/v1/metrics');
  const coverage = metrics.find(({ id }) => id === 'home_value').coverage;
  assert.deepEqual(coverage, {
    regions: 7,
    from: '2023-01',
    to: '2025-03',
    by_type: { us: 1, state: 2, metro: 3, x: 1 },
  });
});
