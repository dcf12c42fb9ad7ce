// The server's life: it picks up imports, ends politely, and says what it does.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import test from 'node:test';
import { fred, monthStarts, writeFixtures } from './support/fixtures.mjs';
import { contents } from './support/folder.mjs';
import { housing, housingOk, serve, temporaryFolder } from './support/housing.mjs';
import { get } from './support/http.mjs';
import { servedDemo } from './support/world.mjs';

const kPatienceSeconds = 15;
async function until(what, condition) {
  const deadline = Date.now() + kPatienceSeconds * 1000;
  while (Date.now() < deadline) {
    const value = await condition();
    if (value) return value;
    await wait(50);
  }
  return assert.fail(`${what}: not within ${kPatienceSeconds} s`);
}

test('a new import is served without a restart; the same bytes again change neither answer nor ETag', async () => {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const files = writeFixtures(join(folder, 'files'), ['metroRents', 'prices']);
  await housingOk(['import', '--data-dir', data, files.prices]);
  const { base } = await serve(data);
  const target = '/api/v1/regions/us';
  const metrics = ({ json }) => json.latest.map(({ metric }) => metric);
  const first = await get(base, target);
  assert.deepEqual(metrics(first), ['cpi']);

  await housingOk(['import', '--data-dir', data, files.metroRents]);
  const second = await until('the new import', async () => {
    const answer = await get(base, target);
    return answer.headers.etag !== first.headers.etag && answer;
  });
  assert.deepEqual(metrics(second), ['rent', 'cpi']);
  assert.equal((await get(base, target, { 'If-None-Match': first.headers.etag })).status, 200);

  const before = contents(data);
  await housingOk(['import', '--data-dir', data, files.metroRents, files.prices]);
  assert.deepEqual(contents(data), before);
  await wait(2500); // longer than the server takes to look again
  const third = await get(base, target);
  assert.equal(third.headers.etag, second.headers.etag);
  assert.deepEqual(third.bytes, second.bytes);
});

test('the first import into an empty folder is served without a restart', async () => {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const { base } = await serve(data);
  writeFileSync(join(folder, 'CPIAUCSL.csv'), fred('CPIAUCSL', monthStarts(2024, 1, 2), ['300', '301']));
  await housingOk(['import', '--data-dir', data, join(folder, 'CPIAUCSL.csv')]);
  await until('the first import', async () => (await get(base, '/api/v1/imports')).json.imports.length === 1);
});

test('readers are not disturbed while imports come in', async () => {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const { base } = await serve(data);
  let reading = true;
  const seen = new Set();
  const reader = (async () => {
    while (reading) {
      const answer = await get(base, '/api/v1/series?region=us&metric=cpi&last=1');
      assert.equal(answer.status, 200);
      const [series] = answer.json.series;
      seen.add(series?.values[0]);
    }
  })();
  for (let i = 1; i <= 4; ++i) {
    const file = join(folder, 'CPIAUCSL.csv');
    writeFileSync(file, fred('CPIAUCSL', monthStarts(2024, 1, i), Array(i).fill(String(300 + i))));
    await housingOk(['import', '--data-dir', data, file]);
    await until(`import ${i}`, () => seen.has(300 + i));
  }
  reading = false;
  await reader;
  for (const value of seen) assert.ok(value === undefined || (value >= 301 && value <= 304), String(value));
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  test(`${signal} ends it with exit 0, and the log says so`, async () => {
    const server = await serve(join(temporaryFolder(), 'data'));
    assert.deepEqual(await server.stop(signal), { code: 0, signal: null });
    const messages = server
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).msg);
    assert.ok(messages.includes('listening'));
    assert.equal(messages.at(-1), 'stopped');
  });
}

const kPipelined = 4; // together far more than the kernel keeps for a connection

/** Sends requests, reads the first piece of the first answer, and nothing more until told: {begun, finish}. */
function slowReader(port, target) {
  const socket = connect(port, '127.0.0.1');
  const chunks = [];
  let begun;
  const hasBegun = new Promise((done) => {
    begun = done;
  });
  socket.once('data', (chunk) => {
    socket.pause();
    chunks.push(chunk);
    begun();
  });
  const ended = new Promise((done, failed) => {
    socket.once('end', done);
    socket.once('error', failed);
  });
  socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(kPipelined));
  const finish = async () => {
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.resume();
    await ended;
    return Buffer.concat(chunks);
  };
  return { begun: hasBegun, finish };
}

