// docs/operating/full-disk.md on a real file system of 64 MB: what goes on, what is refused, that nothing is half there
// and what may be deleted.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { SmallDisk, whyNotSmallDisk } from '../../tools/cloud/small_disk.mjs';
import { Page } from '../../tools/operating/page.mjs';
import { Installation } from '../accounts/support/installation.mjs';
import { atEnd, until } from '../accounts/support/process.mjs';
import { contents } from '../api/support/folder.mjs';
import { get } from '../api/support/http.mjs';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { assertNothingLeftOut, programs, shellEnvironment } from './support.mjs';

const skip = whyNotSmallDisk;
const kNoticeSeconds = 20;
const kEarlier = new Date(Date.now() - 2 * 3_600_000);
const kShown = '/api/v1/series?region=metro-35620&metric=home_value&last=1';
const page = new Page('full-disk');

let disk;
let home;
let server;
let files;
let env;

before(async () => {
  if (skip) return;
  home = new Installation();
  disk = new SmallDisk({ folder: home.folder });
  await disk.begin();
  atEnd(async () => {
    await server?.kill();
    await disk.close();
  });
  home.data = join(disk.path, 'data');
  files = writeFixtures(join(home.folder, 'files'));
  await home.import(files.metroValues);
  server = await home.serve();
  const url = `file://${join(home.folder, 'files')}`;
  env = shellEnvironment(programs(), { HOUSING_DATA_DIR: home.data, HOUSING_PUBLISHERS_URL: url });
});
const objects = () => contents(join(home.data, 'objects'));
const health = async () => (await get(server.base, '/health/ready')).json;
const diskIs = (status) =>
  until(
    async () => (await health()).checks.find(({ name }) => name === 'disk').status === status,
    kNoticeSeconds,
    `the check "disk" is ${status}`,
  );
const onOurPort = { 'localhost:8080': () => `127.0.0.1:${server.port}` };
const words = () => Object.fromEntries(Object.entries(onOurPort).map(([word, value]) => [word, value()]));

test('without room, what is there is served, and what would be new is refused whole', { skip }, async () => {
  const person = await home.add(server, 'ann@example.org');
  const before = await get(server.base, kShown);
  const kept = objects();
  disk.fill();

  const there = await get(server.base, kShown);
  assert.equal(there.status, 200);
  assert.equal(there.text, before.text);
  assert.equal((await person.get('/me')).status, 200);
  const refused = await person.call('POST', '/notes', { name: 'n', body: { region: 'us', text: 'x' } });
  assert.equal(refused.status, 503, refused.text);
  await diskIs('away');
  assert.equal((await health()).status, 'degraded');

  const imported = await home.run('import', [files.metroRents]);
  assert.equal(imported.code, 1, imported.stderr);
  assert.match(imported.stderr, /No space left on device/);
  assert.deepEqual(objects(), kept, 'nothing half-written stays');
  const work = await home.work();
  assert.equal(work.code, 1);
  assert.match(work.stderr, /no room/);
});

test('a program that starts without room says why', { skip }, async () => {
  disk.free();
  await server.kill('SIGTERM'); // in order: nothing of SQLite's stays beside its file
  disk.fill();
  const started = await home.run('serve', ['--port', '0']);
  assert.equal(started.code, 1);
  assert.match(started.stderr, /no room to begin, make some on the disk/);
});

test('with room again all goes on by itself', { skip }, async () => {
  disk.free();
  server = await home.serve();
  disk.fill();
  await diskIs('away');
  assert.equal((await get(server.base, kShown)).status, 200);
  disk.free();
  await diskIs('ok');
  await page.run('Over when', 0, { env, words: { ...words(), SOURCE: 'zillow' } });
  const rents = () => get(server.base, '/api/v1/series?region=metro-35620&metric=rent&last=1');
  await until(async () => (await rents()).json.series.length === 1, kNoticeSeconds, 'the import is shown');
  await home.workOk();
});

test('the page tells which disk it is', { skip }, async () => {
  const said = await page.run('How to tell', 0, { env, words: { ...words(), '/var/lib/postgresql': '/var' } });
  assert.match(said, /64M|56M|5\dM|6\dM/);
  assert.match(said, /"name":"disk","status":"ok"/);
  assert.match(said, /objects\/raw$/m);
});

test('what may be deleted leaves every answer as it was', { skip }, async () => {
  const paths = [kShown, '/api/v1/series?region=metro-35620&metric=home_value&as_of=2025-05-01', '/api/v1/imports'];
  const answers = async () => Promise.all(paths.map(async (path) => (await get(server.base, path)).text));
  const before = await answers();
  const stale = join(home.data, 'objects/.scratch/shard-of-a-killed-import');
  mkdirSync(join(home.data, 'downloads/zillow'), { recursive: true });
  writeFileSync(join(home.data, 'downloads/zillow/part'), 'x');
  writeFileSync(stale, 'x');
  const { manifest } = JSON.parse(readFileSync(join(home.data, 'objects/current.json'), 'utf8'));
  const former = join(home.data, 'objects/blocks/home_value/000000000000000000000000.block');
  writeFileSync(former, 'x');
  const blocks = Object.keys(objects()).filter((name) => name.endsWith('.block'));
  for (const path of [stale, ...blocks.map((name) => join(home.data, 'objects', name))])
    utimesSync(path, kEarlier, kEarlier);

  await page.run('Make room', 0, { env });
  assert.ok(!existsSync(stale) && !existsSync(former) && !existsSync(join(home.data, 'downloads')));
  const named = JSON.parse(readFileSync(join(home.data, 'objects', manifest), 'utf8')).blocks;
  for (const block of Object.values(named)) assert.ok(existsSync(join(home.data, 'objects', block)), block);
  assert.deepEqual(await answers(), before);
  await server.kill('SIGTERM');
  server = await home.serve();
  assert.deepEqual(await answers(), before, 'also of a server that begins');
  await page.run('Make room', 1, { env });
});

test('no command is left out by silence', () => assertNothingLeftOut(page));
