// What an import leaves behind when it is killed, when the disk is full, when the folder is read-only, and when two run
// at once: the old state or the new one, never something between, and a later import works.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fred, monthEnds, monthStarts, names, zillow } from './support/fixtures.mjs';
import { contents } from './support/folder.mjs';
import { binary, housing, housingOk, temporaryFolder } from './support/housing.mjs';

const kKills = Number(process.env.E2E_KILLS ?? 200);
const kPairs = 10;
const folder = temporaryFolder('housing-crash-');
const environment = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' };

const edition = (value) =>
  zillow(monthEnds(2023, 1, 24), [
    [102001, 0, 'United States', 'country', '', ...Array(24).fill(value)],
    [395057, 11, 'San Francisco, CA', 'msa', 'CA', ...Array(24).fill(value * 3)],
  ]);

/** A file of its own for each edition, released a day after the one before. */
function editionFile(number) {
  const to = join(folder, `edition-${number}`);
  mkdirSync(to, { recursive: true });
  const path = join(to, names.metroValues);
  writeFileSync(path, edition(100_000 + number));
  const released = new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10);
  return { path, released };
}

const importArgs = (data, { path, released }) => ['import', '--data-dir', data, '--released', released, path];

async function lastValue(data) {
  const args = ['query', '--data-dir', data, '--region', 'us', '--metric', 'home_value', '--last', '1', '--json'];
  return JSON.parse((await housingOk(args)).stdout).series[0]?.values[0];
}

/** Every object that the newest manifest names is there. */
function assertWhole(data) {
  const objects = join(data, 'objects');
  const pointer = JSON.parse(readFileSync(join(objects, 'current.json'), 'utf8'));
  const manifest = JSON.parse(readFileSync(join(objects, pointer.manifest), 'utf8'));
  const there = new Set(Object.keys(contents(objects)));
  for (const key of Object.values(manifest.blocks)) assert.ok(there.has(key), key);
  for (const { shard, raw } of manifest.shards) {
    assert.ok(there.has(shard), shard);
    assert.ok(there.has(raw), raw);
  }
}

test(`${kKills} imports killed at random moments leave the old state or the new`, async () => {
  const data = join(folder, 'killed');
  const first = editionFile(0);
  const begin = performance.now();
  await housingOk(importArgs(data, first));
  const usual = performance.now() - begin;
  let current = 100_000;
  let [old, fresh] = [0, 0];
  for (let number = 1; number <= kKills; ++number) {
    const child = spawn(binary, importArgs(data, editionFile(number)), { env: environment, stdio: 'ignore' });
    const ended = new Promise((done) => child.once('close', done));
    await sleep(Math.random() * usual * 1.2);
    child.kill('SIGKILL');
    await ended;
    const seen = await lastValue(data);
    assert.ok(seen === current || seen === 100_000 + number, `${seen} after edition ${number} over ${current}`);
    seen === current ? ++old : ++fresh;
    current = seen;
    if (number % 20 === 0) assertWhole(data);
  }
  await housingOk(importArgs(data, editionFile(kKills + 1)));
  assert.equal(await lastValue(data), 100_000 + kKills + 1);
  assertWhole(data);
  console.log(`# ${old} killed imports left the old state, ${fresh} the new`);
});

test('two importers at once both come in', async () => {
  const data = join(folder, 'raced');
  const prices = join(folder, 'CPIAUCSL.csv');
  for (let number = 0; number < kPairs; ++number) {
    writeFileSync(prices, fred('CPIAUCSL', monthStarts(2024, 1, 3), ['300', '301', String(302 + number)]));
    const released = editionFile(number).released;
    const both = await Promise.all([
      housing(importArgs(data, editionFile(number))),
      housing(importArgs(data, { path: prices, released })),
    ]);
    for (const { code, stderr } of both) assert.equal(code, 0, stderr);
    assert.equal(await lastValue(data), 100_000 + number);
    const query = ['query', '--data-dir', data, '--region', 'us', '--metric', 'cpi', '--last', '1', '--json'];
    assert.equal(JSON.parse((await housingOk(query)).stdout).series[0].values[0], 302 + number);
  }
  assertWhole(data);
});

// A small disk of its own. Needs root; skipped, and said so, elsewhere.
function smallDisk(t, megabytes) {
  const at = join(folder, 'disk');
  mkdirSync(at, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at], { stdio: 'pipe' });
  } catch (error) {
    t.skip(`no small disk can be mounted here: ${String(error.stderr ?? error).trim()}`);
    return undefined;
  }
  after(() => execFileSync('umount', [at]));
  return at;
}
const remount = (at, options) => execFileSync('mount', ['-o', `remount,${options}`, at]);

test('a full disk and a read-only folder are clear errors, and nothing is lost', async (t) => {
  const disk = smallDisk(t, 1);
  if (!disk) return;
  const data = join(disk, 'data');
  await housingOk(importArgs(data, editionFile(0)));
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(800_000));

  const large = join(folder, 'large');
  mkdirSync(large, { recursive: true });
  const path = join(large, names.metroValues);
  const rows = Array.from({ length: 900 }, (_, i) => [i + 1, i, `Nowhere ${i}, CA`, 'msa', 'CA', ...Array(24).fill(i)]);
  writeFileSync(path, zillow(monthEnds(2023, 1, 24), rows));
  const full = await housing(importArgs(data, { path, released: '2025-06-01' }));
  assert.equal(full.code, 1);
  assert.match(full.stderr, /No space left on device/);
  assert.equal(await lastValue(data), 100_000);

  remount(disk, 'ro');
  const refused = await housing(importArgs(data, editionFile(1)));
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /Read-only file system/);
  assert.equal(await lastValue(data), 100_000);

  remount(disk, 'rw,size=64m');
  await housingOk(importArgs(data, { path, released: '2025-06-01' }));
  await housingOk(importArgs(data, editionFile(1)));
  assert.equal(await lastValue(data), 100_001);
  assertWhole(data);
});
