// `housing import --source`: files fetched from an address, here a server of the test's own.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fred, monthStarts, names, prices, writeFixtures } from './support/fixtures.mjs';
import { contents } from './support/folder.mjs';
import { housing, housingOk, temporaryFolder } from './support/housing.mjs';

/** A server of files: {base, asked}. `files`: {name: {text, modified?, status?}}; paths are looked up by their end. */
async function publisher(files) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push({
      url: request.url,
      since: request.headers['if-modified-since'],
      match: request.headers['if-none-match'],
    });
    const [, file] = Object.entries(files).find(([name]) => decodeURIComponent(request.url).endsWith(name)) ?? [];
    if (!file) return response.writeHead(404).end('nothing here');
    if (file.modified) response.setHeader('Last-Modified', file.modified);
    const unchanged = file.modified && request.headers['if-modified-since'] === file.modified;
    if (unchanged) return response.writeHead(304).end();
    return response.writeHead(file.status ?? 200, { 'Content-Type': 'text/csv' }).end(file.text);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  after(() => server.close());
  return { base: `http://127.0.0.1:${server.address().port}`, asked };
}

const fetchFred = (data, base) => housing(['import', '--data-dir', data, '--source', 'fred', '--from', base, '--json']);
const modified = 'Thu, 15 May 2025 12:30:00 GMT';

test('a folder given as --from is a path', async () => {
  const folder = temporaryFolder();
  writeFixtures(join(folder, 'files'), ['prices', 'mortgage']);
  const { stdout } = await housingOk([
    'import',
    '--data-dir',
    join(folder, 'data'),
    '--from',
    join(folder, 'files'),
    '--json',
  ]);
  assert.deepEqual(
    JSON.parse(stdout).files.map(({ dataset }) => dataset),
    ['fred/cpiaucsl', 'fred/mortgage30us'],
  );
});

test('a server dates the release; its address is kept; an unchanged file is not fetched again', async () => {
  const data = join(temporaryFolder(), 'data');
  const { base, asked } = await publisher({ [names.prices]: { text: prices(), modified } });
  const first = await fetchFred(data, base);
  const { files } = JSON.parse(first.stdout);
  assert.deepEqual(
    files.map(({ dataset, release, release_from: from }) => [dataset, release, from]),
    [['fred/cpiaucsl', '2025-05-15', 'last-modified']],
  );
  const args = ['query', '--data-dir', data, '--region', 'us', '--metric', 'cpi', '--last', '1', '--json'];
  const [{ prov }] = JSON.parse((await housingOk(args)).stdout).series;
  assert.ok(prov.url.startsWith(base), prov.url);
  assert.equal(prov.release_from, 'last-modified');

  const before = asked.length;
  await fetchFred(data, base);
  const again = asked.slice(before).find(({ url }) => url.endsWith(names.prices));
  assert.equal(again.since, modified);
  const [{ prov: after }] = JSON.parse((await housingOk(args)).stdout).series;
  assert.deepEqual(after, prov);
});

test('a file that fails is told with its address; the others come in; exit 3', async () => {
  const data = join(temporaryFolder(), 'data');
  const { base } = await publisher({
    [names.prices]: { text: fred('CPIAUCSL', monthStarts(2024, 1, 2), ['300', '301']) },
    'UNRATE.csv': { text: 'no', status: 500 },
    'HOUST.csv': { text: '<html>Sign in</html>' },
  });
  const { code, stdout } = await fetchFred(data, base);
  assert.equal(code, 3);
  const { files, unrecognised } = JSON.parse(stdout);
  assert.deepEqual(
    files.map(({ dataset }) => dataset),
    ['fred/cpiaucsl'],
  );
  const reasons = Object.fromEntries(unrecognised.map(({ path, reason }) => [path.split('/').at(-1), reason]));
  assert.match(reasons['HOUST.csv'], /web page/);
  assert.ok(
    Object.keys(reasons).some((name) => name.includes('UNRATE')),
    JSON.stringify(reasons),
  );
});

test('an unknown source exits 2 and names the known ones; nothing is written', async () => {
  const data = join(temporaryFolder(), 'data');
  const { code, stderr } = await housing(['import', '--data-dir', data, '--source', 'fredd']);
  assert.equal(code, 2);
  assert.match(stderr, /fredd/);
  assert.match(stderr, /fhfa.*fred.*zillow/);
  assert.deepEqual(contents(data), {});
});
