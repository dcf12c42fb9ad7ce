// The canary passes on a healthy site and fails, at the right step, on each kind of broken one.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { runCanary } from '../local/run_canary.mjs';
import { brokenSite, demoSite, missing } from './site.mjs';

const kAll = ['Load Homepage', 'Search Places', 'API Ready', 'API Regions', 'API Series'];
const skip = missing();
if (skip) console.error(`SKIP canary: ${skip}`);

let site;
before(async () => {
  if (!skip) site = await demoSite();
});
after(() => site?.stop());

const lenient = { CANARY_MAX_AGE_DAYS: '36500', CANARY_ALLOW_SYNTHETIC: 'true', CANARY_STEP_MS: '4000' };
const run = (baseUrl, more = {}) => runCanary({ ...lenient, SITE_URL: baseUrl, ...more });

// Fails at `step`, after all before it passed.
function failedAt(result, step, pattern) {
  assert.equal(result.passed, false, 'the canary passed');
  assert.match(result.reason, pattern);
  const wanted = kAll.slice(0, kAll.indexOf(step) + 1).map((name) => [name, name !== step]);
  assert.deepEqual(
    result.steps.map(({ name, passed }) => [name, passed]),
    wanted,
  );
}

async function spoiled(spoil, more) {
  const broken = await brokenSite(site.baseUrl, spoil);
  try {
    return await run(broken.baseUrl, more);
  } finally {
    await broken.stop();
  }
}

test('a healthy site passes every step', { skip }, async () => {
  const result = await run(site.baseUrl);
  assert.equal(result.reason, undefined);
  assert.deepEqual(
    result.steps.map(({ name, passed }) => [name, passed]),
    kAll.map((name) => [name, true]),
  );
});

test('the proxy that spoils answers spoils nothing by itself', { skip }, async () => {
  assert.equal((await spoiled(() => undefined)).reason, undefined);
});

test('no server: the home page fails', { skip }, async () => {
  const gone = await brokenSite(site.baseUrl, () => undefined);
  await gone.stop();
  failedAt(await run(gone.baseUrl), 'Load Homepage', /ERR_CONNECTION_REFUSED/);
});

test('a home page that answers 500 fails', { skip }, async () => {
  const result = await spoiled((path) => path === '/' && { status: 500, type: 'text/html', body: '<h1>oops</h1>' });
  failedAt(result, 'Load Homepage', /answered 500/);
});

test('an empty home page fails', { skip }, async () => {
  const result = await spoiled((path) => path === '/' && { type: 'text/html', body: '<!DOCTYPE html><p>hello</p>' });
  failedAt(result, 'Load Homepage', /search-input/);
});

test('a search without results fails', { skip }, async () => {
  const result = await spoiled((path) => path.startsWith('/api/v1/regions?') && { body: { regions: [], next: null } });
  failedAt(result, 'Search Places', /results/);
});

test('a search that finds other places fails', { skip }, async () => {
  const other = { id: 'us', name: 'Elsewhere', type: 'us', label: 'Elsewhere', parents: [], metrics: 1 };
  const result = await spoiled(
    (path) => path.startsWith('/api/v1/regions?') && { body: { regions: [other], next: null, synthetic: true } },
  );
  failedAt(result, 'Search Places', /none is San Francisco/);
});

test('an API that is not ready fails', { skip }, async () => {
  const down = await spoiled((path) => path === '/health/ready' && { status: 503 });
  failedAt(down, 'API Ready', /answered 503/);
  const body = { status: 'ready', checks: [{ name: 'database', status: 'failed' }] };
  failedAt(await spoiled((path) => path === '/health/ready' && { body }), 'API Ready', /not ready: database/);
});

test('a series without values, or none, fails', { skip }, async () => {
  const empty = { periods: ['2026-01', '2026-02'], values: [null, null] };
  for (const series of [[], [empty]]) {
    const result = await spoiled((path) => path.startsWith('/api/v1/series?region=metro') && { body: { series } });
    failedAt(result, 'API Series', /no values/);
  }
});

test('a stale series fails, by the calendar of its periods', { skip }, async () => {
  const iso = (days) => new Date(Date.now() - days * 86_400_000).toISOString();
  const endingWith = (period) => ({ series: [{ periods: ['1999', period, '2999'], values: [1, 2, null] }] });
  const check = (period) =>
    spoiled((path) => path.startsWith('/api/v1/series?region=metro') && { body: endingWith(period) }, {
      CANARY_MAX_AGE_DAYS: '120',
    });
  failedAt(await check(iso(200).slice(0, 7)), 'API Series', /days ago; 120 are allowed/);
  failedAt(await check(iso(122).slice(0, 10)), 'API Series', /12[12] days ago/);
  assert.equal((await check(iso(60).slice(0, 7))).reason, undefined);
  assert.equal((await check(iso(119).slice(0, 10))).reason, undefined);
});

test('synthetic data fails where it is not allowed', { skip }, async () => {
  failedAt(await run(site.baseUrl, { CANARY_ALLOW_SYNTHETIC: 'false' }), 'API Regions', /synthetic data/);
});

test('settings that are wrong are named', async () => {
  assert.match((await run('https://example.com/path')).reason, /SITE_URL "https:\/\/example.com\/path" is not like/);
  assert.match((await run('')).reason, /SITE_URL/);
  const zero = await run('https://example.com', { CANARY_STEP_MS: '0' });
  assert.match(zero.reason, /CANARY_STEP_MS "0" is not a positive number/);
});
