// The screener in other hands: by keyboard, on a phone, on a map, back-tested, and how quickly it follows.
import assert from 'node:assert/strict';
import {
  addressFor,
  card,
  countsShown,
  drag,
  openScreen,
  sameAsApi,
  screens,
  settled,
  thumb,
  where,
} from '../support/screener.mjs';
import { addressHas, byTestId, getJson, mode, suite } from '../support/suite.mjs';

const pageTest = suite();
const screen = screens[mode];
const [first] = screen.measures;
const whole = { ...screen, columns: screen.measures };
/** Far above the aim of 50 ms: a machine under load must not fail, a list drawn anew at each move must. */
const kGrosslySlowMs = 250;
const kMoves = 80;

pageTest('the back-test is the API’s, with its warning', async (page) => {
  await openScreen(page, { level: 'metro', where: 'yoy(home_value) >= 8', horizon: '24' });
  await byTestId(page, 'back-test').scrollIntoViewIfNeeded();
  await byTestId(page, 'ahead').waitFor();
  const q = new URLSearchParams({ type: 'metro', where: 'yoy(home_value) >= 8', outcome: 'home_value', horizon: '24' });
  const { summary, notes, periods } = await getJson(`/api/v1/screener/history?${q}`);
  assert.ok(periods.length > 100);
  const ahead = await byTestId(page, 'ahead').textContent();
  assert.ok(ahead.startsWith(`${summary.ahead} of ${summary.periods} months`), ahead);
  for (const [id, value] of [
    ['mean-excess', summary.mean_excess],
    ['median-excess', summary.median_excess],
  ]) {
    const text = await byTestId(page, id).textContent();
    assert.equal(text, `${Math.abs(value).toFixed(2)} percentage points ${value > 0 ? 'more' : 'less'}`);
  }
  assert.match(await byTestId(page, 'thin').textContent(), new RegExp(`^${summary.thin}\\b`));
  assert.ok((await byTestId(page, 'hindsight').textContent()).includes(notes[0]));
  await byTestId(page, 'back-test').locator('canvas').first().waitFor();
  await byTestId(page, 'horizon').selectOption('12');
  await addressHas(page, 'horizon', null);
});

pageTest('everything by keyboard', async (page) => {
  await openScreen(page, { ...screen, where: '', columns: [first] });
  const low = card(page, first).getByTestId('slider-low');
  await card(page, first).getByTestId('remove-measure').focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'slider-low');
  assert.equal(await low.getAttribute('aria-valuetext'), 'no lower bound');
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('PageUp');
  await addressHas(page, 'where', />=/);
  assert.match(await low.getAttribute('aria-valuetext'), /\d/);
  const one = await sameAsApi(page);
  const bound = await where(page);
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((old) => document.querySelector('[data-testid="where"]').textContent !== old, bound);
  assert.ok((await sameAsApi(page)).matched <= one.matched);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'slider-low', 'the focus stays');
  await page.keyboard.press('Home');
  await addressHas(page, 'where', null);
});

pageTest('the map shows as many as match, and says what stands where', async (page) => {
  await openScreen(page, whole);
  const map = byTestId(page, 'screen-map');
  const mapped = async () => Number(await map.getAttribute('data-matched'));
  assert.equal(await mapped(), (await sameAsApi(page)).matched);
  await page.locator('[data-testid="region-map"][data-ready]').waitFor();
  const at = await thumb(page, first, 'low');
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.at(0.8), at.y, { steps: 5 });
  const before = (await countsShown(page)).shown;
  await page.waitForFunction(
    () =>
      document.querySelector('[data-testid="screen-map"]').dataset.matched ===
      document.querySelector('[data-testid="matched"]').value,
  );
  assert.equal(await mapped(), before);
  await page.mouse.up();
  await byTestId(page, 'region-map').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await byTestId(page, 'picked')
    .filter({ hasText: /matches|does not match|cannot be told|not among/ })
    .waitFor();
  assert.match(await byTestId(page, 'picked').getByRole('link').getAttribute('href'), /^\/region\/zip-\d{5}$/);
});

pageTest('fits 320 pixels; there a slider can be dragged with the count in sight', async (page) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openScreen(page, whole);
  const { wide, culprits } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    culprits: [...document.querySelectorAll('main *')]
      .filter((e) => e.getBoundingClientRect().right > 321 && !e.closest('[data-testid="list"]'))
      .slice(0, 5)
      .map((e) => `${e.tagName}.${e.className}`),
  }));
  assert.ok(wide <= 320, `${wide} px wide: ${culprits.join(', ')}`);
  await card(page, first).getByTestId('filter-text').scrollIntoViewIfNeeded();
  assert.ok(
    await byTestId(page, 'matched').evaluate((e) => e.getBoundingClientRect().bottom <= innerHeight),
    'the count is in sight',
  );
  const asked = await where(page);
  await drag(page, first, 'low', 0.7);
  await page.waitForFunction((old) => document.querySelector('[data-testid="where"]').textContent !== old, asked);
  await sameAsApi(page);
});

pageTest('as of a past day every part of the page asks of that day', async (page) => {
  await page.goto(`${addressFor(whole)}&as_of=2100-01-01`);
  await settled(page);
  await sameAsApi(page);
  const asked = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => /api\/v1\/(screener|map)/.test(name)),
  );
  assert.ok(asked.length >= 4, asked.join('\n'));
  for (const address of asked) assert.match(address, /as_of=2100-01-01/);
});

pageTest('the page follows the pointer over all ZIP codes', async (page) => {
  await openScreen(page, whole);
  await page.locator('[data-testid="region-map"][data-ready]').waitFor();
  await page.evaluate(() => {
    window.followed = [];
    const painted = (since) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.followed.push(performance.now() - since);
      port2.postMessage(0); // arrives after the frame that has just been drawn
    };
    addEventListener('pointermove', (event) => requestAnimationFrame(() => painted(event.timeStamp)), true);
  });
  const at = await thumb(page, first, 'low');
  const before = (await countsShown(page)).shown;
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  for (let i = 1; i <= kMoves; i += 1) await page.mouse.move(at.x + ((at.at(0.95) - at.x) * i) / kMoves, at.y);
  const times = (await page.evaluate(() => window.followed)).sort((a, b) => a - b);
  const during = (await countsShown(page)).shown;
  await page.mouse.up();
  assert.ok(during < before, `${during} < ${before}`);
  assert.ok(times.length >= kMoves / 2, `${times.length} frames`);
  const atShare = (share) => times[Math.floor(share * (times.length - 1))];
  const [median, p95] = [atShare(0.5), atShare(0.95)];
  const places = await byTestId(page, 'of-places').textContent();
  console.log(`pointer to paint, ${places}: median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
  assert.ok(p95 <= kGrosslySlowMs, `p95 ${p95.toFixed(0)} ms`);
});
