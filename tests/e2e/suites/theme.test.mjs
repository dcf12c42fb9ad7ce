import assert from 'node:assert/strict';
import { byTestId, suite } from '../support/suite.mjs';

const pageTest = suite({ colorScheme: 'light' });

const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme);
const brightness = (page) =>
  page.evaluate(() => {
    const parts = getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g);
    return parts.slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
  });

pageTest('the theme is chosen, kept, and stands before the first paint', async (page) => {
  await page.goto('/');
  assert.equal(await theme(page), 'light');
  assert.ok((await brightness(page)) > 200);
  await byTestId(page, 'theme-dark').click();
  assert.equal(await theme(page), 'dark');
  assert.ok((await brightness(page)) < 60);
  await page.addInitScript(() => {
    new MutationObserver((_records, observer) => {
      if (!document.body) return;
      window.themeAtBody = document.documentElement.dataset.theme ?? 'none';
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto('/data');
  assert.equal(await page.evaluate(() => window.themeAtBody), 'dark');
  assert.equal(await byTestId(page, 'theme-dark').getAttribute('aria-pressed'), 'true');
  await byTestId(page, 'theme-auto').click();
  assert.equal(await theme(page), 'light');
});

pageTest('auto follows the system while the page is open', async (page) => {
  await page.goto('/');
  await byTestId(page, 'theme-auto').click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
});
