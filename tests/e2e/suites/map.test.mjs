// The map: drawing, drill-down, going through the periods, legend, keyboard, and the table that says the same.
import assert from 'node:assert/strict';
import { addressHas, addressOf, baseUrl, byTestId, getJson, mode, parseCsv, suite } from '../support/suite.mjs';

// The tests read pixels, and stay longer than the framework thinks a page needs its style sheets.
const kProvoked = [/willReadFrequently/, /was preloaded using link preload/];
const define = suite();
const pageTest = (name, body, { provoked = [] } = {}) => define(name, body, { provoked: [...kProvoked, ...provoked] });
const kCounties = '/map?level=county';
const kGrosslyLateMs = 250;
const kAimMs = 50;

const apiMap = (query) => getJson(`/api/v1/map?${new URLSearchParams(query)}`);

async function openMap(page, address) {
  await page.goto(address);
  await page.locator('[data-testid="region-map"][data-ready]').waitFor();
  await page.locator('[data-testid="map-frame"][data-rounded="false"]').waitFor();
}

async function historyReady(page) {
  await byTestId(page, 'scrub-slider').hover();
  await page.locator('[data-testid="scrubber"][data-ready="true"]').waitFor();
}

/** The colour of the map under a place of its plane (975 x 610), whole country in view. */
const colourAt = (page, x, y) =>
  page.evaluate(
    ([ux, uy]) => {
      const canvas = document.querySelector('[data-testid="region-map"] canvas');
      const scale = Math.min(canvas.width / 975, canvas.height / 610);
      const left = (canvas.width - 975 * scale) / 2;
      const top = (canvas.height - 610 * scale) / 2;
      const pixel = canvas.getContext('2d').getImageData(left + ux * scale, top + uy * scale, 1, 1).data;
      return `#${[...pixel.subarray(0, 3)].map((c) => c.toString(16).padStart(2, '0')).join('')}`;
    },
    [x, y],
  );

const swatches = (page) =>
  page
    .locator('[data-testid^="legend-class-"] rect')
    .evaluateAll((all) => all.map((rect) => rect.getAttribute('fill').toLowerCase()));

const counts = (page) =>
  byTestId(page, 'map-legend')
    .locator('button')
    .evaluateAll((all) => all.map((button) => Number(button.dataset.count)));

async function pressAt(page, x, y) {
  const box = await byTestId(page, 'region-map').boundingBox();
  const scale = Math.min(box.width / 975, box.height / 610);
  await page.mouse.click(
    box.x + (box.width - 975 * scale) / 2 + x * scale,
    box.y + (box.height - 610 * scale) / 2 + y * scale,
  );
}
const kCalifornia = [90, 280];
const kConnecticut = [885, 190];

pageTest('legend, table and colours are those of the API', async (page) => {
  await openMap(page, '/map');
  const answer = await apiMap({ type: 'state', metric: 'home_value' });
  assert.deepEqual(await counts(page), answer.classes.counts);
  const shown = await tableValues(page);
  const sent = answer.regions.map((id, i) => [id, answer.values[i]]).sort(([, a], [, b]) => b - a);
  assert.deepEqual(
    shown.map(([, value]) => value),
    sent.slice(0, shown.length).map(([, value]) => value),
  );
  const california = answer.values[answer.regions.indexOf('state-ca')];
  const wanted = answer.classes.breaks.filter((begin) => begin <= california).length;
  assert.equal(await colourAt(page, ...kCalifornia), (await swatches(page))[wanted]);
});

const tableValues = (page) =>
  byTestId(page, 'map-table')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [row.dataset.region, Number(row.querySelector('data').value)]));

pageTest('the whole table is the whole map, and so is the CSV', async (page) => {
  const query = { type: 'metro', metric: 'yoy(home_value)' };
  const answer = await apiMap(query);
  await openMap(page, '/map?level=metro&measure=yoy(home_value)');
  const seen = new Map();
  for (;;) {
    for (const [id, value] of await tableValues(page)) seen.set(id, value);
    const next = byTestId(page, 'table-next');
    if (await next.isDisabled()) break;
    await next.click();
  }
  assert.deepEqual(seen, new Map([...seen.keys()].map((id) => [id, answer.values[answer.regions.indexOf(id)]])));
  assert.equal(seen.size, answer.of);
  const response = await fetch(baseUrl + (await byTestId(page, 'map-csv-0').getAttribute('href')));
  assert.equal(response.status, 200);
  const rows = parseCsv(await response.text());
  assert.equal(rows.length, answer.of);
  for (const row of rows) {
    const [, region, , value] = Object.values(row); // the value's column is named after the measure
    assert.ok(Math.abs(Number(value) - seen.get(region)) < 1e-3, region);
  }
});

