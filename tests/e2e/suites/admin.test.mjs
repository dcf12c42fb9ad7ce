// An admin starts an import, sees how far it is, and the numbers are there: an installation of its own, a publisher
// of its own that can be held up. What it shows does not depend on the data, so it runs beside the demo alone.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { openBrowser } from '../support/browser.mjs';
import { password } from '../support/people.mjs';
import { run, startServer, startWorker } from '../support/server.mjs';
import { byTestId, chartDrawn, mode, open } from '../support/suite.mjs';
import { metroValues, names } from '../../api/support/fixtures.mjs';

const kFamily = 'zillow/zhvi/metro';
const kRegion = 'metro-16980';
const kEmail = 'operator@example.org';
const kPhone = { width: 390, height: 844 };
const kPatientMs = 30_000;
const binary = process.env.E2E_BIN;

/** Answers the one file it has, when it is let. */
async function startPublisher() {
  const waiting = [];
  let held = true;
  const answer = (response) => response.writeHead(200, { 'content-type': 'text/csv' }).end(metroValues());
  const server = createServer((request, response) => {
    if (!request.url.endsWith(names.metroValues)) return response.writeHead(404).end();
    return held ? waiting.push(response) : answer(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    release() {
      held = false;
      for (const response of waiting.splice(0)) answer(response);
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

if (mode === 'demo') {
  let publisher;
  let server;
  let worker;
  let browser;
  before(async () => {
    publisher = await startPublisher();
    const settings = { HOUSING_PUBLISHERS_URL: publisher.url };
    const prepare = (dataDir) => ['user', 'add', 'nobody@example.org', '--data-dir', dataDir];
    server = await startServer({ binary, web: process.env.E2E_WEB, prepare, accepted: [0, 1, 2], settings });
    const add = ['user', 'add', kEmail, '--data-dir', server.dataDir, '--admin'];
    await run(binary, add, [0], `${password}\n`);
    worker = startWorker(binary, server.dataDir, settings);
    browser = await openBrowser({ baseURL: server.baseUrl });
  });
  after(async () => {
    await browser?.close();
    await worker?.stop();
    await server?.stop();
    publisher?.stop();
  });

  test('an admin starts an import, sees its progress, and the numbers come', async () => {
    const page = await browser.page();
    page.setDefaultTimeout(kPatientMs);
    await page.goto('/sign-in?next=/admin');
    await byTestId(page, 'email').fill(kEmail);
    await byTestId(page, 'password').fill(password);
    await byTestId(page, 'submit').click();
    await byTestId(page, 'import-runs').filter({ hasText: 'this installation’s settings name' }).waitFor();

    await byTestId(page, 'start-import').click();
    await byTestId(page, 'import-source-error').waitFor();
    await byTestId(page, 'import-source').fill('nobody');
    await byTestId(page, 'start-import').click();
    await byTestId(page, 'import-source-error')
      .filter({ hasText: /nobody|known|source/i })
      .waitFor();

    await byTestId(page, 'import-source').fill(kFamily);
    await byTestId(page, 'start-import').click();
    const row = byTestId(page, 'import-run');
    await row.filter({ hasText: 'Asking for file 1 of 1' }).waitFor();
    assert.equal(await row.getAttribute('data-state'), 'running');
    await byTestId(page, 'import-progress').waitFor();
    assert.equal(await row.filter({ hasText: '0 of 1 file read' }).count(), 1);
    await page.setViewportSize(kPhone);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(wide, kPhone.width, 'the page fits a phone');

    await byTestId(page, 'import-source').fill(kFamily);
    await byTestId(page, 'start-import').click();
    await byTestId(page, 'form-problem').waitFor(); // the same import twice

    publisher.release();
    await page.locator('[data-testid="import-run"][data-state="done"]').waitFor(); // without a reload
    await row.filter({ hasText: '1 of 1 file read' }).filter({ hasText: '5 rows kept' }).waitFor();
    assert.equal(await byTestId(page, 'import-progress').count(), 0);

    await page.goto('/admin');
    await byTestId(page, 'audit-entry').filter({ hasText: kFamily }).waitFor();
    const has = async () => (await fetch(`${server.baseUrl}/api/v1/regions/${kRegion}`)).json();
    const end = Date.now() + kPatientMs;
    while ((await has()).latest.length === 0 && Date.now() < end) await new Promise((go) => setTimeout(go, 200));
    const [latest] = (await has()).latest;
    await open(page, `/region/${kRegion}`);
    await chartDrawn(page);
    assert.equal(Number(await byTestId(page, 'latest-home_value').getAttribute('value')), latest.value);
    assert.ok(latest.value > 100_000);
    const away = browser.requests.filter((url) => !url.startsWith(`${server.baseUrl}/`) && !url.startsWith('data:'));
    assert.deepEqual(away, [], 'no request leaves the host');
  });
}
