// Releases kept: what was known on a day, what changed between releases, and the cell of the file a number comes from.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { parseCsv } from './support/csv.mjs';
import { assertKept, assertProblem } from './support/contract.mjs';
import { metroValues, names, writeFixtures } from './support/fixtures.mjs';
import { housing, housingOk, serve, temporaryFolder } from './support/housing.mjs';
import { get } from './support/http.mjs';

const series = '/api/v1/series?region=metro-41860&metric=home_value';
const asked = [
  `${series}&as_of=2025-03-01`,
  `${series}&transform=yoy&as_of=2025-03-01`,
  '/api/v1/regions/metro-41860?as_of=2025-03-01',
  '/api/v1/regions?q=san&as_of=2025-03-01',
  '/api/v1/metrics?as_of=2025-03-01',
  '/api/v1/sources?as_of=2025-03-01',
  '/api/v1/imports?as_of=2025-03-01',
  '/api/v1/revisions?metric=home_value&as_of=2025-03-01',
];

let folder;
let data;
let older;
let newer;
let base;
let before2025;
const answers = async () => Promise.all(asked.map(async (target) => (await get(base, target)).text));
const importFile = (path, released) => housingOk(['import', '--data-dir', data, '--released', released, path]);

before(async () => {
  folder = temporaryFolder();
  data = join(folder, 'data');
  older = join(folder, 'older', names.metroValues);
  newer = join(folder, 'newer', names.metroValues);
  for (const name of ['older', 'newer']) mkdirSync(join(folder, name));
  writeFileSync(older, metroValues({ shift: 7 }));
  writeFileSync(newer, metroValues());
  await importFile(older, '2025-02-16');
  ({ base } = await serve(data));
  before2025 = await answers();
  await importFile(newer, '2025-03-16');
  const rest = Object.values(writeFixtures(join(folder, 'rest')));
  await housingOk(['import', '--data-dir', data, '--released', '2025-06-01', ...rest]);
  // The server looks for new publications every second.
  for (let i = 0; i < 100; ++i) {
    const { json } = await get(base, '/api/v1/imports');
    if (json.imports.length > 2) break;
    await new Promise((done) => setTimeout(done, 100));
  }
});

test('what was known on a day is the same, byte for byte, before and after later releases', async () => {
  assert.deepEqual(await answers(), before2025);
});

test('an answer of a day says so, and keeps the contract', async () => {
  const answer = await get(base, asked[0]);
  assert.equal(answer.json.as_of, '2025-03-01');
  assert.equal(answer.json.series[0].prov.release, '2025-02-16');
  assertKept(asked[0], answer);
  assert.equal((await get(base, series)).json.as_of, undefined);
});

test('before the first release there is nothing, and that is no error', async () => {
  const { status, json } = await get(base, `${series}&as_of=2020`);
  assert.equal(status, 200);
  assert.deepEqual(json.series, []);
  assert.equal(json.notes.length, 1);
});

test('the command line sees the same past', async () => {
  const question = ['query', '--data-dir', data, '--region', 'metro-41860', '--metric', 'home_value', '--json'];
  const { stdout } = await housingOk([...question, '--as-of', '2025-03-01']);
  assert.deepEqual(JSON.parse(stdout), JSON.parse(before2025[0]));
});

test('a day that is none is refused', async () => {
  assertProblem(await get(base, `${series}&as_of=soon`), 'bad-date', { parameter: 'as_of' });
  const { code, stderr } = await housing([
    'query',
    '--data-dir',
    data,
    '--region',
    'us',
    '--metric',
    'rent',
    '--as-of',
    'x',
  ]);
  assert.equal(code, 2);
  assert.match(stderr, /--as-of: 'x' is no date/);
});

