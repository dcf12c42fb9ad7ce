import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '../support/browser.mjs';
import { addressOf, baseUrl, byTestId, chartDrawn, mode, open, region, suite } from '../support/suite.mjs';

const pageTest = suite();

pageTest('a place is found by name and its chart shows', async (page) => {
  await page.goto('/');
  await byTestId(page, 'search-input').fill('San Francisco');
  await byTestId(page, 'search-button').click();
  const link = byTestId(page, 'results').locator(`a[href="/region/${region}"]`);
  await link.waitFor();
  assert.match(await link.textContent(), /San Francisco.*Metro area/);
  await link.click();
  await chartDrawn(page);
  assert.equal(addressOf(page).pathname, `/region/${region}`);
  assert.match(await byTestId(page, 'region-title').textContent(), /San Francisco/);
  await page.goBack();
  await byTestId(page, 'results').waitFor();
  assert.equal(await byTestId(page, 'search-input').inputValue(), 'San Francisco');
});

pageTest('typing suggests places, and says how many', async (page) => {
  await page.goto('/');
  const input = byTestId(page, 'search-input');
  await input.pressSequentially('San Franc', { delay: 15 });
  await page.getByRole('option').first().waitFor();
  assert.equal(await input.getAttribute('aria-expanded'), 'true');
  const count = await page.getByRole('option').count();
  await page
    .getByRole('status')
    .filter({ hasText: `${count} place` })
    .waitFor({ state: 'attached' });
  assert.match(await page.getByRole('option').first().getAttribute('href'), /^\/region\//);
  await input.press('Escape');
  assert.equal(await input.getAttribute('aria-expanded'), 'false');
});

pageTest('search works by keyboard alone', async (page) => {
  await page.goto('/');
  await byTestId(page, 'search-input').waitFor();
  let focused = '';
  for (let i = 0; i < 20 && focused !== 'search-input'; i += 1) {
    await page.keyboard.press('Tab');
    focused = await page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
  }
  assert.equal(focused, 'search-input', 'the search box is reached by Tab');
  await page.keyboard.type('California', { delay: 10 });
  const first = page.getByRole('option').first();
  await first.filter({ hasText: 'California' }).waitFor();
  await page.keyboard.press('ArrowDown');
  const active = await byTestId(page, 'search-input').getAttribute('aria-activedescendant');
  assert.equal(active, await first.getAttribute('id'));
  const wanted = await first.getAttribute('href');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${wanted}`);
});

pageTest('Enter without a choice lists the results', async (page) => {
  await page.goto('/');
  await byTestId(page, 'search-input').fill('California');
  await byTestId(page, 'search-input').press('Enter');
  await byTestId(page, 'results').locator('a[href="/region/state-ca"]').waitFor();
});

pageTest('places looked at are offered again', async (page) => {
  await page.goto('/region/state-ca');
  await byTestId(page, 'region-title').filter({ hasText: 'California' }).waitFor();
  await page.goto('/');
  await byTestId(page, 'search-input').focus();
  await page.getByRole('listbox', { name: 'Recent places' }).locator('[data-region="state-ca"]').waitFor();
});

pageTest('a search without a match says so', async (page) => {
  await page.goto('/?q=qqzzxxjjvvkk');
  await byTestId(page, 'empty').filter({ hasText: 'qqzzxxjjvvkk' }).waitFor();
  assert.equal(await byTestId(page, 'results').count(), 0);
});

test(`the search of every page is a form that works before the scripts run [${mode}]`, async () => {
  for (const path of ['/', '/data', `/region/${region}`]) {
    const html = await (await fetch(baseUrl + path)).text();
    const [form] = /<form[^>]*role="search"[\s\S]*?<\/form>/.exec(html) ?? [];
    assert.ok(form, `${path} has a search in its HTML`);
    assert.match(form, /^<form[^>]* action="\/"/, path);
    assert.doesNotMatch(form, /method="post"/i, path);
    assert.match(form, /<input[^>]* name="q"/, path);
  }
});

test(`without scripts a search leads to its address [${mode}]`, async () => {
  const browser = await openBrowser({ baseURL: baseUrl, javaScriptEnabled: false });
  try {
    const page = await browser.page();
    await page.goto('/data');
    await byTestId(page, 'header-search-input').fill('San Jose');
    await byTestId(page, 'header-search-input').press('Enter');
    await page.waitForURL('**/?q=San+Jose');
  } finally {
    await browser.close();
  }
});

pageTest(
  'a search that is sent before the scripts run keeps the day',
  async (page) => {
    await page.route('**/_next/**/*.js', (route) => route.abort());
    for (const [path, id] of [
      ['/data?as_of=2024-06-15', 'header-search-input'],
      ['/?as_of=2024-06-15', 'search-input'],
    ]) {
      await page.goto(path);
      await byTestId(page, id).fill('San Jose');
      await byTestId(page, id).press('Enter');
      await page.waitForURL('**/?q=San+Jose&as_of=2024-06-15');
    }
  },
  { provoked: [/ERR_FAILED/] },
);

pageTest('on a phone the list of suggestions leaves the button free', async (page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/');
  await byTestId(page, 'search-input').pressSequentially('San Franc', { delay: 10 });
  await page.getByRole('option').first().waitFor();
  await byTestId(page, 'search-button').click({ timeout: 2_000 });
  await byTestId(page, 'results').waitFor();
});
