// What must hold on every page.
import assert from 'node:assert/strict';
import { baseUrl, byTestId, mode, region, suite } from '../support/suite.mjs';

const pageTest = suite();
const provoked = [/status of 404/];
const pages = [
  '/',
  '/?q=San%20Francisco',
  `/region/${region}?view=table`,
  '/region/us',
  '/region/metro-99999',
  '/data',
  '/no/such/page',
];

for (const path of pages) {
  pageTest(
    `${path}: ${mode === 'demo' ? 'says that the data is made up' : 'does not call real data made up'}`,
    async (page) => {
      await page.goto(path, { waitUntil: 'networkidle' });
      const banner = byTestId(page, 'synthetic-banner');
      if (mode === 'demo') {
        await banner.waitFor();
        assert.match(await banner.textContent(), /Synthetic demo data – not real prices/);
        assert.equal(await banner.isVisible(), true);
      } else {
        assert.equal(await banner.count(), 0);
      }
    },
    { provoked },
  );

  pageTest(
    `${path}: fits 320 pixels`,
    async (page) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(path, { waitUntil: 'networkidle' });
      const { wide, culprits } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        culprits: [...document.querySelectorAll('body *')]
          .filter((e) => e.getBoundingClientRect().right > 321)
          .slice(0, 5)
          .map((e) => `${e.tagName}.${e.className}`),
      }));
      assert.ok(wide <= 320, `${wide} px wide: ${culprits.join(', ')}`);
    },
    { provoked },
  );

  pageTest(
    `${path}: holds no inline script or style, one heading of the first rank, named controls`,
    async (page) => {
      const html = await (await fetch(baseUrl + path)).text();
      assert.deepEqual(html.match(/<script(?![^>]*\ssrc=)[^>]*>/g) ?? [], []);
      assert.deepEqual(html.match(/<[a-z][^>]*\sstyle=/g) ?? [], []);
      await page.goto(path, { waitUntil: 'networkidle' });
      assert.equal(await page.locator('h1').count(), 1);
      const nameless = await page
        .locator('button, a[href], input')
        .evaluateAll((controls) =>
          controls
            .filter((c) => !(c.textContent?.trim() || c.getAttribute('aria-label') || c.labels?.length))
            .map((c) => c.outerHTML.slice(0, 120)),
        );
      assert.deepEqual(nameless, []);
    },
    { provoked },
  );
}

pageTest('the home page does not load the chart code', async (page) => {
  const scripts = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response);
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  assert.ok(scripts.length > 3);
  for (const script of scripts) assert.ok(!(await script.text()).includes('u-cursor-x'), script.url());
});
