// `housing import --source` from a local server that stands in for the publishers: what is asked for, what comes of it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fhfa, fred, metroRents, monthStarts, names } from '../api/support/fixtures.mjs';
import { contents } from '../api/support/folder.mjs';
import { binary, housing, temporaryFolder } from '../api/support/housing.mjs';

const kModified = 'Tue, 12 Mar 2024 12:30:00 GMT';

let folder;
let count = 0;
let server;
let base;
let files = {}; // path -> (request, response) => void
let requests = [];

before(async () => {
  folder = temporaryFolder('housing-fetch-');
  server = createServer((request, response) => {
    requests.push(request);
    const answer = files[request.url];
    if (answer) answer(request, response);
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<html>none</html>');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${server.address().port}/data`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const fresh = () => join(folder, `data-${++count}`);
const prices = () => fred('CPIAUCSL', monthStarts(2023, 12, 3), ['299', '300.1', '301.25']);

/** A server that has these files ({name: text}), each with an ETag, and knows what "unchanged" means. */
function publish(texts) {
  requests = [];
  files = {};
  for (const [name, text] of Object.entries(texts)) {
    const etag = `"${name}-${text.length}"`;
    files[`/data/${name}`] = (request, response) => {
      const fields = { etag, 'last-modified': kModified, 'content-type': 'text/csv' };
      if (request.headers['if-none-match'] === etag) response.writeHead(304, fields).end();
      else response.writeHead(200, fields).end(text);
    };
  }
}

async function download(data, ...args) {
  const result = await housing(['import', '--data-dir', data, '--json', ...args]);
  return { ...result, summary: result.stdout ? JSON.parse(result.stdout) : undefined };
}

test('a download carries its address and its release date', async () => {
  publish({ 'CPIAUCSL.csv': prices() });
  const data = fresh();
  const { code, summary, stderr } = await download(data, '--from', base, '--source', 'fred/cpiaucsl');
  assert.equal(code, 0, stderr);
  const [file] = summary.files;
  assert.deepEqual([file.path, file.dataset], [`${base}/CPIAUCSL.csv`, 'fred/cpiaucsl']);
  assert.deepEqual([file.kept, file.unchanged], [3, false]);
  assert.deepEqual([file.release, file.release_from], ['2024-03-12', 'last-modified']);
  assert.match(stderr, /FRED, Federal Reserve Bank of St\. Louis: Free with citation/);
  const { stdout } = await housing(['query', '--data-dir', data, '--region', 'us', '--metric', 'cpi', '--json']);
  assert.equal(JSON.parse(stdout).series[0].prov.url, `${base}/CPIAUCSL.csv`);
});

test('the second time only "has it changed?" is asked', async () => {
  publish({ 'CPIAUCSL.csv': prices() });
  const data = fresh();
  const args = ['--from', base, '--source', 'fred/cpiaucsl'];
  await download(data, ...args);
  const before = contents(data);
  const { code, summary } = await download(data, ...args);
  assert.equal(code, 0);
  assert.deepEqual(
    summary.files.map(({ path, unchanged }) => [path, unchanged]),
    [[`${base}/CPIAUCSL.csv`, true]],
  );
  const asked = requests.map(({ headers }) => headers['if-none-match']);
  assert.deepEqual(asked, [undefined, `"CPIAUCSL.csv-${prices().length}"`]);
  assert.equal(requests[1].headers['if-modified-since'], kModified);
  assert.deepEqual(contents(data), before);
});

test('a source takes what a mirror has, and the rest is only counted', async () => {
  publish({ 'CPIAUCSL.csv': prices(), 'hpi_at_metro.csv': fhfa([['Abilene, TX', 10180, 2024, 1, '250.11', '(1.2)']]) });
  const sources = ['--source', 'fhfa', '--source', 'fred'];
  const { code, summary, stderr } = await download(fresh(), '--from', `${base}/`, ...sources);
  assert.equal(code, 0, stderr);
  assert.deepEqual(summary.files.map(({ dataset }) => dataset).sort(), ['fhfa/hpi-at/metro', 'fred/cpiaucsl']);
  assert.match(stderr, /\d+ of \d+ files are not at http/);
});

test('a folder stands in for a publisher, packed or not', async () => {
  const mirror = join(folder, 'mirror');
  mkdirSync(mirror);
  writeFileSync(join(mirror, 'CPIAUCSL.csv'), prices());
  writeFileSync(join(mirror, `${names.metroRents}.gz`), gzipSync(metroRents()));
  for (const from of [mirror, `file://${mirror}`]) {
    const data = fresh();
    const { code, summary } = await download(data, '--from', from, '--source', 'zillow', '--source', 'fred');
    assert.equal(code, 0);
    assert.deepEqual(summary.files.map(({ dataset }) => dataset).sort(), ['fred/cpiaucsl', 'zillow/zori/metro']);
    assert.ok(
      summary.files.every((file) => file.release_from === 'inferred'),
      "a copy's time is not a release date",
    );
  }
});

test('a web page instead of a file is refused with its address', async () => {
  publish({});
  files['/data/CPIAUCSL.csv'] = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
  const data = fresh();
  const { code, summary, stderr } = await download(data, '--from', base, '--source', 'fred/cpiaucsl');
  assert.equal(code, 1);
  assert.deepEqual(
    summary.unrecognised.map(({ path }) => path),
    [`${base}/CPIAUCSL.csv`],
  );
  assert.match(stderr, /CPIAUCSL\.csv: not imported: .*the publisher answered a web page/);
});

test('a killed download goes on where it was', async () => {
  const text = fred(
    'CPIAUCSL',
    monthStarts(1950, 1, 900),
    Array.from({ length: 900 }, (_, i) => `${i}.5`),
  );
  const half = Math.floor(text.length / 2);
  const fields = { etag: '"one"', 'content-type': 'text/csv' };
  publish({});
  let stalled;
  const stall = new Promise((done) => {
    stalled = done;
  });
  files['/data/CPIAUCSL.csv'] = (request, response) => {
    const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    if (from === undefined) {
      response.writeHead(200, { ...fields, 'content-length': text.length });
      response.write(text.slice(0, half), stalled); // and no more
    } else {
      assert.equal(request.headers['if-range'], '"one"');
      response.writeHead(206, { ...fields, 'content-range': `bytes ${from}-${text.length - 1}/${text.length}` });
      response.end(text.slice(Number(from)));
    }
  };
  const data = fresh();
  const args = ['import', '--data-dir', data, '--json', '--from', base, '--source', 'fred/cpiaucsl'];
  const child = spawn(binary, args, { env: { PATH: process.env.PATH }, stdio: 'ignore' });
  await stall;
  const downloads = join(data, 'downloads', 'fred');
  const part = join(downloads, 'CPIAUCSL.csv.part');
  const size = () => statSync(part, { throwIfNoEntry: false })?.size ?? 0;
  while (size() < half) await new Promise((done) => setTimeout(done, 10));
  child.kill('SIGKILL');
  await new Promise((done) => child.once('close', done));
  assert.deepEqual(readdirSync(downloads).sort(), ['CPIAUCSL.csv.note.part', 'CPIAUCSL.csv.part']);
  const swept = await download(fresh(), downloads);
  assert.deepEqual(swept.summary, { files: [], unrecognised: [] }, 'an unfinished file was imported');

  const { code, summary, stderr } = await download(data, '--from', base, '--source', 'fred/cpiaucsl');
  assert.equal(code, 0, stderr);
  assert.equal(summary.files[0].kept, 900);
  assert.equal(requests.at(-1).headers.range, `bytes=${half}-`);
  assert.deepEqual(readdirSync(downloads), []);
});

test('wrong usage exits 2 and says what is known', async () => {
  const unknown = await housing(['import', '--data-dir', fresh(), '--source', 'zilow']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /'zilow'.*fhfa, fred, hud, realtor, redfin, zillow/);
  const nowhere = ['--from', join(folder, 'nothing'), '--source', 'fred'];
  for (const args of [[], ['--from', 'https://mirror.example'], nowhere]) {
    const { code, stderr } = await housing(['import', '--data-dir', fresh(), ...args]);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, /--from|--source/);
  }
});

test('an address that is not encrypted is not fetched', async () => {
  const { code, summary } = await download(fresh(), '--from', 'http://mirror.example', '--source', 'fred/cpiaucsl');
  assert.equal(code, 1);
  assert.match(summary.unrecognised[0].reason, /not encrypted/);
});

test('demo data and downloads do not mix', async () => {
  publish({ 'CPIAUCSL.csv': prices() });
  const data = fresh();
  await housing(['demo', '--data-dir', data]);
  const { code, stderr } = await housing(['import', '--data-dir', data, '--from', base, '--source', 'fred/cpiaucsl']);
  assert.equal(code, 1);
  assert.match(stderr, /demo data/);
  assert.deepEqual(requests, [], 'it was downloaded before it was refused');
});
