import assert from 'node:assert/strict';
import { addressOf, byTestId, chartDrawn, region, suite } from '../support/suite.mjs';

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
