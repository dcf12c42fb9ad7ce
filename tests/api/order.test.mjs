// The order in which files come in does not matter: the present is the same, byte for byte, but for the retrieval time.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { metroValues, names, writeFixtures } from './support/fixtures.mjs';
import { housingOk, serve, temporaryFolder } from './support/housing.mjs';
import { get } from './support/http.mjs';

const targets = [
  '/api/v1/metrics',
  '/api/v1/sources',
  '/api/v1/regions?limit=200',
  '/api/v1/regions?q=san',
  '/api/v1/regions?type=x',
  '/api/v1/regions/us',
  '/api/v1/regions/metro-41860',
  '/api/v1/regions/x-zillow-999901',
  '/api/v1/series?region=us,metro-41860,metro-35620,state-ca&metric=home_value,rent,cpi,mortgage_rate',
  '/api/v1/series?region=us,metro-41860&metric=home_value&transform=yoy&format=csv',
];

let files;
let folder;
before(() => {
  folder = temporaryFolder();
  const paths = writeFixtures(join(folder, 'files'));
  // An earlier release that overlaps, and calls a place otherwise.
  const older = join(folder, 'older', names.metroValues);
  mkdirSync(join(folder, 'older'));
  writeFileSync(older, metroValues({ months: 20, shift: 77 }).replace('Atlantis, CA', 'Atlantis City, CA'));
  files = [...Object.values(paths), older];
});

const withoutTime = (text) => text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME');

/** Every answer after `orders`: each a list of files for one `housing import`. */
async function answersAfter(name, imports) {
  const data = join(folder, name);
  for (const paths of imports) await housingOk(['import', '--data-dir', data, ...paths]);
  const server = await serve(data);
  const answers = [];
  for (const target of targets) {
    const answer = await get(server.base, target);
    assert.equal(answer.status, 200, target);
    answers.push(withoutTime(answer.text));
  }
  const imported = (await get(server.base, '/api/v1/imports')).json.imports;
  await server.stop();
  return { answers, ids: imported.map(({ id }) => id).sort() };
}

test('in one go, reversed, one by one, and shuffled with repetitions', async () => {
  const backwards = [...files].reverse();
  const expected = await answersAfter('forwards', [files]);
  assert.equal(expected.ids.length, files.length);
  const orders = {
    reversed: [backwards],
    'one by one': files.map((file) => [file]),
    'one by one, reversed': backwards.map((file) => [file]),
    'with repetitions': [files.slice(3), files, backwards.slice(2)],
  };
  for (const [name, imports] of Object.entries(orders)) {
    const { answers, ids } = await answersAfter(name, imports);
    assert.deepEqual(ids, expected.ids, name);
    targets.forEach((target, i) => assert.equal(answers[i], expected.answers[i], `${name}: ${target}`));
  }
});
