// The map's slider: every period shows what the API says of it, and the map keeps up with the pointer.
import assert from 'node:assert/strict';
import { apiMap, counts, historyReady, kCounties, kMapProvokes, openMap, tableValues } from '../support/map.mjs';
import { addressHas, byTestId, suite } from '../support/suite.mjs';

const kGrosslyLateMs = 250;
const kAimMs = 50;
const define = suite();
const pageTest = (name, body) => define(name, body, { provoked: kMapProvokes });

pageTest('going through the months shows what the API says of each', async (page) => {
  await openMap(page, kCounties);
  await historyReady(page);
  const slider = byTestId(page, 'scrub-slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await addressHas(page, 'period', /^\d{4}-\d{2}$/);
  const most = Number(await slider.getAttribute('max'));
  await slider.fill(String(Math.floor(most / 2)));
  await page.locator('[data-testid="map-frame"][data-rounded="false"]').waitFor();
  const period = await byTestId(page, 'map-frame').getAttribute('data-period');
  await addressHas(page, 'period', period);
  const answer = await apiMap({ type: 'county', metric: 'rent', period });
  assert.equal(answer.measure.period, period);
  await byTestId(page, 'table-page')
    .filter({ hasText: `of ${answer.of.toLocaleString('en-US')}` })
    .waitFor();
  const shown = await tableValues(page);
  const highest = [...answer.values].sort((a, b) => b - a).slice(0, shown.length);
  assert.deepEqual(
    shown.map(([, value]) => value),
    highest,
  );
  // Classes are of all periods now: they add up to this month's values.
  const total = (await counts(page)).reduce((sum, count) => sum + count, 0);
  assert.equal(total, answer.of);
  await byTestId(page, 'own-scale').check();
  await addressHas(page, 'scale', 'month');
  await byTestId(page, 'legend-about').filter({ hasText: 'Classes of this period' }).waitFor();
  await byTestId(page, 'scrub-newest').click();
  await addressHas(page, 'period', null);
});

pageTest('the months play by themselves, and stop', async (page) => {
  await openMap(page, '/map');
  await historyReady(page);
  const frame = byTestId(page, 'map-frame');
  await byTestId(page, 'scrub-play').click();
  const first = await frame.getAttribute('data-period');
  await page.waitForFunction(
    (before) => document.querySelector('[data-testid="map-frame"]').dataset.period > before,
    first,
  );
  await byTestId(page, 'scrub-play').click();
  await page.locator('[data-testid="map-frame"][data-rounded="false"]').waitFor();
  const stopped = await frame.getAttribute('data-period');
  await addressHas(page, 'period', stopped);
});

pageTest('counties follow the slider', async (page) => {
  await openMap(page, kCounties);
  await historyReady(page);
  const box = await byTestId(page, 'scrub-slider').boundingBox();
  // From the slider's input event to the frame that shows it: two animation frames later that frame has been produced.
  await page.evaluate(() => {
    window.times = [];
    document.querySelector('[data-testid="scrub-slider"]').addEventListener(
      'input',
      (event) => {
        const begin = event.timeStamp;
        requestAnimationFrame(() => {
          const channel = new MessageChannel(); // runs after this frame was painted
          channel.port1.onmessage = () => window.times.push(performance.now() - begin);
          channel.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 10, y);
  await page.mouse.down();
  const before = await byTestId(page, 'map-frame').getAttribute('data-period');
  for (let i = 1; i <= 80; ++i) await page.mouse.move(box.x + 10 + ((box.width - 20) * i) / 80, y);
  await page.mouse.up();
  await page.waitForFunction(
    (was) => document.querySelector('[data-testid="map-frame"]').dataset.period !== was,
    before,
  );
  const times = (await page.evaluate(() => window.times)).sort((a, b) => a - b);
  assert.ok(times.length >= 20, `${times.length} moves were seen`);
  const [median, p95] = [0.5, 0.95].map((share) => times[Math.floor(share * (times.length - 1))]);
  console.log(
    `slider to painted frame, counties: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms ` +
      `of ${times.length} (aim ${kAimMs} ms)`,
  );
  assert.ok(p95 <= kGrosslyLateMs, `p95 ${p95} ms`);
});
