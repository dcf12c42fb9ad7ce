// The FRED-compatible subset from outside: every path as JSON and XML, real time, limits, errors, rights, caching.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { contract } from '../api/support/contract.mjs';
import { fred, metroValues, monthStarts, names, writeFixtures } from '../api/support/fixtures.mjs';
import { housingOk, serve, temporaryFolder } from '../api/support/housing.mjs';
import { get, send, target } from '../api/support/http.mjs';
import { requirePackage } from '../../tools/contract/lib/contract.mjs';
import { parseXml } from './support/xml.mjs';

const kSeries = 'HOME_VALUE.METRO-41860';
const kDisplayOnly = 'SFXRSA';
let base;
let folder;
let data;

before(async () => {
  folder = temporaryFolder('housing-fred-');
  data = join(folder, 'data');
  const files = join(folder, 'older');
  mkdirSync(files);
  writeFileSync(join(files, names.metroValues), metroValues({ months: 26, shift: 7 }));
  await housingOk(['import', '--data-dir', data, '--released', '2025-03-16', join(files, names.metroValues)]);
  const all = Object.values(writeFixtures(join(folder, 'files')));
  const shiller = join(folder, 'files', 'SFXRSA.csv');
  const months = monthStarts(2024, 1, 6);
  writeFileSync(
    shiller,
    fred(
      'SFXRSA',
      months,
      months.map((_, i) => (300 + i).toFixed(2)),
    ),
  );
  const starts = join(folder, 'files', 'HOUST.csv');
  writeFileSync(starts, fred('HOUST', ['1959-01-01', '1959-02-01'], ['962', '990']));
  await housingOk(['import', '--data-dir', data, '--released', '2025-04-16', ...all, shiller, starts]);
  ({ base } = await serve(data));
});

const Ajv = requirePackage('ajv/dist/2020.js').default;
const ajv = new Ajv({ strict: false, allErrors: true });
requirePackage('ajv-formats').default(ajv);
ajv.addSchema({ $id: 'fred', components: contract.components });

const ask = async (path, query = {}) => {
  const address = target(`/fred/${path}`, query);
  return { address, ...(await both(address)) };
};
const both = async (address) => {
  const joint = address.includes('?') ? '&' : '?';
  const [json, xml] = await Promise.all(
    ['json', 'xml'].map((type) => get(base, `${address}${joint}file_type=${type}`)),
  );
  assert.equal(json.status, xml.status);
  return { status: json.status, json: json.json, xml: parseXml(xml.text), types: [json.type, xml.type] };
};
const values = (json) => json.observations.map(({ value }) => value);

// JSON keeps the contract, XML says the same as JSON.
async function assertWhole(path, query) {
  const answer = await ask(path, query);
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
  assert.deepEqual(answer.types, ['application/json', 'text/xml']);
  const { schema } = contract.paths[`/fred/${path}`].get.responses[200].content['application/json'];
  assert.ok(ajv.validate(`fred${schema.$ref}`, answer.json), `${answer.address}: ${ajv.errorsText()}`);
  const { root, attributes, items } = answer.xml;
  const { [root]: list, ...head } = answer.json;
  const text = (object) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, String(value)]));
  assert.deepEqual({ ...attributes, file_type: undefined }, { ...text(head), file_type: undefined });
  assert.deepEqual(
    items.map((item) => item.text ?? item.attributes),
    list.map((item) => (typeof item === 'string' ? item : text(item))),
  );
  return answer.json;
}

test('every path, as JSON and as XML', async () => {
  const { seriess } = await assertWhole('series', { series_id: kSeries });
  assert.equal(seriess[0].observation_start, '2023-01-01');
  const { observations } = await assertWhole('series/observations', { series_id: kSeries });
  assert.equal(observations[12].value, '.');
  assert.equal(observations.length, 27);
  await assertWhole('series/vintagedates', { series_id: kSeries });
  await assertWhole('series/categories', { series_id: kSeries });
  const { releases } = await assertWhole('series/release', { series_id: kSeries });
  await assertWhole('release', { release_id: releases[0].id });
  const listed = await assertWhole('release/series', { release_id: releases[0].id });
  assert.ok(listed.seriess.some(({ id }) => id === kSeries));
  await assertWhole('releases');
  await assertWhole('series/search', { search_text: 'rent new york' });
});

