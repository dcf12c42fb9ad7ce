// The gazetteer's bytes depend on nothing but its inputs, and say what they must.
// HOUSING_GAZETTEER_PACKAGES: a folder whose node_modules has the packages; by default this one's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const packages = process.env.HOUSING_GAZETTEER_PACKAGES ?? here;
function build(folder, out) {
  const call = [join(here, 'build.mjs'), '--packages', folder, out];
  return spawnSync(process.execPath, call, { encoding: 'utf8', cwd: tmpdir() });
}

function inScratch(work) {
  const folder = mkdtempSync(join(tmpdir(), 'gazetteer-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the same inputs give the same bytes', () =>
  inScratch((folder) => {
    const files = ['one', 'two'].map((name) => {
      const run = build(packages, join(folder, name));
      assert.equal(run.status, 0, run.stderr);
      return readFileSync(join(folder, name));
    });
    assert.ok(files[0].equals(files[1]));
    assert.equal(files[0].toString('latin1', 0, 8), 'HTPLACES');
    assert.equal(files[0].readUInt32LE(12), files[0].length);
    assert.ok(files[0].readUInt32LE(24) > 46_000, 'places');
    assert.ok(files[0].length < 4_000_000, 'it must stay small enough to lie inside the program');
  }));

test('missing packages are named, with what to do', () =>
  inScratch((folder) => {
    const run = build(folder, join(folder, 'out'));
    assert.equal(run.status, 1);
    assert.match(run.stderr, /us-atlas is not installed .*pnpm install/);
  }));

test('a wrong call says how it is called', () => {
  const run = spawnSync(process.execPath, [join(here, 'build.mjs')], { encoding: 'utf8' });
  assert.equal(run.status, 2);
  assert.match(run.stderr, /usage: build\.mjs/);
});
