// Every publisher's real files, older layouts and what went through a spreadsheet program among them: what is taken
// of them, word for word (tests/golden/import-real), and that what is taken is what the files say. HOUSING_TEST_DATA,
// by default ../shared/data beside the project.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import test, { before } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { parseCsv } from './support/csv.mjs';
import { assertGolden } from './support/golden.mjs';
import { housing, housingOk, projectRoot, temporaryFolder } from './support/housing.mjs';

const folder = resolve(projectRoot, process.env.HOUSING_TEST_DATA ?? '../shared/data');
const used = [
  ...['zillow', 'redfin', 'realtor', 'fhfa', 'fred', 'census', 'hud', 'bls', 'nber'],
  ...['older-vintages', 'excel-resaved'],
];
const absent = used.filter((name) => !existsSync(join(folder, name)));
const missing = `publishers' files are missing: ${absent.join(', ')} in ${folder}; set HOUSING_TEST_DATA`;
const skip = absent.length > 0 && missing;

let data;
let code;
let summary;
before(async () => {
  if (skip) return;
  data = join(temporaryFolder(), 'data');
  const result = await housing(['import', '--data-dir', data, '--json', ...used.map((name) => join(folder, name))]);
  code = result.code;
  summary = JSON.parse(result.stdout);
});

/** A file of the summary in a line: where, what, and in which numbers. */
const line = ({ path, dataset, release, release_from: from, kept, refused, cells_refused: cells, metrics, refusals }) =>
  [
    `${relative(folder, path)}: ${dataset} ${release} (${from}) kept ${kept}, refused ${refused}, cells ${cells}`,
    `  ${metrics.join(', ')}`,
    ...refusals.map((refusal) => `  line ${refusal.line}, column ${refusal.column}: ${refusal.reason}`),
  ].join('\n');

for (const name of used) {
  test(`what is taken of ${name}`, { skip }, () => {
    const inside = ({ path }) => relative(folder, path).split('/')[0] === name;
    const taken = summary.files.filter(inside).map(line);
    const left = summary.unrecognised.filter(inside).map(({ path, reason }) => `${relative(folder, path)}: ${reason}`);
    const text = `${taken.join('\n')}\n\nnot recognised:\n${left.map((entry) => `${entry}\n`).join('')}`;
    assertGolden(`import-real/${name}.txt`, text);
  });
}

test('every file is accounted for once, and none is left out', { skip }, () => {
  const paths = [...summary.files, ...summary.unrecognised].map(({ path }) => path);
  assert.equal(new Set(paths).size, paths.length);
  assert.equal(code, 3, 'a row or two are refused');
  assert.deepEqual(summary.unrecognised, []);
  assert.equal(summary.files.length, 96);
  for (const { refused, cells_refused: cells, refusals, path } of summary.files)
    assert.equal(refusals.length, Math.min(20, refused + cells), path);
});

const textOf = (path) => {
  const bytes = readFileSync(join(folder, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
async function series(region, metric, ...args) {
  const question = ['query', '--data-dir', data, '--region', region, '--metric', metric, '--json', ...args];
  const [found] = JSON.parse((await housingOk(question)).stdout).series;
  assert.ok(found, `${metric} of ${region}`);
  return found;
}
const numbers = (cells) => cells.map((cell) => (cell === '' || cell === '.' ? null : Number(Number(cell).toFixed(2))));

test("a county's values of 2018 are those of the file, under a metric of their own", { skip }, async () => {
  const [header, ...rows] = parseCsv(
    textOf('older-vintages/zillow-2018-01/County_Zhvi_AllHomes.csv.gz').replaceAll('\r', ''),
  );
  const row = rows.find(([id]) => id === '3101');
  const first = header.findIndex((name) => /^\d{4}-\d\d$/.test(name));
  const { periods, values, prov } = await series('county-06037', 'home_value.allhomes2018@zillow');
  assert.deepEqual(periods, header.slice(first));
  assert.deepEqual(values, numbers(row.slice(first)));
  assert.equal(prov.dataset, 'zillow/zhvi-allhomes/county');
});

test('rents of 2018 and of 2021 are not mixed with the present ones', { skip }, async () => {
  assert.deepEqual((await series('us', 'rent.zri2018@zillow', '--to', '2010-12')).values, [1249, 1253]);
  assert.deepEqual((await series('zip-10025', 'rent.zori2021@zillow', '--to', '2014-02')).values, [3062, 3076]);
  assert.equal((await series('us', 'rent')).periods[0], '2015-01');
});

test('months that only an older edition covers keep its numbers', { skip }, async () => {
  const { periods, values, prov_parts: parts } = await series('us', 'home_value', '--to', '2000-01');
  assert.equal(periods[0], '1996-01');
  assert.equal(values[0], 107824);
  assert.deepEqual(
    parts.map(({ prov }) => prov.release),
    ['2021-07-16', '2025-04-16'],
  );
});

test("FHFA's annual index comes out of the workbook as it stands in it", { skip }, async () => {
  const { periods, values, prov } = await series('state-al', 'hpi.annual@fhfa', '--to', '1977');
  assert.deepEqual(
    [periods, values],
    [
      ['1975', '1976', '1977'],
      [100, 108.21, 119.41],
    ],
  );
  assert.deepEqual([prov.release, prov.release_from], ['2025-03-25', 'stamp']);
});

test("FHFA's counties are read in spite of their line ends", { skip }, async () => {
  const rows = textOf('excel-resaved/fhfa/HPI_AT_BDL_county.csv.gz')
    .split('\r')
    .map((row) => row.split(','))
    .filter((row) => row[2] === '06037');
  const { periods, values } = await series('county-06037', 'hpi.annual@fhfa');
  assert.deepEqual(
    periods,
    rows.map((row) => row[3]),
  );
  assert.deepEqual(values, numbers(rows.map((row) => row[5])));
});

test('both indexes of a text file, and the rest of a state', { skip }, async () => {
  const head = ['--to', '1991-Q3'];
  assert.deepEqual((await series('state-ak', 'hpi.purchase@fhfa', ...head)).values, [100, 100.69, 101.79]);
  assert.deepEqual((await series('state-ak', 'hpi.purchase-sa@fhfa', ...head)).values, [100, 100.09, 101.07]);
  assert.deepEqual((await series('metrodiv-11244', 'hpi.expanded-sa@fhfa', ...head)).values, [100, 99.93, 99.5]);
  assert.deepEqual((await series('nonmetro-ak', 'hpi', '--to', '1995-Q3')).values, [100, 104, 102.44]);
  assert.deepEqual((await series('state-vt', 'hpi', '--from', '1975-Q4', '--to', '1976-Q2')).values, [
    72.11,
    null,
    56.5,
  ]);
});

test('counties whose codes lost their zeros are the right ones', { skip }, async () => {
  const { values } = await series('county-06037', 'home_value', '--to', '2000-02');
  assert.deepEqual(values, [216672, 216783]);
});
