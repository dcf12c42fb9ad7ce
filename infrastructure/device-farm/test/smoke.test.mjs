// The smoke test against the real site through a real WebDriver server; and that it fails where it should.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { capabilities } from '../lib/capabilities.mjs';
import { checks } from '../lib/checks.mjs';
import { smoke } from '../lib/smoke.mjs';
import { openSession } from '../lib/webdriver.mjs';
import { demoSite, freePort, missing, startDriver } from './site.mjs';

const skip = missing();
if (skip) console.error(`SKIP device-farm smoke: ${skip}`);

let site, driver, folder;
before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'device-farm-test-'));
  [site, driver] = await Promise.all([demoSite(), startDriver()]);
});
after(async () => {
  await driver?.stop();
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const run = (address) =>
  smoke({ driver: driver.url, site: address, capabilities: capabilities({}), screenshots: folder });

test('search and chart work on a phone-sized screen', { skip }, async () => {
  assert.deepEqual(
    await run(site.baseUrl),
    checks.map(({ name }) => ({ name, passed: true })),
  );
  for (const number of [1, 2, 3]) assert.ok(existsSync(join(folder, `check-${number}.png`)), `screenshot ${number}`);
});

test('a page wider than the screen fails, and ends the run', { skip }, async () => {
  const page = '<!DOCTYPE html><meta name="viewport" content="width=device-width"><input data-testid="search-input">';
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(`${page}<div style="width:700px">wide</div>`);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const results = await run(`http://127.0.0.1:${server.address().port}`);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  assert.equal(results.length, 1);
  assert.match(results[0].reason, /the page is \d+ wide on a screen of 390/);
});

test('no site fails at the first check', { skip }, async () => {
  const [first, ...rest] = await run(`http://127.0.0.1:${await freePort()}`);
  assert.deepEqual([first.passed, rest.length], [false, 0]);
  assert.match(first.reason, /unknown error: net::ERR_/);
});

test('a command the driver refuses is an error with its word', { skip }, async () => {
  await assert.rejects(openSession(driver.url, { browserName: 'netscape' }), /session not created/);
});

test('a wait that is not fulfilled ends', { skip }, async () => {
  const session = await openSession(driver.url, capabilities({}));
  try {
    await assert.rejects(session.waitForElement('#nothing', 300), /waited 300 ms for #nothing/);
  } finally {
    await session.close();
  }
});