test('what changed between two releases is told, in numbers that can be checked', async () => {
  const target = '/api/v1/revisions?metric=home_value&region=metro-41860';
  const answer = await get(base, target);
  assertKept(target, answer);
  const step = answer.json.steps.find(({ dataset }) => dataset === 'zillow/zhvi/metro');
  assert.equal(step.from.release, '2025-02-16');
  assert.equal(step.to.release, '2025-03-16');
  assert.equal(step.kind, 'restatement');
  const cells = (path) => {
    const [header, ...rows] = parseCsv(readFileSync(path, 'utf8'));
    return rows.flatMap((row) =>
      row.map((cell, i) => (/^\d{4}-/.test(header[i]) && cell !== '' ? [row[0] + header[i], cell] : null)),
    );
  };
  const then = new Map(cells(older).filter(Boolean));
  const both = cells(newer).filter((cell) => cell && then.has(cell[0]));
  const changed = both.filter(([key, cell]) => Number(cell).toFixed(2) !== Number(then.get(key)).toFixed(2));
  assert.ok(changed.length > 0);
  assert.equal(step.compared, both.length);
  assert.equal(step.revised, changed.length);
  assert.equal(
    step.by_lag.reduce((sum, { compared }) => sum + compared, 0),
    both.length,
  );
  for (const { values } of answer.json.history) assert.ok(values.length > 1);
  assertProblem(await get(base, '/api/v1/revisions'), 'missing-parameter', { parameter: 'metric' });
});

test('a number tells the line and column it stands in, and what it stood as before', async () => {
  const [{ periods, values, prov }] = (await get(base, series)).json.series;
  const period = periods.at(-1);
  const cellOf = `region=metro-41860&metric=home_value&period=${period}`;
  const target = `/api/v1/provenance/${encodeURIComponent(prov.id)}?${cellOf}`;
  const answer = await get(base, target);
  assertKept(target, answer);
  const { cell, value, history } = answer.json;
  assert.equal(value, values.at(-1));
  const lines = parseCsv(readFileSync(newer, 'utf8'));
  assert.equal(lines[cell.line - 1][cell.column - 1], cell.text);
  assert.equal(lines[cell.line - 1][0], cell.publisher_id);
  assert.equal(Number(Number(cell.text).toFixed(2)), value);
  assert.deepEqual(
    history.map(({ release }) => release),
    ['2025-02-16', '2025-03-16'],
  );
  const { stdout } = await housingOk([
    'query',
    '--data-dir',
    data,
    '--json',
    '--explain',
    'metro-41860',
    'home_value',
    period,
  ]);
  assert.deepEqual(JSON.parse(stdout), answer.json);
});

test('an import is found by its id, and one that is none is named', async () => {
  const [{ prov }] = (await get(base, series)).json.series;
  const target = `/api/v1/provenance/${encodeURIComponent(prov.id)}`;
  const answer = await get(base, target);
  assertKept(target, answer);
  assert.equal((await get(base, `/api/v1/provenance/${prov.id}`)).text, answer.text, 'slashes as they are');
  assert.equal(answer.json.import.sha256, prov.sha256);
  assertProblem(await get(base, '/api/v1/provenance/none'), 'unknown-import', { parameter: 'id' });
  const unknown = `/api/v1/provenance/${prov.id}?region=us&metric=rent&period=1900-01`;
  assertProblem(await get(base, unknown), 'no-value');
});

test("a publisher's code that was another place is refused, naming both", async () => {
  const [header, ...rows] = readFileSync(newer, 'utf8').trim().split('\n');
  const swapped = join(folder, 'swapped.csv');
  const file = join(folder, 'swapped', names.metroValues);
  mkdirSync(join(folder, 'swapped'));
  const [first, second] = rows.filter((row) => /,msa,/.test(row));
  const renamed = [second.split(',')[0], ...first.split(',').slice(1)].join(',');
  writeFileSync(file, `${[header, renamed].join('\n')}\n`);
  const { code, stderr } = await housing(['import', '--data-dir', data, file]);
  assert.equal(code, 1, swapped);
  assert.match(stderr, /the publisher's code \d+ is '.+' \(metro-\d+\) here and '.+' \(metro-\d+\) in zillow/);
});
