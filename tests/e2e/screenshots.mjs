// Pictures of every page: desktop light and dark, and 390 px wide.
// Usage: node tests/e2e/screenshots.mjs BASE_URL OUT_DIR
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './support/browser.mjs';

const [base, out] = process.argv.slice(2);
if (!base || !out) {
  console.error('usage: screenshots.mjs BASE_URL OUT_DIR');
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const region = '/region/metro-41860';
const pages = [
  ['home', '/'],
  ['search', '/?q=San%20Francisco'],
  ['region', region],
  ['region-two-metrics', `${region}?metric=home_value,rent&from=2015-01&view=table`],
  ['region-compare-yoy', `${region}?transform=yoy&compare=metro-31080,state-ca,us`],
  ['region-nation', '/region/us'],
  ['region-unknown', '/region/metro-99999'],
  ['data', '/data'],
  ['not-found', '/no/such/page'],
];
const looks = [
  ['desktop-light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ['desktop-dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'light', deviceScaleFactor: 2 }],
];

for (const [look, options] of looks) {
  const browser = await openBrowser(options);
  const page = await browser.page();
  for (const [name, path] of pages) {
    await page.goto(base + path, { waitUntil: 'networkidle' });
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(out, `${name}-${look}.png`), fullPage: true });
  }
  for (const complaint of browser.complaints) console.log(`${look}: ${complaint}`);
  await browser.close();
}
console.log(`${pages.length * looks.length} pictures in ${out}`);
