// What must hold on every page: that it fits, says what it is, keeps still while it loads, and carries nothing its
// content policy would refuse.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { enterOnce } from '../support/people.mjs';
import { listedFiles, ownPages, provokedBy, publicPages } from '../support/pages.mjs';
import { baseUrl, byTestId, mode, open, suite } from '../support/suite.mjs';

const pageTest = suite();
const kMaxShift = 0.02;
const kPhone = { width: 390, height: 844 };
const kDesktop = { width: 1280, height: 900 };
/** A window of 1280 pixels at 200 % and at 400 % (WCAG 1.4.4, 1.4.10), in pixels of the page. */
const kNarrow = [640, 320];

/** Counts layout shifts from the first paint on. */
const watchShifts = (page) =>
  page.addInitScript(() => {
    window.shifts = [];
    const name = ({ node }) => (node?.nodeType === 1 ? `${node.nodeName}.${node.className}` : String(node?.nodeName));
    const add = (entry) => {
      if (!entry.hadRecentInput) window.shifts.push({ by: entry.value, moved: entry.sources.slice(0, 3).map(name) });
    };
    new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type: 'layout-shift', buffered: true });
  });

/** The stiller of two loads: what comes late on a busy machine comes in another order. */
async function standsStill(page, path, size) {
  await page.setViewportSize(size);
  let shifts;
  let sum = Infinity;
  for (let load = 0; load < 2 && sum >= kMaxShift; load += 1) {
    await open(page, path);
    shifts = await page.evaluate(() => window.shifts);
    sum = shifts.reduce((all, { by }) => all + by, 0);
  }
  assert.ok(sum < kMaxShift, `${size.width} px: layout shifts of ${sum.toFixed(3)}: ${JSON.stringify(shifts)}`);
}

async function fits(page, width) {
  await page.setViewportSize({ width, height: 640 });
  // Charts draw themselves anew for the width they get.
  const fitting = page.waitForFunction((most) => document.documentElement.scrollWidth <= most, width, {
    timeout: 3_000,
  });
  await fitting.catch(() => undefined);
  const { wide, culprits } = await page.evaluate((most) => {
    const clipped = (e) => e !== null && (getComputedStyle(e).overflowX !== 'visible' || clipped(e.parentElement));
    const over = [...document.querySelectorAll('body *')].filter(
      (e) => e.getBoundingClientRect().right > most + 1 && !clipped(e.parentElement),
    );
    const names = over.slice(0, 5).map((e) => `${e.tagName}.${e.className}`);
    return { wide: document.documentElement.scrollWidth, culprits: names };
  }, width);
  assert.ok(wide <= width, `${wide} px wide where there are ${width}: ${culprits.join(', ')}`);
}

async function isNamed(page) {
  assert.equal(await page.locator('h1').count(), 1, 'one heading of the first rank');
  assert.match(await page.title(), /^(.+ · )?Housing Trends(: .+)?$/);
  const nameless = await page
    .locator('button, a[href], input:not([hidden]), select, textarea, summary')
    .evaluateAll((controls) =>
      controls
        .filter((c) => !(c.textContent?.trim() || c.getAttribute('aria-label') || c.labels?.length))
        .map((c) => c.outerHTML.slice(0, 120)),
    );
  assert.deepEqual(nameless, [], 'every control has a name');
}

async function checkAll(page, { path }) {
  await watchShifts(page);
  await standsStill(page, path, kDesktop);
  await isNamed(page);
  await standsStill(page, path, kPhone);
  for (const width of kNarrow) await fits(page, width);
}

async function saysWhatDataIsIt(page) {
  const banner = byTestId(page, 'synthetic-banner');
  if (mode !== 'demo') return assert.equal(await banner.count(), 0, 'real data is not called made up');
  assert.match(await banner.textContent(), /Synthetic demo data – not real prices/);
  assert.equal(await banner.isVisible(), true);
}

for (const each of publicPages()) {
  pageTest(
    `${each.path}: keeps still, fits, is named`,
    async (page) => {
      await checkAll(page, each);
      await saysWhatDataIsIt(page);
    },
    { provoked: provokedBy(each) },
  );

  test(`${each.path}: holds no inline script or style, and says what it is [${mode}]`, async () => {
    const response = await fetch(baseUrl + each.path);
    const html = await response.text();
    assert.equal(response.status, each.status ?? 200);
    assert.deepEqual(html.match(/<script(?![^>]*\ssrc=)[^>]*>/g) ?? [], []);
    assert.deepEqual(html.match(/<[a-z][^>]*\sstyle=/g) ?? [], []);
    assert.match(html, /<meta name="description" content="[^"]{20,}"/);
  });
}

for (const each of ownPages())
  pageTest(
    `${each.path}, signed in: keeps still, fits, is named`,
    async (page) => {
      await enterOnce(page, { admin: true, name: 'Somebody With Quite A Long Name' });
      await checkAll(page, each);
    },
    { provoked: provokedBy(each) },
  );

test(`every exported page is tested [${mode}]`, () => {
  const exported = readdirSync(process.env.E2E_WEB).filter((name) => name.endsWith('.html'));
  assert.deepEqual(
    exported.filter((name) => !listedFiles.has(name)),
    [],
    'name it in support/pages.mjs',
  );
});

/** `/x` of "x.html"; what a page says of itself to robots, and whether it is shown to them. */
test(`the pages in the sitemap are those that ask to be found, robots.txt names the others [${mode}]`, async () => {
  const kPlace = '/region'; // of no place; those of places are listed by place
  const read = async (path) => (await fetch(baseUrl + path)).text();
  const listed = [...(await read('/sitemap-pages.xml')).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, address]) => new URL(address).pathname,
  );
  const closed = [...(await read('/robots.txt')).matchAll(/^Disallow: (.+)\$$/gm)].map(([, path]) => path);
  const pages = readdirSync(process.env.E2E_WEB)
    .filter((name) => name.endsWith('.html') && name !== '404.html')
    .map((name) => `/${name.replace(/(^index)?\.html$/, '')}`)
    .filter((path) => path !== kPlace);
  const hidden = [];
  for (const path of pages) if (/<meta name="robots" content="noindex/.test(await read(path))) hidden.push(path);
  assert.ok(hidden.length > 0 && hidden.length < pages.length);
  assert.deepEqual(hidden.toSorted(), closed.toSorted(), 'robots.txt and the pages themselves');
  assert.deepEqual(listed.toSorted(), pages.filter((path) => !hidden.includes(path)).toSorted(), 'the sitemap');
});

pageTest('every link of the header leads to a page', async (page) => {
  await open(page, '/');
  const links = await page.locator('header nav a').evaluateAll((all) => all.map((a) => a.pathname));
  assert.ok(links.length > 5);
  for (const link of links) assert.equal((await fetch(baseUrl + link)).status, 200, link);
});

pageTest('the home page does not load the chart code', async (page) => {
  const scripts = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response);
  });
  await open(page, '/');
  assert.ok(scripts.length > 3);
  for (const script of scripts) assert.ok(!(await script.text()).includes('u-cursor-x'), script.url());
});
