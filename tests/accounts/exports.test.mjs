// Exports: whole metrics as a file, made by a job, fetched by a signed link; and what may leave at all.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { Installation } from './support/installation.mjs';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { parseCsv } from '../api/support/csv.mjs';
import { get } from '../api/support/http.mjs';

let home;
let server;
let ann;
let made;
before(async () => {
  home = new Installation({ HOUSING_EXPORTABLE: 'open' });
  writeFixtures(join(home.folder, 'files'));
  await home.import(join(home.folder, 'files'));
  server = await home.serve();
  ann = await home.add(server, 'ann@example.org');
});
const ask = (body, status = 202) => ann.ok('POST', '/exports', body, status);

test('all that is wrong with a request is told at once', async () => {
  const { errors } = await ask({ metrics: ['nothing_like_it'], types: 'metro', from: 'June', extra: 1 }, 422);
  assert.deepEqual([...new Set(errors.map(({ field }) => field))].sort(), ['extra', 'metrics', 'types']);
  assert.equal((await ann.call('POST', '/exports', { metrics: [] })).status, 422);
});

test('what a source lets be passed on is in the file, the rest is named', async () => {
  const asked = await ask({ metrics: ['hpi', 'home_value'], from: '2023-01' });
  assert.equal(asked.state, 'queued');
  assert.equal(asked.download, null);
  await home.workOk();
  made = await ann.ok('GET', `/exports/${asked.id}`);
  assert.equal(made.state, 'done');
  assert.match(made.note, /[Hh]ome.value/);
  const file = await get(server.base, made.download);
  assert.equal(file.status, 200);
  assert.match(file.headers['content-disposition'], /attachment; filename="housing-trends-/);
  assert.equal(file.headers['cache-control'], 'private, no-store');
  const [header, ...rows] = parseCsv(file.text);
  assert.equal(header.join(','), 'region,region_name,metric,period,value,unit,transform,source,release');
  assert.equal(rows.length, made.rows);
  assert.deepEqual([...new Set(rows.map((row) => row[2]))], ['hpi']);
  const [letter] = home.lettersTo(ann.email);
  assert.equal(letter.subject, 'Your export is ready');
  assert.ok(letter.text.includes(made.id));
  assert.ok((await ann.notifications()).some(({ kind }) => kind === 'export'));
});

test('the numbers are those of the API', async () => {
  const rows = parseCsv((await get(server.base, made.download)).text).filter(([region]) => region === 'metro-49740');
  const { series } = (await get(server.base, '/api/v1/series?region=metro-49740&metric=hpi')).json;
  assert.deepEqual(
    rows.map((row) => [row[3], Number(row[4])]),
    series[0].periods.map((period, i) => [period, series[0].values[i]]),
  );
});

test('a link that is forged, another’s or ended is good for nothing', async () => {
  const [path, token] = made.download.split('?token=');
  const second = await ask({ metrics: ['hpi'] });
  await home.workOk();
  const other = (await ann.ok('GET', `/exports/${second.id}`)).download;
  for (const link of [
    path,
    `${path}?token=`,
    `${path}?token=${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    `${path}?token=${other.split('?token=')[1]}`,
    `/api/v1/exports/..%2f..%2fsigning.key/file?token=${token}`,
  ])
    assert.equal((await get(server.base, link)).status, 404, link);
  assert.equal((await get(server.base, other)).status, 200);
  const bob = await home.add(server, 'bob@example.org');
  assert.equal((await bob.get(`/exports/${made.id}`)).status, 404);
});

test('what may leave is the operator’s to say', async () => {
  const free = new Installation({ HOUSING_EXPORTABLE: 'open,attribution' });
  await free.import(join(home.folder, 'files'));
  const there = await free.serve();
  const cy = await free.add(there, 'cy@example.org');
  const { id } = await cy.ok('POST', '/exports', { metrics: ['home_value'], types: ['state'] }, 202);
  await free.workOk();
  const file = await get(there.base, (await cy.ok('GET', `/exports/${id}`)).download);
  const regions = new Set(
    parseCsv(file.text)
      .slice(1)
      .map(([region]) => region),
  );
  assert.deepEqual([...regions].sort(), ['state-ca', 'state-tx']);
});

test('more than a few at once are refused', async () => {
  const statuses = [];
  for (let i = 0; i < 4; ++i) statuses.push((await ann.call('POST', '/exports', { metrics: ['hpi'] })).status);
  assert.deepEqual(statuses, [202, 202, 202, 422]);
  await home.workOk();
});
