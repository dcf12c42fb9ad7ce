// Pictures of every page: desktop light and dark, and 390 px wide.
// Usage: node tests/e2e/screenshots.mjs BASE_URL OUT_DIR [EMAIL PASSWORD]   (with an account: its pages too)
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './support/browser.mjs';
import { ownPages, publicPages } from './support/pages.mjs';
import { open, seeAll } from './support/settled.mjs';

const [base, out, email, password] = process.argv.slice(2);
if (!base || !out) {
  console.error('usage: screenshots.mjs BASE_URL OUT_DIR [EMAIL PASSWORD]');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const looks = [
  ['desktop-light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ['desktop-dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'light', deviceScaleFactor: 2 }],
];

for (const [look, options] of looks) {
  const browser = await openBrowser(options);
  const page = await browser.page();
  const take = async (name, path) => {
    await open(page, base + path);
    await seeAll(page);
    await page.screenshot({ path: join(out, `${name}-${look}.png`), fullPage: true });
  };
  for (const { name, path } of publicPages()) await take(name, path);
  if (password) {
    await page.goto(`${base}/sign-in`);
    await page.getByTestId('email').fill(email);
    await page.getByTestId('password').fill(password);
    await page.getByTestId('submit').click();
    await page.waitForURL('**/watchlist');
    for (const { name, path } of ownPages()) await take(name, path);
  }
  for (const complaint of browser.complaints) console.log(`${look}: ${complaint}`);
  await browser.close();
}
const taken = publicPages().length + (password ? ownPages().length : 0);
console.log(`${taken * looks.length} pictures in ${out}`);
