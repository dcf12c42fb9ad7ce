// What is published for a place, over publishers' own files: HOUSING_TEST_DATA (by default ../shared/data beside the
// project). Every number promised is there, Connecticut is blank nowhere, places stand where a person looks for them,
// and the order in which the files came does not matter.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test, { before } from 'node:test';
import { assertKept } from './support/contract.mjs';
import { housing, projectRoot, serve, temporaryFolder } from './support/housing.mjs';
import { get, target } from './support/http.mjs';
import { random, shuffled } from './support/random.mjs';

const folder = resolve(projectRoot, process.env.HOUSING_TEST_DATA ?? '../shared/data');
const used = ['zillow', 'fhfa', 'fred', 'census', 'realtor', 'hud', 'bls'].map((name) => join(folder, name));
const absent = used.filter((path) => !existsSync(path));
const skip = absent.length > 0 && `publishers' files are missing: ${absent.join(', ')}; set HOUSING_TEST_DATA`;

let base;
let data;
let files; // of which something was taken
let metrics;
before(async () => {
  if (skip) return;
  data = join(temporaryFolder(), 'data');
  const { stdout } = await housing(['import', '--data-dir', data, '--json', folder]);
  files = JSON.parse(stdout).files.map(({ path }) => path);
  ({ base } = await serve(data));
  ({ metrics } = await ask('/api/v1/metrics'));
});

async function ask(asked) {
  return assertKept(asked, await get(base, asked));
}
const coverageOf = async (region) => (await ask(`/api/v1/regions/${region}/coverage`)).coverage;
const inPieces = (items, size) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** Every series of `ids` at `region`, by metric, and the notes. */
async function allSeries(region, ids, query = {}) {
  const found = new Map();
  const notes = [];
  for (const some of inPieces(ids, 20)) {
    const answer = await ask(target('/api/v1/series', { region, metric: some.join(','), ...query }));
    for (const series of answer.series) found.set(series.metric, series);
    notes.push(...answer.notes);
  }
  return { found, notes };
}

for (const region of ['us', 'state-ca', 'metro-41860', 'county-17031', 'zip-08701']) {
  test(`${region}: every metric listed answers with its latest value and where it is from`, { skip }, async () => {
    const { latest } = await ask(`/api/v1/regions/${region}`);
    assert.ok(latest.length > 0);
    const { found } = await allSeries(
      region,
      latest.map(({ metric }) => metric),
    );
    for (const { metric, period, value, prov } of latest) {
      const series = found.get(metric);
      assert.ok(series, metric);
      const at = series.values.findLastIndex((each) => each !== null);
      assert.deepEqual([series.periods[at], series.values[at]], [period, value], metric);
      const parts = (series.prov_parts ?? []).map((part) => part.prov);
      const origin = [series.prov, ...parts].find(({ id }) => id === prov.id);
      assert.ok(origin, `${metric}: ${prov.id} supplies none of the series`);
      assert.match(origin.sha256, /^[0-9a-f]{64}$/);
    }
  });

  test(`${region}: every metric of the catalogue answers or says that there is none`, { skip }, async () => {
    const listed = new Set((await coverageOf(region)).map(({ metric }) => metric));
    const { found, notes } = await allSeries(
      region,
      metrics.map(({ id }) => id),
      { last: 1 },
    );
    for (const { id } of metrics) {
      const said = notes.some((note) => note.startsWith(`No ${id} is published for ${region} (`));
      assert.ok(found.has(id) !== said, `${id}: ${found.has(id) ? 'both' : 'neither'} answered and denied`);
      if (listed.has(id)) assert.ok(found.has(id), id);
    }
  });

  test(`${region}: coverage counts what the series have`, { skip }, async () => {
    const coverage = await coverageOf(region);
    const { latest } = await ask(`/api/v1/regions/${region}`);
    assert.deepEqual(
      coverage.map(({ metric }) => metric),
      latest.map(({ metric }) => metric),
    );
    const { found } = await allSeries(
      region,
      coverage.map(({ metric }) => metric),
    );
    for (const { metric, from, to, values, gaps, last_release: release } of coverage) {
      const { periods, values: cells, prov, prov_parts: parts = [] } = found.get(metric);
      const first = cells.findIndex((cell) => cell !== null);
      const last = cells.findLastIndex((cell) => cell !== null);
      const inside = cells.slice(first, last + 1);
      const empty = inside.filter((cell) => cell === null).length;
      assert.deepEqual([from, to], [periods[first], periods[last]], metric);
      assert.deepEqual([values, gaps], [inside.length - empty, empty], metric);
      const releases = [prov, ...parts.map((part) => part.prov)].map((each) => each.release);
      assert.ok(releases.includes(release.date), metric);
    }
  });
}

const kOld = ['09001', '09003', '09005', '09007', '09009', '09011', '09013', '09015'].map((code) => `county-${code}`);
const kNew = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `county-091${n}0`);