test('xml without file_type, and no key needed', async () => {
  const answer = await get(base, `/fred/series?series_id=${kSeries.toLowerCase()}`);
  assert.equal(answer.type, 'text/xml');
  assert.equal(parseXml(answer.text).items[0].attributes.id, kSeries);
  const key = await get(base, `/fred/series?series_id=${kSeries}&api_key=abcdefghijklmnopqrstuvwxyz123456`);
  assert.equal(key.text, answer.text);
});

test('growth rates are the published ones', async () => {
  for (const [units, value] of [
    ['lin', '990'],
    ['chg', '28'],
    ['pch', '2.910603'],
    ['pca', '41.098199'],
    ['cch', '2.869049'],
    ['cca', '34.428591'],
    ['ch1', '.'],
    ['pc1', '.'],
  ])
    assert.equal(values((await ask('series/observations', { series_id: 'HOUST', units })).json)[1], value, units);
});

test('frequency first, then the transformation', async () => {
  const question = { series_id: 'CPIAUCSL', observation_start: '2024-01-01', observation_end: '2024-12-31' };
  const months = values((await ask('series/observations', question)).json).map(Number);
  const quarters = values((await ask('series/observations', { ...question, frequency: 'q' })).json).map(Number);
  assert.equal(quarters.length, 4);
  const mean = (months[0] + months[1] + months[2]) / 3;
  assert.equal(quarters[0].toFixed(5), mean.toFixed(5));
  const changes = values((await ask('series/observations', { ...question, frequency: 'q', units: 'pch' })).json);
  assert.equal(Number(changes[1]).toFixed(4), (100 * (quarters[1] / quarters[0] - 1)).toFixed(4));
  assert.notEqual(changes[0], '.', 'the change is made before the window is cut');
});

test('what was known on a day, and what changed', async () => {
  const at = async (query) => (await ask('series/observations', { series_id: kSeries, ...query })).json;
  const march = await at({ realtime_start: '2025-03-20', realtime_end: '2025-03-20' });
  const april = await at({});
  assert.equal(march.observations.length, 26);
  assert.equal((Number(march.observations[0].value) - Number(april.observations[0].value)).toFixed(2), '7.00');
  const all = await at({ realtime_start: '1776-07-04', realtime_end: '9999-12-31' });
  assert.equal(all.count, 2 * 25 + 1 + 1, 'revised ones twice, the gap and the newest month once');
  const gap = all.observations.filter(({ value }) => value === '.');
  assert.deepEqual([gap.length, gap[0].realtime_start, gap[0].realtime_end], [1, '2025-03-16', '9999-12-31']);
  const two = await at({ vintage_dates: '2025-03-17,2025-05-01', observation_end: '2023-01-01' });
  assert.deepEqual(
    two.observations.map(({ realtime_start: start }) => start),
    ['2025-03-17', '2025-05-01'],
  );
  const early = await ask('series/observations', {
    series_id: kSeries,
    realtime_start: '2020-01-01',
    realtime_end: '2020-01-02',
  });
  assert.equal(early.status, 400);
  const { json } = await ask('series/vintagedates', { series_id: kSeries, sort_order: 'desc' });
  assert.deepEqual(json.vintage_dates, ['2025-04-16', '2025-03-16']);
  const then = await ask('series', { series_id: kSeries, realtime_start: '2025-03-20', realtime_end: '2025-03-20' });
  assert.equal(then.json.seriess[0].observation_end, '2025-02-01');
  const lists = await ask('releases', { realtime_start: '2025-03-20', realtime_end: '2025-03-20' });
  assert.equal(lists.json.count, 1);
});

test('pages, orders and filters', async () => {
  const question = { series_id: kSeries, limit: 2, offset: 1, sort_order: 'desc' };
  const { json } = await ask('series/observations', question);
  assert.deepEqual([json.count, json.limit, json.offset, json.observations.length], [27, 2, 1, 2]);
  assert.equal(json.observations[0].date, '2025-02-01');
  const weekly = await ask('series/search', {
    search_text: 'new york',
    filter_variable: 'frequency',
    filter_value: 'Weekly',
  });
  assert.deepEqual(
    weekly.json.seriess.map(({ id }) => id),
    ['INVENTORY.WEEK~ZILLOW.METRO-35620'],
  );
  const ids = await ask('series/search', {
    search_text: 'HOME_VALUE.*',
    search_type: 'series_id',
    order_by: 'series_id',
  });
  const found = ids.json.seriess.map(({ id }) => id);
  assert.ok(found.includes('HOME_VALUE.US') && found.every((id) => id.startsWith('HOME_VALUE.')));
  assert.deepEqual(found, [...found].sort().reverse().reverse());
});

