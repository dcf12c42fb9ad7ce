// From the screener to the mail: a screen becomes an alert, a release brings a place that newly meets it, and one mail
// tells of it and leads back. An installation of its own with two releases of made-up values, beside the demo alone.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser } from '../support/browser.mjs';
import { mailTo, password } from '../support/people.mjs';
import { run, startServer } from '../support/server.mjs';
import { byTestId, mode } from '../support/suite.mjs';
import { metroValues, names } from '../../api/support/fixtures.mjs';

const kEmail = 'screener@example.org';
const kMonthsBefore = 24;
// New York and San Francisco are above it all the time, Chicago only with the later months.
const kScreen = 'home_value > 322000';
const kNewcomer = 'metro-16980';
const kPatientMs = 30_000;
const binary = process.env.E2E_BIN;

if (mode === 'demo') {
  let server;
  let browser;
  const matched = async () => {
    const where = encodeURIComponent(kScreen);
    return (await (await fetch(`${server.baseUrl}/api/v1/screener?type=metro&where=${where}`)).json()).matched;
  };
  async function importReleased(day, text) {
    const path = join(server.dataDir, names.metroValues);
    writeFileSync(path, text);
    await run(binary, ['import', '--data-dir', server.dataDir, '--released', day, path], [0, 3]);
  }
  async function shows(count) {
    const end = Date.now() + kPatientMs;
    while ((await matched()) !== count) {
      assert.ok(Date.now() < end, `the screen does not come to match ${count}`);
      await new Promise((go) => setTimeout(go, 200));
    }
  }
  const work = () => run(binary, ['work', '--once', '--data-dir', server.dataDir]);
  const mails = () => readdirSync(join(server.dataDir, 'mail')).filter((name) => name.endsWith('.eml')).length;

  before(async () => {
    const prepare = (dataDir) => ['user', 'add', 'nobody@example.org', '--data-dir', dataDir];
    server = await startServer({ binary, web: process.env.E2E_WEB, prepare, accepted: [0, 1, 2] });
    await run(binary, ['user', 'add', kEmail, '--data-dir', server.dataDir], [0], `${password}\n`);
    await importReleased('2025-01-16', metroValues({ months: kMonthsBefore }));
    await shows(2);
    browser = await openBrowser({ baseURL: server.baseUrl });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('a screen becomes an alert, and a place that newly meets it one mail that leads back', async () => {
    const page = await browser.page();
    page.setDefaultTimeout(kPatientMs);
    const screen = `/screener?level=metro&where=${encodeURIComponent(kScreen)}`;
    await page.goto(`/sign-in?next=${encodeURIComponent(screen)}`);
    await byTestId(page, 'email').fill(kEmail);
    await byTestId(page, 'password').fill(password);
    await byTestId(page, 'submit').click();
    await byTestId(page, 'matched').filter({ hasText: '2' }).waitFor();
    await byTestId(page, 'alert-me').click();
    await byTestId(page, 'alert-screen').filter({ hasText: kScreen }).waitFor();
    await byTestId(page, 'save-screen-alert').click();
    await byTestId(page, 'alert-row').waitFor();

    await work();
    assert.equal(mailTo(kEmail, server.dataDir), null, 'who matched before is no news');
    await importReleased('2025-04-16', metroValues());
    await shows(3);
    await work();
    const mail = mailTo(kEmail, server.dataDir);
    assert.ok(mail, 'a mail is sent');
    assert.match(mail, /Chicago/);
    assert.doesNotMatch(mail, /New York|San Francisco/);
    const sent = mails();
    await work();
    assert.equal(mails(), sent, 'and only once');

    const [, back] = /https?:\/\/[^/\s]+(\/screener\?[^\s">]+)/.exec(mail) ?? [];
    assert.ok(back, 'the mail leads to the screen');
    await page.goto(back.replaceAll('&amp;', '&'));
    await byTestId(page, 'matched').filter({ hasText: '3' }).waitFor();
    await page.locator(`[data-testid="results"] a[href*="${kNewcomer}"]`).waitFor();
  });
}