test(
  'Connecticut is blank in no metric of counties: all its old ones or all its new ones have it',
  { skip },
  async () => {
    const holders = new Map(); // metric -> counties of Connecticut
    for (const county of [...kOld, ...kNew])
      for (const { metric } of await coverageOf(county))
        holders.set(metric, (holders.get(metric) ?? new Set()).add(county));
    const nationwide = metrics.filter(({ coverage }) => (coverage?.by_type.county ?? 0) > 2500);
    assert.ok(nationwide.length > 30, `${nationwide.length} metrics of counties`);
    for (const { id } of nationwide) {
      const has = (county) => holders.get(id)?.has(county);
      assert.ok(kOld.every(has) || kNew.every(has), `${id}: ${[...(holders.get(id) ?? [])].join(' ') || 'none'}`);
    }
  },
);

test('each Connecticut knows the other, and a series says where it goes on', { skip }, async () => {
  for (const id of kOld) {
    const { former, vintage, succeeded_by: after, breaks } = await ask(`/api/v1/regions/${id}`);
    assert.deepEqual([former, vintage, breaks.map(({ from }) => from)], [true, 2021, ['2022']], id);
    assert.ok(after.length > 0 && after.every((place) => kNew.includes(place.id)), id);
  }
  for (const id of kNew) {
    const { former, preceded_by: earlier, breaks } = await ask(`/api/v1/regions/${id}`);
    assert.deepEqual([former, breaks.map(({ from }) => from)], [false, ['2022']], id);
    for (const { id: old } of earlier) {
      const { succeeded_by: after } = await ask(`/api/v1/regions/${old}`);
      assert.ok(
        after.some((place) => place.id === id),
        `${old} and ${id}`,
      );
    }
  }
  const notes = async (region, metric) => (await ask(target('/api/v1/series', { region, metric }))).notes.join('\n');
  assert.match(await notes('county-09001', 'population'), /boundaries changed in 2022.*county-09190/);
  assert.match(await notes('county-09190', 'home_value'), /boundaries changed in 2022.*county-09001/);
  assert.match(await notes('county-09190', 'permits_units.year@census'), /begins 2024.*county-09001\) 1990/);
  assert.equal(await notes('county-09001', 'fair_market_rent.2br'), '');
});

test('a ZIP code has no number of its tabulation area, and is told where that is', { skip }, async () => {
  const { series, notes } = await ask('/api/v1/series?region=zip-94110&metric=land_area');
  assert.deepEqual(series, []);
  assert.match(notes.join('\n'), /x-census-zcta-94110.*is not the ZIP code/);
  assert.equal((await ask('/api/v1/series?region=x-census-zcta-94110&metric=land_area')).series.length, 1);
});

// [what somebody types, the first places found, in this order]
const kExpected = [
  ['San Francisco', 'metro-41860', 'county-06075', 'metrodiv-41884'],
  ['Springfield', 'metro-44180', 'metro-44140', 'metro-44100', 'metro-44220', 'town-2501367000'],
  ['94110', 'zip-94110', 'x-census-zcta-94110'],
  ['08701', 'zip-08701', 'x-census-zcta-08701'],
  ['Cook', 'county-17031', 'county-13075', 'county-27031', 'zip-55723', 'place-2713006'],
  ['Los Angeles', 'metro-31080', 'county-06037', 'metrodiv-31084', 'zip-90001'],
  ['Portland', 'metro-38900', 'metro-38860', 'town-2300560545'],
  ['Washington', 'state-wa', 'metro-47900'],
  ['New York', 'state-ny', 'metro-35620', 'county-36061'],
  ['Miami Beach', 'zip-33109', 'zip-33139'],
  ['St. Louis', 'metro-41180', 'county-29189', 'county-29510'],
  ['Lakewood', 'zip-90712'],
  ['Lakewood, OH', 'zip-44107', 'place-3941664'],
  ['Boston', 'metro-14460', 'town-2502507000'],
  ['Fairfield County', 'county-39045', 'county-45039', 'county-09001'],
  ['Memphis, TN-M', 'metro-32820'],
  ['California', 'state-ca'],
];
for (const [typed, ...wanted] of kExpected) {
  test(`"${typed}" finds ${wanted.join(', ')}`, { skip }, async () => {
    const { regions } = await ask(target('/api/v1/regions', { q: typed, limit: wanted.length }));
    assert.deepEqual(
      regions.map(({ id }) => id),
      wanted,
    );
  });
}

