// docs/operating/recover.md, as it stands there: SQLite on the real program, and RDS and S3 on a stand-in for the
// account. PostgreSQL is for tests/recovery. The names on the page are those that the templates give.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { projectRoot } from '../../tools/cloud/process.mjs';
import { bash, Page } from '../../tools/operating/page.mjs';
import { Installation } from '../accounts/support/installation.mjs';
import { get } from '../api/support/http.mjs';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { awsEnvironment, skipReason, startMoto } from '../delivery/support/cloud.mjs';
import { askMoto, assertNothingLeftOut, awsOn, programs, shellEnvironment } from './support.mjs';

const skipAws = skipReason();
const page = new Page('recover', { E: 'staging', R: 'us-west-2' });
const kPaths = ['/api/v1/series?region=metro-35620&metric=home_value', '/api/v1/imports', '/api/v1/regions?q=new'];
const answers = (server) => Promise.all(kPaths.map(async (path) => (await get(server.base, path)).text));

let moto;
let folder;
before(async () => {
  if (skipAws) return;
  moto = await startMoto();
  folder = mkdtempSync(join(tmpdir(), 'housing-restore-'));
});
after(() => {
  moto?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test('SQLite, its key and the objects are backed up while the program runs, lost, and put back', async () => {
  const home = new Installation();
  await home.import(writeFixtures(join(home.folder, 'files')).metroValues);
  const backup = join(home.folder, 'backup');
  mkdirSync(backup);
  const env = shellEnvironment(programs(), { HOUSING_DATA_DIR: home.data });
  const words = { '/backup': backup };
  const server = await home.serve();
  const person = await home.add(server, 'ann@example.org');
  await person.ok('POST', '/notes', { name: 'kept', body: { region: 'us', text: 'x' } }, 201);
  const before = await answers(server);
  await page.run('On one machine, with SQLite', 0, { env, words });
  await person.ok('POST', '/notes', { name: 'lost', body: { region: 'us', text: 'x' } }, 201);
  await server.kill('SIGKILL'); // what was not backed up stays in the log beside the database

  rmSync(join(home.data, 'objects'), { recursive: true });
  rmSync(join(home.data, 'signing.key'));
  const said = await page.run('On one machine, with SQLite', 1, { env, words: { ...words, us: 'metro-35620' } });
  assert.match(said, /^ok$/m);
  const again = await home.serve();
  assert.deepEqual(await answers(again), before);
  person.server = again;
  const kept = JSON.stringify(await person.ok('GET', '/notes'));
  assert.ok(kept.includes('"kept"') && !kept.includes('"lost"'), kept);
});

test('the database goes back to its newest moment and takes the name of the lost one', { skip: skipAws }, async () => {
  const instance = ['--db-instance-identifier', 'housing-trends-staging-db-instance', '--engine', 'postgres'];
  const size = ['--db-instance-class', 'db.t4g.micro', '--allocated-storage', '20', '--backup-retention-period', '3'];
  const who = ['--master-username', 'housing', '--master-user-password', 'a-long-enough-one'];
  askMoto(moto, 'rds')('create-db-instance', ...instance, ...size, ...who);
  const family = ['--db-parameter-group-family', 'postgres15', '--description', 'x'];
  askMoto(moto, 'rds')('create-db-parameter-group', '--db-parameter-group-name', 'ours', ...family);
  const env = shellEnvironment(programs(awsOn(moto)), awsEnvironment(moto.url));
  await page.run('On AWS', 0, { env, without: ['aws rds wait'] });
  await page.run('On AWS', 1, { env, words: { PARAMETERS: 'ours', GROUP: 'sg-1' } });
  const { DBInstances } = askMoto(moto, 'rds')('describe-db-instances');
  const names = DBInstances.map(({ DBInstanceIdentifier: id }) => id).sort();
  assert.deepEqual(names, ['housing-trends-staging-db-instance', 'housing-trends-staging-db-lost']);
});

test('objects come back from the replica', { skip: skipAws }, async () => {
  const home = new Installation();
  await home.import(writeFixtures(join(home.folder, 'files')).metroValues);
  const env = shellEnvironment(programs(awsOn(moto)), awsEnvironment(moto.url));
  for (const bucket of ['recovery-data-bucket', 'data-bucket'])
    moto.cli('s3api', 'create-bucket', '--bucket', `housing-trends-staging-${bucket}`);
  const replica = 's3://housing-trends-staging-recovery-data-bucket';
  const put = await bash(`scripts/backup.sh objects 'file://${home.data}/objects' ${replica}`, { env });
  assert.equal(put.code, 0, put.stderr);
  await page.run('On AWS', 3, { env });
  const listed = moto.cli('s3api', 'list-objects-v2', '--bucket', 'housing-trends-staging-data-bucket');
  const keys = listed.Contents.map(({ Key }) => Key);
  assert.ok(keys.includes('current.json') && keys.some((key) => key.startsWith('raw/')), keys.join(' '));
});

test('buckets, instance and vault are called what the templates call them', () => {
  const snapshots = ['prod.main', 'prod.recovery'].map((name) =>
    readFileSync(join(projectRoot, `infrastructure/cdk/test/snapshots/${name}.json`), 'utf8'),
  );
  const all = snapshots.join('');
  for (const rest of ['recovery-data-bucket', 'data-bucket', 'db-instance', 'recovery-vault']) {
    assert.ok(page.text.includes(`housing-trends-E-${rest}`), rest);
    assert.match(all, new RegExp(`"housing-trends-prod-${rest}(-[a-z0-9-]+)?"`), rest);
  }
});

test('what moto cannot do has options that the command line knows', { skip: skipAws }, async () => {
  const env = shellEnvironment(programs(awsOn(moto)), awsEnvironment(moto.url));
  assert.deepEqual(await page.refusedOptions(env), []);
});

test('no command is left out by silence', { skip: skipAws }, () => assertNothingLeftOut(page));
