// Publishers' own files, as they were downloaded: HOUSING_TEST_DATA (by default ../shared/data beside the project).
// Expected numbers are read from the files here, by another path than the program's, or stand here as published.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test, { before } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { assertKept } from './support/contract.mjs';
import { parseCsv } from './support/csv.mjs';
import { housing, projectRoot, serve, temporaryFolder } from './support/housing.mjs';
import { get, target } from './support/http.mjs';

const folder = resolve(projectRoot, process.env.HOUSING_TEST_DATA ?? '../shared/data');
const used = ['zillow', 'fhfa', 'fred'].map((name) => join(folder, name));
const absent = used.filter((path) => !existsSync(path));
const skip = absent.length > 0 && `publishers' files are missing: ${absent.join(', ')}; set HOUSING_TEST_DATA`;

let base;
let summary;
let code;
before(async () => {
  if (skip) return;
  const data = join(temporaryFolder(), 'data');
  const result = await housing(['import', '--data-dir', data, '--json', ...used]);
  code = result.code;
  summary = JSON.parse(result.stdout);
  ({ base } = await serve(data));
});

const textOf = (path) => {
  const bytes = readFileSync(join(folder, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
async function ask(asked) {
  return assertKept(asked, await get(base, asked));
}
async function series(query) {
  const {
    series: [found],
  } = await ask(target('/api/v1/series', query));
  assert.ok(found, JSON.stringify(query));
  return found;
}
const latestOf = async (region, metric) => {
  const { periods, values } = await series({ region, metric, last: 1 });
  return [periods[0], values[0]];
};

/** The last date with a number, and that number, of the row of Zillow's file with this RegionID. */
function zillowLatest(path, regionId, decimals = 2) {
  const [header, ...rows] = parseCsv(textOf(path).replaceAll('\r', ''));
  const row = rows.find(([id]) => id === regionId);
  const at = row.findLastIndex((cell, i) => cell !== '' && /^\d{4}-/.test(header[i]));
  return [header[at], Number(Number(row[at]).toFixed(decimals))];
}
const monthOf = ([date, value]) => [date.slice(0, 7), value];

test('all of Zillow, FHFA and FRED is kept, but for what is not a CSV', { skip }, () => {
  const workbooks = summary.unrecognised.filter(({ path }) => path.endsWith('.xlsx'));
  assert.deepEqual(summary.unrecognised, workbooks, 'only workbooks are refused');
  for (const { reason } of workbooks) assert.match(reason, /Excel/);
  for (const { path, kept, refused, cells_refused: cells } of summary.files) {
    assert.ok(kept > 0, path);
    assert.deepEqual([refused, cells], [0, 0], path);
  }
  assert.equal(code, workbooks.length ? 3 : 0);
});

test("every file's rows are counted as the file has them", { skip }, () => {
  for (const { path, kept, dataset } of summary.files.filter(({ source }) => source === 'zillow')) {
    const rows =
      textOf(path.slice(folder.length + 1))
        .trimEnd()
        .split('\n').length - 1;
    assert.equal(kept, rows, dataset);
  }
});

test("San Francisco's last home value is the one in Zillow's file", { skip }, async () => {
  const path = 'zillow/Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz';
  assert.deepEqual(await latestOf('metro-41860', 'home_value'), monthOf(zillowLatest(path, '395057')));
  assert.deepEqual(await latestOf('us', 'home_value'), monthOf(zillowLatest(path, '102001')));
});

test('a state, a weekly series and a count are those in the files', { skip }, async () => {
  const values = 'zillow/State_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';
  assert.deepEqual(await latestOf('state-ca', 'home_value'), monthOf(zillowLatest(values, '9')));
  const weekly = 'zillow/Metro_mlp_uc_sfrcondo_sm_week.csv.gz';
  assert.deepEqual(await latestOf('metro-41860', 'list_price.week@zillow'), zillowLatest(weekly, '395057'));
  const inventory = 'zillow/Metro_invt_fs_uc_sfrcondo_sm_month.csv';
  assert.deepEqual(await latestOf('metro-41860', 'inventory@zillow'), monthOf(zillowLatest(inventory, '395057', 0)));
});

test("all of San Francisco's home values are those in Zillow's file", { skip }, async () => {
  const [header, ...rows] = parseCsv(textOf('zillow/Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz'));
  const row = rows.find(([id]) => id === '395057');
  const cells = header.map((date, i) => [date, row[i]]).filter(([date]) => /^\d{4}-/.test(date));
  const { periods, values } = await series({ region: 'metro-41860', metric: 'home_value' });
  assert.deepEqual(
    periods,
    cells.map(([date]) => date.slice(0, 7)),
  );
  values.forEach((value, i) => assert.ok(Math.abs(value - Number(cells[i][1])) <= 0.00501, periods[i]));
});

test('FHFA: Yuma 2023-Q1 is 296.76', { skip }, async () => {
  const { periods, values, unit } = await series({
    region: 'metro-49740',
    metric: 'hpi',
    from: '2023-Q1',
    to: '2023-Q1',
  });
  assert.deepEqual([periods, values, unit], [['2023-Q1'], [296.76], 'index']);
});

test('FRED: the 30-year mortgage rate of 2026-05-14 is 6.36', { skip }, async () => {
  assert.deepEqual(await latestOf('us', 'mortgage_rate'), ['2026-05-14', 6.36]);
});

test('every FRED series has the last line of its file', { skip }, async () => {
  const files = {
    'CPIAUCSL.csv': 'cpi',
    'HOUST.csv': 'housing_starts',
    'PERMIT.csv': 'permits_units.saar@fred',
    'CSUSHPINSA.csv': 'hpi@case-shiller',
  };
  for (const [name, metric] of Object.entries(files)) {
    const [date, value] = textOf(`fred/${name}`).trimEnd().split('\n').at(-1).trim().split(',');
    assert.deepEqual(await latestOf('us', metric), [date.slice(0, 7), Number(value)], name);
  }
});

test('profiles, the catalogue and the search keep the contract over real data', { skip }, async () => {
  for (const asked of [
    '/api/v1/metrics',
    '/api/v1/sources',
    '/api/v1/imports',
    '/api/v1/regions?q=san+francisco',
    '/api/v1/regions?type=x&limit=200',
    '/api/v1/regions/us',
    '/api/v1/regions/metro-41860',
    '/api/v1/regions/state-ca',
    '/api/v1/regions/county-06075',
    '/api/v1/regions/zip-94110',
  ]) {
    const body = await ask(asked);
    assert.ok(!('synthetic' in body), asked);
  }
  const { regions } = await ask('/api/v1/regions?q=San+Francisco&limit=5');
  assert.equal(regions[0].id, 'metro-41860');
});

test("coverage adds up, and the nation's latest values are numbers", { skip }, async () => {
  const { metrics } = await ask('/api/v1/metrics');
  for (const { id, coverage } of metrics.filter((metric) => metric.coverage)) {
    assert.ok(coverage.from <= coverage.to, id);
    const total = Object.values(coverage.by_type).reduce((sum, count) => sum + count, 0);
    assert.equal(total, coverage.regions, id);
  }
  const { latest } = await ask('/api/v1/regions/us');
  for (const { metric, value, rank } of latest) {
    assert.ok(Number.isFinite(value), metric);
    assert.equal(rank, null, 'the nation has no peers');
  }
});

test('each import has the digest of the file it came from', { skip }, async () => {
  const { imports } = await ask('/api/v1/imports');
  const fresh = summary.files.filter(({ unchanged }) => !unchanged);
  assert.equal(imports.length, fresh.length);
  for (const { path } of fresh) {
    const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
    assert.ok(
      imports.some(({ sha256 }) => sha256 === digest),
      path,
    );
  }
});