test('what cannot be answered is an error of FRED, in both file types', async () => {
  const wrong = [
    ['series', {}],
    ['series', { series_id: 'GNPCA' }],
    ['series', { series_id: 'RENT.ZIP-00501' }],
    ['series', { series_id: kSeries, seriesid: 'x' }],
    ['series/observations', { series_id: kSeries, units: 'percent' }],
    ['series/observations', { series_id: kSeries, frequency: 'd' }],
    ['series/observations', { series_id: kSeries, output_type: 2 }],
    ['series/observations', { series_id: kSeries, limit: 0 }],
    ['series/observations', { series_id: kSeries, limit: 100_001 }],
    ['series/observations', { series_id: kSeries, offset: -1 }],
    ['series/observations', { series_id: kSeries, sort_order: 'up' }],
    ['series/observations', { series_id: kSeries, realtime_start: '2025-02-30' }],
    ['series/observations', { series_id: kSeries, realtime_start: '2025-02-02', realtime_end: '2025-02-01' }],
    ['series/observations', { series_id: kSeries, observation_start: '2025-02-02', observation_end: '2025-02-01' }],
    ['series/observations', { series_id: kSeries, vintage_dates: '2025-02-02,x' }],
    ['series/search', {}],
    ['series/search', { search_text: 'rent', order_by: 'x' }],
    ['release', { release_id: 1 }],
  ];
  for (const [path, query] of wrong) {
    const { status, json, xml, address } = await ask(path, query);
    assert.equal(status, 400, address);
    assert.equal(json.error_code, 400);
    assert.match(json.error_message, /^Bad Request\. {2}[A-Za-z0-9_. ]+$/, address);
    assert.deepEqual(xml, { root: 'error', attributes: { code: '400', message: json.error_message }, items: [] });
  }
  assert.equal((await ask('category', { category_id: 1 })).status, 404);
  const type = await get(base, `/fred/series?series_id=${kSeries}&file_type=xls`);
  assert.equal(parseXml(type.text).attributes.code, '400');
  assert.equal((await send(base, `/fred/series?series_id=${kSeries}`, { method: 'POST' })).status, 405);
});

test('what may only be shown is not handed out, unless the deployment says so', async () => {
  const question = { series_id: kDisplayOnly };
  for (const path of ['series', 'series/observations', 'series/vintagedates', 'series/release']) {
    const { status, json } = await ask(path, question);
    assert.equal(status, 403, path);
    assert.match(json.error_message, /display only.*HOUSING_EXPORTABLE/);
  }
  const { json } = await ask('series/search', { search_text: 'case shiller' });
  assert.equal(json.count, 0);
  const allowing = await serve(data, [], { HOUSING_EXPORTABLE: 'open,display-only' });
  const answer = await get(allowing.base, `/fred/series/observations?series_id=${kDisplayOnly}&file_type=json`);
  assert.equal(values(answer.json)[0], '300.000');
});

test('HEAD and If-None-Match', async () => {
  const address = `/fred/series/observations?series_id=${kSeries}&file_type=json`;
  const answer = await get(base, address);
  const { etag } = answer.headers;
  assert.ok(etag);
  assert.match(answer.headers['cache-control'], /must-revalidate/);
  const same = await get(base, address, { 'If-None-Match': etag });
  assert.equal(same.status, 304);
  assert.equal(same.bytes.length, 0);
  const head = await send(base, address, { method: 'HEAD' });
  assert.deepEqual(
    [head.status, head.bytes.length, head.headers['content-length']],
    [200, 0, String(answer.bytes.length)],
  );
});

test('a key of this installation is counted, and one that is none is refused', async () => {
  const none = await get(base, `/fred/series?series_id=${kSeries}&file_type=json&api_key=ht_none`);
  assert.equal(none.status, 400);
  assert.match(none.json.error_message, /api_key is not registered/);
});
