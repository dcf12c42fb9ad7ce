// Importing from outside: the summary, refusals with their place, and that nothing is half-written.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fred, metroRents, metroValues, monthStarts, names, stateValues, writeFixtures } from './support/fixtures.mjs';
import { contents } from './support/folder.mjs';
import { housing, housingOk, temporaryFolder } from './support/housing.mjs';

let folder;
let count = 0;
before(() => {
  folder = temporaryFolder();
});
const fresh = () => join(folder, `data-${++count}`);

/** A folder with these files: {name: text or bytes}. */
function filesIn(files) {
  const to = join(folder, `files-${++count}`);
  mkdirSync(to);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(to, name), content);
  return to;
}

async function importJson(data, ...args) {
  const result = await housing(['import', '--data-dir', data, '--json', ...args]);
  return { ...result, summary: JSON.parse(result.stdout) };
}
const seriesOf = async (data, region, metric) =>
  JSON.parse((await housingOk(['query', '--data-dir', data, '--region', region, '--metric', metric, '--json'])).stdout)
    .series[0];

const goodCpi = () => fred('CPIAUCSL', monthStarts(2024, 1, 3), ['300.1', '301.25', '302']);
const page = '<!DOCTYPE html>\n<html><body>Access denied</body></html>\n';
const truncated = () => gzipSync(metroValues()).subarray(0, 400);

test('the summary has the form that docs/data-model.md gives', async () => {
  const to = join(folder, 'all');
  const paths = writeFixtures(to);
  const { code, summary } = await importJson(fresh(), to);
  assert.equal(code, 0);
  assert.deepEqual(Object.keys(summary), ['files', 'unrecognised']);
  assert.deepEqual(
    summary.files.map(({ path }) => path),
    Object.values(paths).sort(),
  );
  assert.deepEqual(summary.unrecognised, []);
  for (const file of summary.files) {
    assert.deepEqual(Object.keys(file), [
      'path',
      'source',
      'dataset',
      'release',
      'release_from',
      'kept',
      'refused',
      'cells_refused',
      'metrics',
      'refusals',
      'unchanged',
    ]);
    assert.deepEqual([file.refused, file.cells_refused, file.refusals, file.unchanged], [0, 0, [], false]);
    assert.match(file.release, /^\d{4}-\d{2}-\d{2}$/);
    assert.equal(file.release_from, 'inferred');
  }
  const zhvi = summary.files.find(({ dataset }) => dataset === 'zillow/zhvi/metro');
  assert.deepEqual([zhvi.source, zhvi.kept, zhvi.metrics, zhvi.release], ['zillow', 5, ['home_value'], '2025-04-16']);
});

test('the table on stdout names every file; progress is not mixed in', async () => {
  const { stdout, stderr } = await housingOk(['import', '--data-dir', fresh(), filesIn({ 'CPIAUCSL.csv': goodCpi() })]);
  assert.match(stdout, /^fred\/cpiaucsl +3 +0 +0 +2024-04-13 inferred +.*CPIAUCSL\.csv$/m);
  assert.equal(stderr, '');
});

test('the same bytes a second time change nothing', async () => {
  const data = fresh();
  const files = filesIn({ 'CPIAUCSL.csv': goodCpi(), [names.metroRents]: metroRents() });
  await housingOk(['import', '--data-dir', data, files]);
  const before = contents(data);
  const { code, summary } = await importJson(data, files);
  assert.equal(code, 0);
  assert.deepEqual(
    summary.files.map(({ unchanged }) => unchanged),
    [true, true],
  );
  assert.deepEqual(contents(data), before);
});

test('one file under two names is one file', async () => {
  const { code, summary } = await importJson(fresh(), filesIn({ 'CPIAUCSL.csv': goodCpi(), 'copy.csv': goodCpi() }));
  assert.equal(code, 0);
  assert.deepEqual(
    summary.files.map(({ unchanged }) => unchanged),
    [false, true],
  );
});

test('the file itself is kept byte for byte', async () => {
  const data = fresh();
  const text = goodCpi();
  await housingOk(['import', '--data-dir', data, filesIn({ 'CPIAUCSL.csv': text })]);
  const raw = Object.keys(contents(data)).filter((name) => name.includes('/raw/'));
  assert.equal(raw.length, 1);
  assert.equal(readFileSync(join(data, raw[0]), 'utf8'), text);
});

test('a gz file and a plain one say the same', async () => {
  const [plain, packed] = [fresh(), fresh()];
  await housingOk(['import', '--data-dir', plain, filesIn({ [names.metroRents]: metroRents() })]);
  await housingOk(['import', '--data-dir', packed, filesIn({ [`${names.metroRents}.gz`]: gzipSync(metroRents()) })]);
  assert.deepEqual((await seriesOf(packed, 'us', 'rent')).values, (await seriesOf(plain, 'us', 'rent')).values);
});

