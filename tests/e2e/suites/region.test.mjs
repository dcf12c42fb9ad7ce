import assert from 'node:assert/strict';
import {
  addressHas,
  baseUrl,
  byTestId,
  chartDrawn,
  getJson,
  openRegion,
  parseCsv,
  region,
  suite,
} from '../support/suite.mjs';

const pageTest = suite();

async function plotBox(page) {
  const box = await page.locator('[data-testid="trend-chart"] .u-over').boundingBox();
  assert.ok(box);
  return box;
}

async function dragAcross(page, from, to) {
  const { x, y, width, height } = await plotBox(page);
  await page.mouse.move(x + width * from, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * ((from + to) / 2), y + height / 2, { steps: 4 });
  await page.mouse.move(x + width * to, y + height / 2, { steps: 4 });
  await page.mouse.up();
}

/** Of many numbers some wait behind a button. */
async function showAllNumbers(page) {
  await byTestId(page, 'latest-table').waitFor();
  const all = byTestId(page, 'latest-all');
  if ((await all.count()) > 0) await all.click();
}

pageTest("the newest numbers are the API's, each with its source", async (page) => {
  await openRegion(page);
  await showAllNumbers(page);
  const { latest } = await getJson(`/api/v1/regions/${region}`);
  assert.ok(latest.length > 0);
  for (const { metric, value } of latest) {
    const cell = byTestId(page, `latest-${metric}`);
    assert.equal(Number(await cell.getAttribute('value')), value, metric);
    assert.match(await cell.textContent(), /\d/);
  }
  const rows = byTestId(page, 'latest-table').locator('tbody tr');
  assert.equal(await rows.filter({ hasText: /released|Demo|demo|synthetic/i }).count(), latest.length);
});

pageTest("changes are the API's, in percent or in points", async (page) => {
  await openRegion(page, '', 'us');
  await showAllNumbers(page);
  const { latest } = await getJson('/api/v1/regions/us');
  for (const { metric, change } of latest) {
    const row = byTestId(page, 'latest-table').locator(`tr[data-metric="${metric}"]`);
    const cell = row.locator('td[data-head="In a year"]');
    if (change.yoy === null) {
      assert.equal(await cell.textContent(), '–', metric);
    } else {
      assert.equal(Number(await cell.locator('data').getAttribute('value')), change.yoy, metric);
      assert.match(await cell.textContent(), change.unit === 'points' ? /\d pts$/ : /\d%$/, metric);
    }
  }
});

pageTest('a number opens its passport', async (page) => {
  await openRegion(page);
  const {
    latest: [first],
  } = await getJson(`/api/v1/regions/${region}`);
  await byTestId(page, `passport-toggle-${first.metric}`).click();
  const passport = page.locator(`[id="passport-${first.metric}"]`);
  await passport.waitFor();
  assert.match(await passport.textContent(), new RegExp(first.prov.sha256 ?? first.prov.dataset));
});

pageTest('a transform changes chart, address and read-out', async (page) => {
  await openRegion(page, '?metric=home_value');
  assert.match(await byTestId(page, 'chart-readout').textContent(), /\$\d/);
  await byTestId(page, 'transform-yoy').click();
  await addressHas(page, 'transform', 'yoy');
  await byTestId(page, 'chart-readout')
    .filter({ hasText: /[+−]?\d+\.\d+%/ })
    .waitFor();
  assert.equal(await byTestId(page, 'transform-yoy').getAttribute('aria-pressed'), 'true');
  assert.equal(await byTestId(page, 'transform-level').getAttribute('aria-pressed'), 'false');
  await byTestId(page, 'transform-index').click();
  await addressHas(page, 'transform', 'index');
  await page
    .locator('figcaption')
    .filter({ hasText: /from 100\.0/ })
    .waitFor({ state: 'attached' });
});

pageTest('dragging zooms, a double click shows the whole history', async (page) => {
  await openRegion(page, '?metric=home_value');
  const all = Number(await byTestId(page, 'trend-chart').getAttribute('data-points'));
  await dragAcross(page, 0.3, 0.6);
  await addressHas(page, 'from', /^\d{4}-\d{2}$/);
  await addressHas(page, 'to', /^\d{4}-\d{2}$/);
  await chartDrawn(page);
  const few = Number(await byTestId(page, 'trend-chart').getAttribute('data-points'));
  assert.ok(few > all * 0.2 && few < all * 0.4, `${few} of ${all} points`);
  const { x, y, width, height } = await plotBox(page);
  await page.mouse.dblclick(x + width / 2, y + height / 2);
  await addressHas(page, 'from', null);
  await chartDrawn(page);
  assert.equal(Number(await byTestId(page, 'trend-chart').getAttribute('data-points')), all);
});

pageTest('a range button shows that many years', async (page) => {
  await openRegion(page, '?metric=home_value');
  await byTestId(page, 'range-5y').click();
  await addressHas(page, 'from', /^\d{4}-\d{2}$/);
  await page.locator('[data-testid="trend-chart"][data-points="61"]').waitFor();
  assert.equal(await byTestId(page, 'range-5y').getAttribute('aria-pressed'), 'true');
});

