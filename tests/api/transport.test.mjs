// ETag and 304, content codings, methods, and addresses that are not there.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test, { before } from 'node:test';
import { assertProblem } from './support/contract.mjs';
import { get, send } from './support/http.mjs';
import { servedFixtures } from './support/world.mjs';

const data = [
  '/api/v1/metrics',
  '/api/v1/sources',
  '/api/v1/imports',
  '/api/v1/regions?q=chicago',
  '/api/v1/regions/metro-41860',
  '/api/v1/series?region=metro-41860&metric=home_value',
  '/api/v1/series?region=metro-41860&metric=home_value&format=csv',
  '/openapi.json',
  '/docs',
];

let base;
before(
  async () =>
    ({
      server: { base },
    } = await servedFixtures()),
);

for (const target of data) {
  test(`${target}: ETag, 304 and Cache-Control`, async () => {
    const answer = await get(base, target);
    assert.match(answer.headers.etag ?? '', /^"[^"]+"$/);
    assert.ok(answer.headers['cache-control'], 'no Cache-Control');
    for (const known of [answer.headers.etag, '*', `"other", W/${answer.headers.etag}`]) {
      for (const method of ['GET', 'HEAD']) {
        const again = await send(base, target, { method, headers: { 'If-None-Match': known } });
        assert.equal(again.status, 304, `${method} ${known}`);
        assert.equal(again.bytes.length, 0);
        assert.equal(again.headers.etag, answer.headers.etag);
      }
    }
    assert.equal((await get(base, target, { 'If-None-Match': '"other"' })).status, 200);
  });

  test(`${target}: gzip and br decode to the identity bytes`, async () => {
    const plain = await get(base, target);
    assert.equal(plain.headers['content-encoding'], undefined);
    for (const coding of ['gzip', 'br']) {
      const coded = await get(base, target, { 'Accept-Encoding': coding });
      if (plain.bytes.length >= 4096) assert.equal(coded.headers['content-encoding'], coding);
      if (!coded.headers['content-encoding']) continue;
      assert.ok(coded.bytes.length < plain.bytes.length);
      assert.equal(
        createHash('sha256').update(coded.decoded).digest('hex'),
        createHash('sha256').update(plain.bytes).digest('hex'),
      );
      assert.match(coded.headers.vary, /accept-encoding/i);
      assert.match(plain.headers.vary, /accept-encoding/i);
      assert.notEqual(coded.headers.etag, plain.headers.etag, 'two forms, two ETags');
      const again = await get(base, target, { 'Accept-Encoding': coding, 'If-None-Match': coded.headers.etag });
      assert.equal(again.status, 304);
    }
    const refused = await get(base, target, { 'Accept-Encoding': 'gzip;q=0, br;q=0' });
    assert.equal(refused.headers['content-encoding'], undefined);
    assert.deepEqual(refused.bytes, plain.bytes);
  });
}

test('the same question has the same bytes and ETag each time', async () => {
  const target = '/api/v1/series?region=us,metro-41860&metric=home_value,rent&transform=yoy';
  const [first, second] = [await get(base, target), await get(base, target)];
  assert.deepEqual(first.bytes, second.bytes);
  assert.equal(first.headers.etag, second.headers.etag);
});

for (const target of ['/health', '/metrics', '/api/v1/metrics', '/api/v1/regions/us', '/api/v1/series', '/docs']) {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    test(`${method} ${target} is refused with 405 and Allow`, async () => {
      const answer = await send(base, target, { method, body: method === 'DELETE' ? undefined : '{}' });
      assertProblem(answer, 'method-not-allowed', { instance: target });
      assert.equal(answer.headers.allow, 'GET, HEAD');
    });
  }
}

test('addresses that are not there', async () => {
  for (const target of [
    '/api/v1/',
    '/api/v1/nothing',
    '/api/v1/metrics/',
    '/api/v1/series/us',
    '/nothing',
    '/api/v2/metrics',
  ])
    assertProblem(await get(base, target), 'not-found', { instance: target });
  const head = await send(base, '/api/v1/nothing', { method: 'HEAD' });
  assert.equal(head.status, 404);
  assert.equal(head.bytes.length, 0);
});

test('a problem is never kept by a cache, and has no ETag', async () => {
  const answer = await get(base, '/api/v1/series?region=us&metric=nothing');
  assert.match(answer.headers['cache-control'], /no-store/);
  assert.equal(answer.headers.etag, undefined);
});

test('an address beyond 8 KiB and a head beyond 16 KiB are refused', async () => {
  assertProblem(await get(base, `/api/v1/regions?q=${'a'.repeat(9000)}`), 'target-too-long');
  assertProblem(await get(base, '/health', { 'X-Long': 'a'.repeat(17_000) }), 'head-too-large');
});

test('every answer carries the headers of a careful server', async () => {
  for (const target of ['/health', '/api/v1/metrics', '/api/v1/nothing', '/docs']) {
    const { headers } = await get(base, target);
    assert.equal(headers['x-content-type-options'], 'nosniff', target);
    assert.ok(headers['x-request-id'], target);
  }
});