test('of equally fitting small places those with data come first', { skip }, async () => {
  for (const typed of ['Lakewood', 'Miami Beach', 'Greenville', 'Auburn']) {
    const { regions } = await ask(target('/api/v1/regions', { q: typed, limit: 40 }));
    const small = regions.filter(
      ({ type, name, label }) =>
        ['place', 'town', 'zip'].includes(type) &&
        (type === 'zip' ? label.split(', ')[1] : name.replace(/ (city|town|village|borough|township)$/, '')) === typed,
    );
    const firstWithout = small.findIndex((place) => place.metrics === 0);
    const lastWith = small.findLastIndex((place) => place.metrics > 0);
    assert.ok(firstWithout < 0 || lastWith < firstWithout, `${typed}: ${small.map(({ id }) => id).join(' ')}`);
  }
});

test('a place that only a list names has a page, its state, and nothing published', { skip }, async () => {
  const { label, parents, latest } = await ask('/api/v1/regions/place-0667000');
  assert.deepEqual(
    [label, parents.map(({ id }) => id), latest],
    ['San Francisco city, CA', ['state-ca', 'division-9', 'region-4', 'us'], []],
  );
  assert.deepEqual(await coverageOf('place-0667000'), []);
});

test('every source with data says from when to when, for how many places, and when more is due', { skip }, async () => {
  const { sources } = await ask('/api/v1/sources');
  for (const { id, metrics: held, last_release: release, next_due: due, coverage } of sources) {
    if (held.length === 0) {
      assert.deepEqual([release, due, coverage], [null, null, null], id);
      continue;
    }
    assert.ok(coverage.regions > 0 && coverage.from < coverage.to, id);
    assert.ok(due > release.date, `${id}: released ${release.date}, due ${due}`);
    const widest = Math.max(...metrics.filter(({ source }) => source === id).map((m) => m.coverage?.regions ?? 0));
    assert.ok(coverage.regions >= widest, id);
  }
});

/**
 * The present of a data folder: its imports, and the digest of each metric's view. Where two releases of one day and
 * one last period meet, the view's bytes (not its values) tell which was read in first: those are left out.
 */
function present(dataFolder) {
  const object = (key) => readFileSync(join(dataFolder, 'objects', key));
  const { manifest } = JSON.parse(object('current.json'));
  const { blocks, shards } = JSON.parse(object(manifest));
  const moment = ({ release, last_day: last }) => JSON.stringify([release, last]);
  const isTied = (metric) => {
    const moments = shards.filter((shard) => shard.metrics.includes(metric)).map(moment);
    return new Set(moments).size < moments.length;
  };
  const digest = (key) => createHash('sha256').update(object(key)).digest('hex');
  const firm = Object.entries(blocks).filter(([metric]) => !isTied(metric));
  return {
    metrics: Object.keys(blocks).sort(),
    blocks: Object.fromEntries(firm.map(([metric, key]) => [metric, digest(key)])),
    imports: shards.map(({ id }) => id).sort(),
  };
}

const kSamples = [
  '/api/v1/metrics',
  '/api/v1/sources',
  '/api/v1/regions?q=springfield&limit=100',
  '/api/v1/regions/us',
  '/api/v1/regions/metro-41860',
  '/api/v1/regions/county-09001/coverage',
  '/api/v1/series?region=us,metro-41860,state-ca&metric=home_value,rent,hpi,list_price,permits_units.year@census',
];
const kPlaces = ['us', 'state', 'metro', 'county', 'zip', 'town', 'metrodiv', 'nonmetro', 'x'];

/** Some places of every type, spread over the list of those with data. */
async function placesOfAllTypes() {
  const places = [];
  for (const type of kPlaces) {
    const { regions } = await ask(target('/api/v1/regions', { type, limit: 200 }));
    places.push(...regions.filter(({ metrics: count }, i) => count > 0 && i % 29 === 0).map(({ id }) => id));
  }
  return places;
}
const withoutTime = (text) => text.replace(/"retrieved":"[^"]+"/g, '"retrieved":"TIME"');

for (const seed of [1, 20_260_331]) {
  test(`in shuffled order ${seed} the same files make the same present`, { skip }, async () => {
    const other = join(temporaryFolder(), 'data');
    for (const some of inPieces(shuffled(files, random(seed)), 8))
      assert.ok([0, 3].includes((await housing(['import', '--data-dir', other, ...some])).code));
    const expected = present(data);
    assert.ok(Object.keys(expected.blocks).length > 150, 'most views have no ties');
    assert.deepEqual(present(other), expected);
    const server = await serve(other);
    const places = await placesOfAllTypes();
    assert.ok(places.length > 30);
    const held = metrics.filter(({ coverage }) => coverage !== null).map(({ id }) => id);
    const series = inPieces(held, 20).map((some) =>
      target('/api/v1/series', { region: places.slice(0, 50).join(','), metric: some.join(',') }),
    );
    for (const sample of [...kSamples, ...series]) {
      const [first, second] = [await get(base, sample), await get(server.base, sample)];
      assert.equal(second.status, 200, sample);
      assert.ok(withoutTime(second.text) === withoutTime(first.text), sample);
    }
    await server.stop();
  });
}
