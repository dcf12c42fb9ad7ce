// The restore drill in its short form: destroyed while it is written to, put back, and held against what was before.
// The whole one, with minutes and seconds: `make drill`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test, { after } from 'node:test';
import { projectRoot } from '../../tools/cloud/process.mjs';
import { drill, whyNot } from '../../tools/recovery/drill.mjs';
import { table } from '../../tools/recovery/table.mjs';
import { Writer } from '../../tools/recovery/writer.mjs';

const binary = resolve(projectRoot, process.env.HOUSING_BIN ?? 'build/release/housing');
const folder = mkdtempSync(join(tmpdir(), 'housing-recovery-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const kArchiveSeconds = 2;
const kSlack = 10; // of a busy machine
const script = (name, ...args) => spawnSync(join(projectRoot, 'scripts', name), args, { encoding: 'utf8' });

test('destroyed and put back: no hole, the same answers, every table the same', { skip: whyNot }, async () => {
  const seen = await drill({ binary, writeSeconds: 4, archiveSeconds: kArchiveSeconds, say: () => undefined });
  console.log(`measured: ${table(seen, { archiveSeconds: kArchiveSeconds }).replaceAll('\n', '\nmeasured: ')}`);
  assert.ok(seen.kept > 10, `${seen.kept} writes were kept`);
  assert.equal(seen.holes, 0, 'what was acknowledged earlier is not lost where something later was kept');
  assert.deepEqual(seen.wrongAnswers, []);
  assert.deepEqual(seen.wrongTables, []);
  assert.ok(seen.tables > 15);
  assert.ok(seen.rpoSeconds <= kArchiveSeconds + kSlack, `${seen.rpoSeconds} s were lost`);
});

test('a writer tells holes from an end that was cut off', () => {
  const writer = new Writer();
  writer.acknowledged = [0, 1, 2, 3].map((i) => ({ text: `note ${i}`, at: 1000 * i }));
  assert.deepEqual(writer.compare(['note 0', 'note 1'], 5000), { kept: 2, lost: 2, holes: 0, lostSeconds: 3 });
  assert.equal(writer.compare(['note 0', 'note 2', 'note 3'], 5000).holes, 2);
  assert.equal(writer.compare(['note 0', 'note 1', 'note 2', 'note 3'], 5000).lost, 0);
});

test('objects: the pointer comes last, a broken copy goes on, what was in force stays so', () => {
  const [from, to] = ['from', 'to'].map((name) => join(folder, name));
  mkdirSync(join(from, 'shards/a'), { recursive: true });
  writeFileSync(join(from, 'shards/a/1'), 'first');
  writeFileSync(join(from, 'current.json'), 'one');
  assert.equal(script('backup.sh', 'objects', `file://${from}`, `file://${to}`).status, 0);
  assert.equal(readFileSync(join(to, 'current.json'), 'utf8'), 'one');

  writeFileSync(join(from, 'shards/a/2'), 'second');
  writeFileSync(join(from, 'current.json'), 'two');
  writeFileSync(join(to, 'shards/a/2'), 'sec'); // as a copy that was killed would leave it, had it not copied aside
  assert.equal(script('restore.sh', 'objects', `file://${from}`, `file://${to}`).status, 0);
  assert.equal(readFileSync(join(to, 'shards/a/2'), 'utf8'), 'second');
  assert.equal(readFileSync(join(to, 'current.json'), 'utf8'), 'two');

  const none = script('backup.sh', 'objects', `file://${join(folder, 'nothing')}`, `file://${to}`);
  assert.equal(none.status, 1);
  assert.match(none.stderr, /nothing was published there/);
  assert.equal(readFileSync(join(to, 'current.json'), 'utf8'), 'two');
});

test('a segment is never written over by another of its name', () => {
  const backups = join(folder, 'backups');
  const segment = join(folder, 'segment');
  writeFileSync(segment, 'log');
  assert.equal(script('backup.sh', 'wal', segment, '000000010000000000000001', backups).status, 0);
  assert.equal(script('backup.sh', 'wal', segment, '000000010000000000000001', backups).status, 0);
  writeFileSync(segment, 'another');
  const other = script('backup.sh', 'wal', segment, '000000010000000000000001', backups);
  assert.equal(other.status, 1);
  assert.match(other.stderr, /is another segment/);
  assert.equal(readFileSync(join(backups, 'wal/000000010000000000000001'), 'utf8'), 'log');
});

test('a data directory that holds something is left alone; without a base backup it says so', () => {
  const data = join(folder, 'data');
  mkdirSync(data);
  writeFileSync(join(data, 'precious'), '');
  assert.match(script('restore.sh', 'database', folder, data).stderr, /is not empty/);
  assert.ok(existsSync(join(data, 'precious')));
  assert.match(script('restore.sh', 'database', folder, join(folder, 'new')).stderr, /no base backup/);
  for (const name of ['backup.sh', 'restore.sh']) {
    assert.equal(script(name).status, 2);
    assert.match(script(name, '--help').stdout, /usage/);
  }
});
