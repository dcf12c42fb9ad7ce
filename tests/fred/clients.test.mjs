// Clients of FRED's API, unmodified, over the program: node-fred and fred-api ask https://api.stlouisfed.org, which a
// resolver and a certificate of the test's own lead to the server.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { metroValues, names, writeFixtures } from '../api/support/fixtures.mjs';
import { housingOk, serve, temporaryFolder } from '../api/support/housing.mjs';
import { clients } from './support/clients.mjs';
import { tlsFront, whyNot } from './support/tls_front.mjs';
import { parseXml } from './support/xml.mjs';

const kSeries = 'HOME_VALUE.METRO-41860';
const skip = whyNot();
let ask;
let front;

before(async () => {
  if (skip) return;
  const folder = temporaryFolder('housing-fred-');
  const data = join(folder, 'data');
  mkdirSync(join(folder, 'older'));
  const older = join(folder, 'older', names.metroValues);
  writeFileSync(older, metroValues({ months: 26, shift: 7 }));
  await housingOk(['import', '--data-dir', data, '--released', '2025-03-16', older]);
  const files = Object.values(writeFixtures(join(folder, 'files'), ['metroValues', 'mortgage', 'prices']));
  await housingOk(['import', '--data-dir', data, '--released', '2025-04-16', ...files]);
  const server = await serve(data);
  front = await tlsFront(folder, server.port);
  ask = clients(front);
});
after(() => front?.stop());

test('node-fred: a series, its values, its release, its categories', { skip }, async () => {
  const { value: series } = await ask('node-fred', 'series.getSeries', kSeries);
  assert.equal(series.seriess[0].id, kSeries);
  assert.match(series.seriess[0].title, /^Home value in San Francisco/);
  const { value: values } = await ask('node-fred', 'series.getObservationsForSeries', 'MORTGAGE30US', { limit: 10 });
  assert.equal(values.observations.length, 10);
  assert.equal(values.observations[0].date, '2024-01-04');
  assert.equal(values.observations[0].value, '6.60');
  assert.equal(values.observations[5].value, '.');
  const { value: release } = await ask('node-fred', 'series.getReleaseForSeries', kSeries);
  const { value: listed } = await ask('node-fred', 'releases.getSeriesForRelease', release.releases[0].id);
  assert.ok(listed.seriess.some(({ id }) => id === kSeries));
  const { value: categories } = await ask('node-fred', 'series.getCategoriesForSeries', kSeries);
  assert.deepEqual(categories, { categories: [] });
});

test('node-fred: search, releases, and an error with its reason', { skip }, async () => {
  const { value: found } = await ask('node-fred', 'series.getSeriesThatMatchesSearch', 'home value san francisco');
  assert.equal(found.seriess[0].id, kSeries);
  const { value: all } = await ask('node-fred', 'releases.getAllReleases', {});
  assert.equal(all.count, 3);
  const { error } = await ask('node-fred', 'series.getSeries', 'GNPCA');
  assert.match(JSON.stringify(error), /The series does not exist/);
});

test('fred-api: series, observations, search, vintage dates', { skip }, async () => {
  const { value: series } = await ask('fred-api', 'getSeries', { series_id: kSeries });
  assert.equal(series.seriess[0].frequency_short, 'M');
  const { value: pch } = await ask('fred-api', 'getSeriesObservations', {
    series_id: 'CPIAUCSL',
    units: 'pc1',
    observation_start: '2024-01-01',
  });
  assert.equal(pch.units, 'pc1');
  assert.equal(pch.observations[0].date, '2024-01-01');
  // 300.123 + 12 * 0.7 over 300.123
  assert.equal(Number(pch.observations[0].value).toFixed(2), '2.80');
  const { value: dates } = await ask('fred-api', 'getSeriesVintageDates', { series_id: kSeries });
  assert.deepEqual(dates.vintage_dates, ['2025-03-16', '2025-04-16']);
  const { value: found } = await ask('fred-api', 'getSeriesSearch', { search_text: 'mortgage+rate' });
  assert.equal(found.seriess[0].id, 'MORTGAGE30US');
});

test('fred-api: XML, and errors in both file types', { skip }, async () => {
  const question = { series_id: kSeries, realtime_start: '1776-07-04', realtime_end: '9999-12-31', file_type: 'xml' };
  const { value: text } = await ask('fred-api', 'getSeriesObservations', question);
  const { root, items } = parseXml(text);
  assert.equal(root, 'observations');
  const january = items.filter(({ attributes }) => attributes.date === '2023-01-01').map((item) => item.attributes);
  assert.deepEqual(
    january.map(({ realtime_start: start, realtime_end: end }) => [start, end]),
    [
      ['2025-03-16', '2025-04-15'],
      ['2025-04-16', '9999-12-31'],
    ],
  );
  for (const type of ['xml', 'json']) {
    const { error } = await ask('fred-api', 'getSeries', { series_id: 'GNPCA', file_type: type });
    assert.equal(Number(error.status), 400, type);
    assert.match(error.message, /^Bad Request\. {2}The series does not exist/);
  }
});