// [what, file name, bytes, what the reason must say]
const unreadable = [
  ['a truncated gz', `${names.metroValues}.gz`, truncated, /end too early.*bytes/],
  ['a web page instead of a CSV', 'UNRATE.csv', () => page, /web page/],
  ['an empty file', 'PERMIT.csv', () => '', /empty/],
  ['an unknown table', 'unknown.csv', () => 'alpha,beta\n1,2\n', /unknown header.*'alpha', 'beta'.*Known are/],
  [
    'a wrong header',
    names.stateValues,
    () => stateValues().replace('RegionName', 'Region Name'),
    /unknown header.*RegionID/,
  ],
  [
    'a date a spreadsheet rewrote',
    names.metroRents,
    () => metroRents().replace('2024-03-31', '3/31/2024'),
    /line 1, column 8: '3\/31\/2024'.*spreadsheet/,
  ],
  ['a Zillow file under another name', 'download.csv', metroRents, /'download\.csv'.*Zillow/],
  ['a series nobody knows', 'GDP.csv', () => fred('GDP', ['2024-01-01'], ['1']), /line 1, column 2: .*'GDP'/],
  ['a workbook', 'CPI.xlsx', () => Buffer.from('PK\u0003\u0004rest'), /Excel/],
];

for (const [what, name, make, reason] of unreadable) {
  test(`${what}: a reason, nothing written, the others come in`, async () => {
    const bad = filesIn({ [name]: make() });
    const data = fresh();
    await housingOk(['import', '--data-dir', data, filesIn({ 'HOUST.csv': fred('HOUST', ['2024-01-01'], ['1500']) })]);
    const before = contents(data);
    const alone = await importJson(data, bad);
    assert.equal(alone.code, 1, 'nothing could be done');
    assert.deepEqual(alone.summary.files, []);
    assert.equal(alone.summary.unrecognised[0].path, join(bad, name));
    assert.match(alone.summary.unrecognised[0].reason, reason);
    assert.ok(alone.stderr.includes(join(bad, name)), 'stderr names the file');
    assert.deepEqual(contents(data), before, 'something was written');

    writeFileSync(join(bad, 'CPIAUCSL.csv'), goodCpi());
    const together = await importJson(data, bad);
    assert.equal(together.code, 3);
    assert.equal(together.summary.files.length, 1);
    assert.match(together.summary.unrecognised[0].reason, reason);
    assert.deepEqual((await seriesOf(data, 'us', 'cpi')).values, [300.1, 301.25, 302]);
    assert.ok(!Object.keys(contents(data)).some((path) => path.endsWith(name)), 'the refused file is not kept');
  });
}

test('rows and cells that cannot be right are refused by line and column; the rest comes in', async () => {
  const text =
    'observation_date,HOUST\n2024-01-01,1500\n2024-02-01,abc\nnot-a-date,5\n2024-03-01,1600,9\n2024-04-01,1400\n';
  const files = filesIn({ 'HOUST.csv': text });
  const data = fresh();
  const { code, summary, stderr } = await importJson(data, files);
  assert.equal(code, 3);
  const [file] = summary.files;
  assert.deepEqual([file.kept, file.refused, file.cells_refused], [3, 2, 1]);
  assert.deepEqual(
    file.refusals.map(({ line, column }) => [line, column]),
    [
      [3, 2],
      [4, 1],
      [5, 0],
    ],
  );
  assert.match(file.refusals[0].reason, /'abc' is no number/);
  assert.match(stderr, /HOUST\.csv: line 3, column 2: 'abc' is no number/);
  const series = await seriesOf(data, 'us', 'housing_starts');
  assert.deepEqual(series.periods, ['2024-01', '2024-02', '2024-04']);
  assert.deepEqual(series.values, [1500, null, 1400], 'a refused cell is a gap');
});

test('only the first twenty refusals are listed, all are counted', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `bad-${i},1`).join('\n');
  const files = filesIn({ 'HOUST.csv': `observation_date,HOUST\n2024-01-01,1500\n${rows}\n` });
  const { code, summary, stderr } = await importJson(fresh(), files);
  assert.equal(code, 3);
  assert.deepEqual([summary.files[0].refused, summary.files[0].refusals.length], [30, 20]);
  assert.match(stderr, /and 10 more/);
});

test('a path that is not there exits 1 and is named', async () => {
  const missing = join(folder, 'missing.csv');
  const { code, summary, stderr } = await importJson(fresh(), missing);
  assert.equal(code, 1);
  assert.deepEqual(
    summary.unrecognised.map(({ path }) => path),
    [missing],
  );
  assert.ok(stderr.includes(missing));
});

