// What docs/operating/full-disk.md says of PostgreSQL's disk: a server whose data directory has no room any more, with
// the program working on it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { kDatabase, kUser, Postgres, whyNotPostgres } from '../../tools/cloud/postgres.mjs';
import { Processes, until } from '../../tools/cloud/process.mjs';
import { SmallDisk, whyNotSmallDisk } from '../../tools/cloud/small_disk.mjs';
import { Page } from '../../tools/operating/page.mjs';
import { Installation } from '../accounts/support/installation.mjs';
import { get } from '../api/support/http.mjs';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { programs, shellEnvironment } from './support.mjs';

const skip = whyNotPostgres || whyNotSmallDisk;
const kMegabytes = 192; // an empty PostgreSQL has 40, and a segment of its log 16
const kBackSeconds = 60;
const kShown = '/api/v1/series?region=metro-35620&metric=home_value&last=1';
const page = new Page('full-disk');

// Its data directory on a small disk.
class CrampedPostgres extends Postgres {
  async begin() {
    await super.begin();
    await this.process.stop('SIGINT');
    this.diskFolder = mkdtempSync(join(tmpdir(), 'housing-pgdisk-'));
    this.disk = new SmallDisk({ folder: this.diskFolder, megabytes: kMegabytes, account: this.account });
    await this.disk.begin();
    const data = join(this.disk.path, 'data');
    await this.processes.runOk('cp', 'cp', ['--archive', this.data, data]);
    this.data = data;
    await this.start();
  }
  get url() {
    return `postgresql://${kUser}:${this.password}@127.0.0.1:${this.port}/${kDatabase}?sslmode=disable`;
  }
  async stop() {
    await super.stop();
    await this.disk?.close();
    if (this.diskFolder) rmSync(this.diskFolder, { recursive: true, force: true });
  }
}

let folder;
let postgres;
let home;
let server;
let files;

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'housing-operating-'));
  postgres = new CrampedPostgres(new Processes(folder));
  await postgres.begin();
  home = new Installation({ HOUSING_DATABASE_URL: postgres.url });
  mkdirSync(home.data, { recursive: true });
  files = writeFixtures(join(home.folder, 'files'));
  await home.ok('migrate');
  await home.import(files.metroValues);
  server = await home.serve();
});
after(async () => {
  await server?.kill();
  await postgres?.stop();
  await postgres?.processes.stopAll();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test('without room on its disk public data are served, and writing waits for the operator', { skip }, async () => {
  const person = await home.add(server, 'ann@example.org');
  postgres.disk.fill();
  const note = (name) => person.call('POST', '/notes', { name, body: { region: 'us', text: 'x'.repeat(4000) } });
  let refused;
  for (let i = 0; i < 900 && refused?.status !== 503; ++i) refused = await note(`note ${i}`);
  assert.equal(refused.status, 503, refused.text);
  assert.equal((await get(server.base, kShown)).status, 200);
  // Imports go to the data folder, which has room.
  await home.publish(server, files.metroRents);
});

test('with room again all goes on, after a start of PostgreSQL where it stopped itself', { skip }, async () => {
  postgres.disk.free();
  const stopped = !(await postgres.sql('SELECT 1').then(
    () => true,
    () => false,
  ));
  if (!postgres.process.isRunning()) await postgres.start();
  await until(() => postgres.sql('SELECT 1').catch(() => false), kBackSeconds, 'PostgreSQL answers again');
  const ready = async () => (await get(server.base, '/health/ready')).json.status === 'ready';
  await until(ready, kBackSeconds, 'the server is ready');
  const bob = await home.add(server, 'bob@example.org');
  assert.equal((await bob.call('POST', '/notes', { name: 'n', body: { region: 'us', text: 'x' } })).status, 201);
  await home.workOk();
  const [[projected]] = await postgres.sql("SELECT count(*) FROM observations WHERE metric = 'rent'");
  assert.ok(Number(projected) > 0, `PostgreSQL ${stopped ? 'had stopped' : 'went on'}`);
});

test('the page tells what takes the room', { skip }, async () => {
  const env = shellEnvironment(programs(), { HOUSING_DATABASE_URL: postgres.url });
  const said = await page.run('Make room', 2, { env });
  assert.match(said, /pg_size_pretty/);
  assert.match(said, /\d+ kB/);
  assert.match(said, /slot_name/);
});
