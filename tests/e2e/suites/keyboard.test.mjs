// Every page by Tab alone: each stop is in sight and shows the focus, nothing holds it, the first stop skips to the
// content.
import assert from 'node:assert/strict';
import { enterOnce } from '../support/people.mjs';
import { ownPages, provokedBy, publicPages } from '../support/pages.mjs';
import { open, seeAll, suite } from '../support/suite.mjs';

const pageTest = suite();
const kMaxStops = 600;
const kMaxParts = 8;

/** In the page: what has the focus; null for nothing. */
function stop() {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  window.visited ??= new Map();
  if (!window.visited.has(at)) window.visited.set(at, window.visited.size);
  const box = at.getBoundingClientRect();
  const inSight = (r) =>
    r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth;
  // A link may stretch over its card by its ::after, which then carries the outline.
  const styles = [
    getComputedStyle(at),
    getComputedStyle(at, '::after'),
    getComputedStyle(at.closest('label, div') ?? at),
  ];
  const outlined = styles.some((s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1);
  return {
    n: window.visited.get(at),
    what: at.outerHTML.slice(0, 140),
    // The browser marks a part of a date itself, and a slider its knob: neither can be asked for.
    shown: outlined || at.matches('input:is([type=range], [type=month], [type=date])'),
    inSight: inSight(box) || [...at.getClientRects()].some(inSight),
    skip: at.matches('a.skip'),
  };
}

async function walk(page, path) {
  await open(page, path);
  await seeAll(page);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(stop);
  assert.ok(first?.skip, 'the first stop skips to the content');
  const faults = [];
  let last = first;
  let parts = 1;
  for (let i = 0; ; i += 1) {
    assert.ok(i < kMaxStops, `the end is not reached in ${kMaxStops} stops; the last is ${last.what}`);
    await page.keyboard.press('Tab');
    const now = await page.evaluate(stop);
    if (now === null || now.skip) break; // the end of the page
    // A field for a date has a stop for each of its parts.
    parts = now.n === last.n ? parts + 1 : 1;
    if (now.n < last.n || parts > kMaxParts) assert.fail(`Tab goes back to ${now.what} after ${last.what}`);
    if (!now.inSight) faults.push(`out of sight: ${now.what}`);
    if (!now.shown) faults.push(`does not show the focus: ${now.what}`);
    last = now;
  }
  assert.deepEqual(faults, []);
  const missed = await page.evaluate(() => {
    const able = 'a[href], button:not([disabled]), input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const reached = new Set(window.visited.keys());
    // One stop for a group of radio buttons; those of a closed <details> are no stops.
    const counts = (e) =>
      e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0 && e.type !== 'radio' && !e.disabled;
    return [...document.querySelectorAll(`header ${able}, main ${able}`.replaceAll(', ', ', main '))]
      .filter((e) => counts(e) && !reached.has(e))
      .map((e) => e.outerHTML.slice(0, 140));
  });
  assert.deepEqual(missed, [], 'everything is reached');
}

for (const each of publicPages())
  pageTest(`${each.path} is walked by Tab`, (page) => walk(page, each.path), { provoked: provokedBy(each) });

for (const each of ownPages())
  pageTest(
    `${each.path}, signed in, is walked by Tab`,
    async (page) => {
      await enterOnce(page, { admin: true });
      await walk(page, each.path);
    },
    { provoked: provokedBy(each) },
  );

pageTest('the skip link leads to the content', async (page) => {
  await open(page, '/data');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(new URL(page.url()).hash, '#main');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), true);
});