pageTest('the read-out follows the pointer and the arrow keys', async (page) => {
  await openRegion(page, '?metric=home_value');
  const readout = byTestId(page, 'chart-readout');
  const newest = await readout.textContent();
  const { x, y, width, height } = await plotBox(page);
  await page.mouse.move(x + width * 0.25, y + height / 2);
  await page.waitForFunction(
    (before) => document.querySelector('[data-testid="chart-readout"]')?.textContent !== before,
    newest,
  );
  const pointed = await readout.textContent();
  assert.match(pointed, /[A-Z][a-z]{2} \d{4}/);
  await page.mouse.move(x + width / 2, y - 200);
  await readout.filter({ hasText: newest }).waitFor();
  await byTestId(page, 'trend-chart').focus();
  await page.keyboard.press('Home');
  await page.waitForFunction(
    (before) => document.querySelector('[data-testid="chart-readout"]')?.textContent !== before,
    newest,
  );
  const series = await getJson(`/api/v1/series?region=${region}&metric=home_value`);
  const first = series.series[0].periods[0];
  assert.match(await readout.textContent(), new RegExp(first.slice(0, 4)), 'Home goes to the first period');
});

pageTest('metrics are chosen by chips, one always stays', async (page) => {
  await openRegion(page, '?metric=home_value');
  const { latest } = await getJson(`/api/v1/regions/${region}`);
  const other = latest.find(({ metric }) => metric !== 'home_value' && !metric.includes('.')).metric;
  await byTestId(page, `metric-${other}`).click();
  await addressHas(page, 'metric', `home_value,${other}`);
  await page.waitForFunction(() => document.querySelectorAll('[data-testid="chart-readout"] li').length === 2);
  await byTestId(page, 'metric-home_value').click();
  await addressHas(page, 'metric', other);
  await chartDrawn(page);
  assert.equal(await byTestId(page, `metric-${other}`).getAttribute('aria-disabled'), 'true');
});

pageTest('another place is compared, and taken out again', async (page) => {
  await openRegion(page, '?metric=home_value');
  await byTestId(page, 'compare-input').fill('California');
  await page.locator('[role="option"][data-region="state-ca"]').click();
  await addressHas(page, 'compare', 'state-ca');
  await byTestId(page, 'chart-readout').filter({ hasText: 'California' }).waitFor();
  assert.equal(await byTestId(page, 'chart-readout').locator('li').count(), 2);
  await byTestId(page, 'compare-remove-state-ca').click();
  await addressHas(page, 'compare', null);
});

pageTest('table and CSV hold the same numbers as the chart', async (page) => {
  await openRegion(page, '?metric=home_value,rent&from=2016-01&to=2019-12&transform=yoy&view=table');
  await byTestId(page, 'series-table').waitFor();
  const more = byTestId(page, 'series-table-all');
  if ((await more.count()) > 0) await more.click();
  const shown = await byTestId(page, 'series-table')
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.flatMap((row) =>
        [...row.querySelectorAll('data')].map(
          (cell) => `${cell.dataset.series} ${row.dataset.period} ${Number(cell.value)}`,
        ),
      ),
    );
  const response = await fetch(baseUrl + (await byTestId(page, 'csv-link').getAttribute('href')));
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /text\/csv/);
  const rows = parseCsv(await response.text()).filter(({ value }) => value !== '');
  const listed = rows.map(({ region: id, metric, period, value }) => `${id}|${metric} ${period} ${Number(value)}`);
  assert.ok(listed.length >= 24, `${listed.length} values`);
  assert.deepEqual(shown.toSorted(), listed.toSorted());
  assert.ok(rows.every(({ transform, source }) => transform === 'yoy' && source !== ''));
});

pageTest('the address restores the whole view', async (page) => {
  const query = '?metric=home_value,rent&transform=index&from=2016-01&to=2019-12&compare=state-ca&view=table';
  await openRegion(page, query);
  const before = await byTestId(page, 'chart-summary').textContent();
  await page.reload();
  await chartDrawn(page);
  await byTestId(page, 'chart-readout').filter({ hasText: 'California' }).waitFor();
  assert.equal(await byTestId(page, 'chart-summary').textContent(), before);
  assert.equal(new URL(page.url()).search, query);
  assert.equal(await byTestId(page, 'metric-rent').getAttribute('aria-checked'), 'true');
  assert.equal(await byTestId(page, 'transform-index').getAttribute('aria-pressed'), 'true');
  await byTestId(page, 'series-table').waitFor();
});

pageTest('the back button undoes steps without loading the page again', async (page) => {
  await openRegion(page, '?metric=home_value');
  await page.evaluate(() => {
    window.stayed = true;
  });
  await byTestId(page, 'transform-mom').click();
  await addressHas(page, 'transform', 'mom');
  await byTestId(page, 'table-toggle').click();
  await byTestId(page, 'series-table').waitFor();
  await page.goBack();
  await byTestId(page, 'series-table').waitFor({ state: 'detached' });
  await page.goBack();
  await addressHas(page, 'transform', null);
  await byTestId(page, 'chart-readout').filter({ hasText: /\$\d/ }).waitFor();
  await page.goForward();
  await addressHas(page, 'transform', 'mom');
  assert.equal(await page.evaluate(() => window.stayed), true);
});

pageTest('parents and places inside are links', async (page) => {
  await openRegion(page, '', 'state-ca');
  await page.getByRole('navigation', { name: 'Areas around' }).locator('a[href="/region/us"]').waitFor();
  const { children } = await getJson('/api/v1/regions/state-ca');
  assert.equal(await page.locator('[data-testid^="children-"] a').count(), children.length);
});