test('--released dates the release, and a date that is none exits 2', async () => {
  const files = filesIn({ 'CPIAUCSL.csv': goodCpi() });
  const { summary } = await importJson(fresh(), '--released', '2024-05-15', files);
  assert.deepEqual([summary.files[0].release, summary.files[0].release_from], ['2024-05-15', 'operator']);
  const data = fresh();
  const wrong = await housing(['import', '--data-dir', data, '--released', '2024-02-30', files]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /2024-02-30/);
  assert.deepEqual(contents(data), {});
});

test('a forecast carries its release in the file', async () => {
  const text =
    'RegionID,SizeRank,RegionName,RegionType,StateName,BaseDate,2024-06-30,2024-08-31\n' +
    '102001,0,United States,country,,2024-05-31,0.1,0.4\n';
  const files = filesIn({ 'National_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv': text });
  const { code, summary } = await importJson(fresh(), files);
  assert.equal(code, 0);
  assert.deepEqual([summary.files[0].release, summary.files[0].release_from], ['2024-05-31', 'stamp']);
});

test('hidden files and unfinished downloads are passed over', async () => {
  const files = filesIn({ 'CPIAUCSL.csv': goodCpi(), '.hidden.csv': page, 'HOUST.csv.part': 'half' });
  const { code, summary } = await importJson(fresh(), files);
  assert.deepEqual([code, summary.files.length, summary.unrecognised.length], [0, 1, 0]);
});

test("demo and real data refuse each other's folder", async () => {
  const [demo, real] = [fresh(), fresh()];
  const files = filesIn({ 'CPIAUCSL.csv': goodCpi() });
  await housingOk(['demo', '--data-dir', demo]);
  await housingOk(['import', '--data-dir', real, files]);
  const states = [contents(demo), contents(real)];
  for (const args of [
    ['import', '--data-dir', demo, files],
    ['demo', '--data-dir', real],
  ]) {
    const { code, stderr } = await housing(args);
    assert.equal(code, 1, args[0]);
    assert.match(stderr, /demo data.*folder of its own/);
  }
  assert.deepEqual([contents(demo), contents(real)], states, 'a refused command wrote something');
});

test('a newer release wins, cell by cell, and both stay listed', async () => {
  const data = fresh();
  const older = filesIn({ [names.metroValues]: metroValues({ months: 25, shift: 5 }) });
  const newer = filesIn({ [names.metroValues]: metroValues() });
  await housingOk(['import', '--data-dir', data, newer]);
  const before = await seriesOf(data, 'us', 'home_value');
  await housingOk(['import', '--data-dir', data, older]); // later in time, but an earlier release
  assert.deepEqual(await seriesOf(data, 'us', 'home_value'), before);
});

test('cells only an earlier release covers keep its numbers, and say so', async () => {
  const data = fresh();
  const early = fred('CPIAUCSL', monthStarts(2023, 11, 3), ['1', '2', '3']);
  await housingOk([
    'import',
    '--data-dir',
    data,
    filesIn({ 'CPIAUCSL.csv': early }),
    filesIn({ 'CPIAUCSL.csv': goodCpi() }),
  ]);
  const { periods, values, prov, prov_parts: parts } = await seriesOf(data, 'us', 'cpi');
  assert.deepEqual(periods, ['2023-11', '2023-12', '2024-01', '2024-02', '2024-03']);
  assert.deepEqual(values, [1, 2, 300.1, 301.25, 302]);
  assert.deepEqual(
    parts.map(({ from }) => from),
    ['2023-11', '2024-01'],
  );
  assert.equal(prov.id, parts[1].prov.id);
  assert.notEqual(parts[0].prov.sha256, parts[1].prov.sha256);
});

test('importing into a folder that cannot be written exits 1 with the path', async () => {
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, 'a file where a folder should be');
  const { code, stderr } = await housing(['import', '--data-dir', blocked, filesIn({ 'CPIAUCSL.csv': goodCpi() })]);
  assert.equal(code, 1);
  assert.ok(stderr.includes(blocked));
});

test('a damaged store is told, not served', async () => {
  const data = fresh();
  await housingOk(['import', '--data-dir', data, filesIn({ 'CPIAUCSL.csv': goodCpi() })]);
  const pointer = Object.keys(contents(data)).find((name) => name.endsWith('current.json'));
  writeFileSync(join(data, pointer), '{"manifest":"manifests/nothing.json"}');
  const { code, stderr } = await housing(['query', '--data-dir', data, '--region', 'us', '--metric', 'cpi']);
  assert.equal(code, 1);
  assert.match(stderr, /manifests\/nothing\.json/);
});
