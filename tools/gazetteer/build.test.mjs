// The gazetteer's bytes depend on nothing but its inputs, and say what they must.
// HOUSING_GAZETTEER_PACKAGES: a folder whose node_modules has the packages; by default this one's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makePlaces } from './lib/model.mjs';
import { loadPackages } from './lib/packages.mjs';
import { factTables } from './lib/tables.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const packages = process.env.HOUSING_GAZETTEER_PACKAGES ?? here;
const loaded = await loadPackages(packages);

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

test('neighbours are mutual, and counties without an outline have theirs from our table', () => {
  const places = makePlaces(loaded, factTables(join(here, 'facts')));
  const find = (type, code) => places.find((place) => place.type === type && place.code === code);
  const codes = (place) => place.neighbours.map(({ code }) => code).sort();
  let pairs = 0;
  for (const place of places)
    for (const beside of place.neighbours) {
      pairs += 1;
      assert.equal(beside.type, place.type);
      assert.ok(beside !== place && beside.neighbours.includes(place), `${place.name} and ${beside.name}`);
    }
  assert.ok(pairs > 18_000, `${pairs} pairs`);
  assert.deepEqual(codes(find('county', '17031')), ['17043', '17089', '17097', '17111', '17197', '18089']);
  assert.deepEqual(codes(find('county', '09120')), ['09140', '09170', '09190']);
  assert.deepEqual(codes(find('state', 'ca')), ['az', 'nv', 'or']);
  assert.deepEqual(codes(find('state', 'hi')), []);
});

test('a neighbour that is no county is refused by name', () => {
  const facts = factTables(join(here, 'facts'));
  facts.countyNeighbours.push(['09110', '99999']);
  assert.throws(() => makePlaces(loaded, facts), /county-neighbours\.tsv names 99999/);
});

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