/** [{head, body}] of the answers that came over one connection. */
function answersIn(bytes) {
  const answers = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n\r\n', at) + 4;
    const head = bytes.subarray(at, end).toString('latin1');
    const length = Number(/^content-length: (\d+)/im.exec(head)[1]);
    answers.push({ head, body: bytes.subarray(end, end + length) });
    at = end + length;
  }
  return answers;
}

test('SIGTERM lets answers that have begun be read to their end, and takes no new connection', async () => {
  const { server } = await servedDemo();
  const { regions } = (await get(server.base, '/api/v1/regions?type=metro&limit=50')).json;
  const { metrics } = (await get(server.base, '/api/v1/metrics')).json;
  const covered = metrics.filter(({ coverage }) => coverage).map(({ id }) => id);
  const some = Array.from({ length: 18 }, (_, i) => covered[i % covered.length]);
  const target = `/api/v1/series?region=${regions.map(({ id }) => id)}&metric=${some}`;
  const whole = await get(server.base, target);
  assert.ok(whole.bytes.length > 2_000_000, `only ${whole.bytes.length} bytes`);
  const readers = Array.from({ length: 5 }, () => slowReader(server.port, target));
  await Promise.all(readers.map((reader) => reader.begun));
  server.kill('SIGTERM');
  await until('refusing connections', async () =>
    get(server.base, '/health').then(
      () => false,
      () => true,
    ),
  );
  assert.equal(
    await Promise.race([server.ended, wait(300, 'still there')]),
    'still there',
    'it did not wait for its readers',
  );
  for (const reader of readers) {
    const answers = answersIn(await reader.finish());
    assert.ok(answers.length >= 1); // a request behind it may stay unanswered, an answer may not stay unfinished
    for (const { head, body } of answers) {
      assert.match(head, /^HTTP\/1\.1 200 /);
      assert.ok(body.equals(whole.bytes), `${body.length} of ${whole.bytes.length} bytes`);
    }
  }
  assert.deepEqual(await server.ended, { code: 0, signal: null });
});

test('the access log has one JSON line a request; --no-access-log has none', async () => {
  const data = join(temporaryFolder(), 'data');
  const server = await serve(data);
  await get(server.base, '/api/v1/metrics?x=1');
  await server.stop();
  const lines = server
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const entry = lines.find((line) => JSON.stringify(line).includes('/api/v1/metrics'));
  assert.ok(entry, server.log());
  assert.equal(entry.status, 422);
  const quiet = await serve(data, ['--no-access-log']);
  await get(quiet.base, '/api/v1/metrics?x=1');
  await quiet.stop();
  assert.doesNotMatch(quiet.log(), /api\/v1\/metrics/);
});

test('a port that is taken exits 1 and is named', async () => {
  const data = join(temporaryFolder(), 'data');
  const server = await serve(data);
  const { code, stderr } = await housing(['serve', '--data-dir', data, '--port', String(server.port)]);
  assert.equal(code, 1);
  assert.ok(stderr.includes(String(server.port)), stderr);
});

test('--web serves a folder beside the API: pages, deep links, a page for what is not there', async () => {
  const folder = temporaryFolder();
  const web = join(folder, 'web');
  mkdirSync(web);
  for (const page of ['index', 'region', '404']) writeFileSync(join(web, `${page}.html`), `<!doctype html><p>${page}`);
  const { base } = await serve(join(folder, 'data'), ['--web', web]);
  const asked = { '/': ['index', 200], '/region/metro-41860': ['region', 200], '/nothing': ['404', 404] };
  for (const [target, [page, status]] of Object.entries(asked)) {
    const answer = await get(base, target);
    assert.deepEqual([answer.status, answer.type], [status, 'text/html'], target);
    assert.match(answer.text, new RegExp(page));
  }
  assert.equal((await get(base, '/api/v1/nothing')).type, 'application/problem+json');
  const { code, stderr } = await housing([
    'serve',
    '--data-dir',
    join(folder, 'data'),
    '--port',
    '0',
    '--web',
    join(folder, 'none'),
  ]);
  assert.equal(code, 1);
  assert.match(stderr, /--web.*none/);
});
