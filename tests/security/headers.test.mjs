// What every answer carries and what none does, whatever was asked: kinds of content, headers for browsers, nothing
// about versions, nothing for other sites; and which methods are taken at all.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { sendUnchecked } from '../api/support/http.mjs';
import { Installation } from '../accounts/support/installation.mjs';

let server;
before(async () => {
  const home = new Installation();
  const files = join(home.folder, 'files');
  writeFixtures(files);
  await home.import(files);
  const web = join(home.folder, 'web');
  mkdirSync(web);
  writeFileSync(join(web, 'index.html'), '<!doctype html><html lang="en"><title>t</title></html>');
  writeFileSync(join(web, 'app.js'), 'void 0;\n');
  server = await home.serve('--web', web);
});

const asks = [
  ['GET', '/', 200, /^text\/html; charset=utf-8$/],
  ['GET', '/app.js', 200, /^text\/javascript; charset=utf-8$/],
  ['GET', '/nothing.php', 404, /./],
  ['GET', '/.git/config', 404, /./],
  ['GET', '/docs', 200, /^text\/html; charset=utf-8$/],
  ['GET', '/openapi.json', 200, /^application\/json$/],
  ['GET', '/health', 200, /^application\/json$/],
  ['GET', '/metrics', 200, /^text\/plain; .*charset=utf-8/],
  ['GET', '/api/v1/metrics', 200, /^application\/json$/],
  ['GET', '/api/v1/series?region=us&metric=home_value&format=csv', 200, /^text\/csv; charset=utf-8$/],
  ['GET', '/api/v1/chart.svg?region=us&metric=home_value', 200, /^image\/svg\+xml/],
  ['GET', '/api/v1/series?region=nowhere', 422, /^application\/problem\+json$/],
  ['GET', '/api/v1/nothing', 404, /^application\/problem\+json$/],
  ['GET', '/api/v1/me', 401, /^application\/problem\+json$/],
  ['POST', '/api/v1/auth/login', 422, /^application\/problem\+json$/],
  ['DELETE', '/api/v1/series', 405, /^application\/problem\+json$/],
  ['GET', '/fred/series?series_id=NONE', 400, /^text\/xml|^application\/xml/],
];

function assertHeaders({ status, headers, type }, what) {
  assert.equal(headers['x-content-type-options'], 'nosniff', what);
  assert.equal(headers['referrer-policy'], 'strict-origin-when-cross-origin', what);
  assert.equal(headers['x-frame-options'], 'DENY', what);
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin', what);
  for (const name of [
    'server',
    'x-powered-by',
    'via',
    'access-control-allow-origin',
    'access-control-allow-credentials',
  ])
    assert.equal(headers[name], undefined, `${what}: ${name}`);
  if (type !== 'text/html' || status >= 400) return;
  const policy = headers['content-security-policy'] ?? '';
  const of = (name) => new RegExp(`(?:^|; )${name} ([^;]*)`).exec(policy)?.[1];
  assert.ok(["'self'", "'none'"].includes(of('script-src') ?? of('default-src')), `${what}: ${policy}`);
  assert.equal(of('frame-ancestors'), "'none'", what);
}

for (const [method, path, status, type] of asks)
  test(`${method} ${path}`, async () => {
    for (const headers of [{}, { Origin: 'https://elsewhere.example' }, { Origin: 'null' }]) {
      const answer = await sendUnchecked(server.base, path, { method, headers });
      assert.equal(answer.status, status, answer.text.slice(0, 200));
      assert.match(answer.headers['content-type'] ?? '', type);
      assertHeaders(answer, `${method} ${path}`);
    }
    if (method !== 'GET') return;
    const head = await sendUnchecked(server.base, path, { method: 'HEAD' });
    assert.equal(head.status, status);
    assertHeaders(head, `HEAD ${path}`);
  });

test('an answer that was not changed carries them too', async () => {
  const first = await sendUnchecked(server.base, '/api/v1/metrics');
  const { etag } = first.headers;
  const again = await sendUnchecked(server.base, '/api/v1/metrics', { headers: { 'If-None-Match': etag } });
  assert.equal(again.status, 304);
  assertHeaders(again, '304');
});

test('a question of another site’s script is answered as nobody’s', async () => {
  const preflight = { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'POST' };
  for (const path of ['/api/v1/notes', '/api/v1/metrics', '/']) {
    const answer = await sendUnchecked(server.base, path, { method: 'OPTIONS', headers: preflight });
    assert.ok(answer.status >= 400, `${path}: ${answer.status}`);
    assertHeaders(answer, `OPTIONS ${path}`);
  }
});

/** The status line of raw bytes. */
const raw = (text) =>
  new Promise((done, failed) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => done(answer));
    socket.on('error', failed);
  });

test('methods that are not in use are refused, with the same headers', async () => {
  for (const method of ['TRACE', 'CONNECT', 'PROPFIND', 'TRACK', 'get', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    const answer = await raw(`${method} /api/v1/metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 (400|405|501) /, method);
    assert.match(answer, /X-Content-Type-Options: nosniff/i, method);
    assert.doesNotMatch(answer, /^Server:/im, method);
  }
});

test('a method in another header changes nothing', async () => {
  for (const name of ['X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method']) {
    const answer = await sendUnchecked(server.base, '/api/v1/metrics', { headers: { [name]: 'DELETE' } });
    assert.equal(answer.status, 200, name);
  }
});

test('what cannot be read as a request says no more than that', async () => {
  for (const text of [
    'nonsense\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  ]) {
    const answer = await raw(text);
    assert.match(answer, /^HTTP\/1\.1 400 /);
    assert.match(answer, /X-Content-Type-Options: nosniff/i);
    assert.doesNotMatch(answer, /\.cpp|boost|exception|std::/i);
  }
});