pageTest(
  'a state leads to its counties, a county to its ZIP codes, and back',
  async (page) => {
    await openMap(page, '/map');
    await pressAt(page, ...kCalifornia);
    await addressHas(page, 'within', 'state-ca');
    await addressHas(page, 'level', 'county');
    await page.locator('[data-testid="region-map"][data-ready="county state-ca"]').waitFor();
    assert.ok(Number(await byTestId(page, 'region-map').getAttribute('data-zoom')) > 2);
    await byTestId(page, 'region-map').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await addressHas(page, 'place', /^county-06/);
    const county = addressOf(page).searchParams.get('place');
    await byTestId(page, 'picked').locator(`a[href^="/region/${county}"]`).waitFor();
    await byTestId(page, 'picked-inside').click();
    await addressHas(page, 'within', county);
    await addressHas(page, 'level', 'zip');
    await page.goBack();
    await addressHas(page, 'within', 'state-ca');
    await byTestId(page, 'map-crumbs').getByText('United States').click();
    await addressHas(page, 'within', null);
  },
  { provoked: [/422/] },
); // of some counties no ZIP code has values

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
  const answer = await apiMap({ type: 'county', metric: 'home_value', period });
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

pageTest('the legend shows one class alone', async (page) => {
  await openMap(page, '/map');
  const answer = await apiMap({ type: 'state', metric: 'home_value' });
  const california = answer.values[answer.regions.indexOf('state-ca')];
  const own = answer.classes.breaks.filter((begin) => begin <= california).length + 1;
  const other = own === 1 ? 2 : 1;
  const before = await colourAt(page, ...kCalifornia);
  await byTestId(page, `legend-class-${other}`).click();
  assert.equal(await byTestId(page, `legend-class-${other}`).getAttribute('aria-pressed'), 'true');
  assert.notEqual(await colourAt(page, ...kCalifornia), before);
  await byTestId(page, `legend-class-${own}`).click();
  assert.equal(await colourAt(page, ...kCalifornia), before);
  await byTestId(page, `legend-class-${own}`).click();
  assert.equal(await byTestId(page, `legend-class-${own}`).getAttribute('aria-pressed'), 'false');
});

pageTest('by keyboard alone: from place to place, closer, and out', async (page) => {
  await openMap(page, kCounties);
  const map = byTestId(page, 'region-map');
  await map.focus();
  await page.keyboard.press('ArrowRight');
  const readout = byTestId(page, 'map-readout');
  await readout.filter({ hasText: /, [A-Z]{2}: / }).waitFor();
  const first = await readout.textContent();
  await page.keyboard.press('ArrowRight');
  await readout.filter({ hasNotText: first }).waitFor();
  const answer = await apiMap({ type: 'county', metric: 'home_value' });
  await page.keyboard.press('Enter');
  await addressHas(page, 'place', /^county-/);
  const place = addressOf(page).searchParams.get('place');
  const at = answer.regions.indexOf(place);
  const said = await readout.textContent();
  if (at < 0) assert.match(said, /no data/);
  else
    assert.ok(
      said.includes(`$${Math.round(answer.values[at]).toLocaleString('en-US')}`),
      `${said} is ${answer.values[at]}`,
    );
  await page.keyboard.press('+');
  await page.waitForFunction(() => Number(document.querySelector('[data-testid="region-map"]').dataset.zoom) > 1.5);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => Number(document.querySelector('[data-testid="region-map"]').dataset.zoom) === 1);
});

for (const [what, address] of [
  ['old counties', '/map?level=county&measure=home_value'],
  ['present ones', `/map?level=county&measure=${mode === 'real' ? 'permits_units' : 'rent'}`],
]) {
  pageTest(`Connecticut is not blank: ${what}`, async (page) => {
    await openMap(page, address);
    assert.ok((await swatches(page)).includes(await colourAt(page, ...kConnecticut)), 'a class colour');
  });
}

pageTest(
  'a level without the measure says which levels have it',
  async (page) => {
    const { metrics } = await getJson('/api/v1/metrics');
    const metric = metrics.find(
      ({ coverage }) => coverage && coverage.by_type.us && !coverage.by_type.zip && coverage.by_type.state,
    );
    await page.goto(`/map?level=zip&measure=${metric.id}`);
    const empty = byTestId(page, 'empty');
    await empty.waitFor();
    await byTestId(page, 'other-levels').getByText(/state/).click();
    await addressHas(page, 'measure', metric.id);
    await page.locator('[data-testid="region-map"][data-ready]').waitFor();
  },
  { provoked: [/422/] },
);

pageTest('the whole view is in the address', async (page) => {
  const address =
    '/map?level=county&measure=yoy(home_value)&within=state-ca&breaks=equal&place=county-06037&order=name';
  await openMap(page, address);
  assert.equal(await byTestId(page, 'level-county').getAttribute('aria-pressed'), 'true');
  assert.equal(await byTestId(page, 'map-breaks').inputValue(), 'equal');
  await byTestId(page, 'picked').filter({ hasText: 'Los Angeles County, CA' }).waitFor();
  const names = await byTestId(page, 'map-table').locator('tbody th').allTextContents();
  assert.deepEqual(
    names,
    names.toSorted((a, b) => a.localeCompare(b)),
  );
  await byTestId(page, 'level-state').click();
  await addressHas(page, 'within', null);
  await addressHas(page, 'breaks', 'equal');
});

pageTest('320 pixels wide: nothing is cut off', async (page) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await openMap(page, kCounties);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
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
    `slider to painted frame, counties: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms of ${times.length} (aim ${kAimMs} ms)`,
  );
  assert.ok(p95 <= kGrosslyLateMs, `p95 ${p95} ms`);
});
