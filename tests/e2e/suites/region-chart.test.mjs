// The chart of a place: its scale, its window, and the ways to look at its lines.
import assert from 'node:assert/strict';
import { metric, of } from '../support/region.mjs';
import { addressHas, byTestId, chartDrawn, getJson, openRegion, region, suite } from '../support/suite.mjs';

const pageTest = suite();

pageTest('where the newest release does not reach, the chart says which older ones speak', async (page) => {
  const { series } = await getJson(`/api/v1/series?${of}`);
  const older = (series[0].prov_parts ?? []).slice(0, -1);
  await openRegion(page, `?metric=${metric}`);
  await page.getByRole('list', { name: 'Sources of the chart' }).waitFor();
  const said = byTestId(page, 'older-releases');
  assert.equal(await said.count(), older.length > 0 ? 1 : 0);
  for (const { prov } of older.slice(-3)) assert.ok((await said.textContent()).includes(prov.release.slice(0, 4)));
});

pageTest('the log scale is in the address and drawn, and not of what is below zero', async (page) => {
  await openRegion(page, `?metric=${metric}`);
  await byTestId(page, 'log-scale').click();
  await addressHas(page, 'scale', 'log');
  await page.locator('[data-testid="trend-chart"][data-scale="log"] canvas').waitFor();
  await byTestId(page, 'transform-yoy').click();
  await page.locator('[data-testid="trend-chart"][data-scale="linear"] canvas').waitFor();
  await byTestId(page, 'chart-notes')
    .filter({ hasText: /logarithm/ })
    .waitFor();
});

pageTest('the window is moved by keyboard and drawn by pointer', async (page) => {
  await openRegion(page, `?metric=${metric}`);
  const all = Number(await byTestId(page, 'trend-chart').getAttribute('data-points'));
  await byTestId(page, 'overview-first').focus();
  await page.keyboard.press('PageUp');
  await addressHas(page, 'from', /^\d{4}-\d{2}$/);
  await page.locator(`[data-testid="trend-chart"][data-points="${all - 12}"]`).waitFor();
  assert.equal(await byTestId(page, 'overview-first').getAttribute('aria-valuenow'), '12');
  await page.keyboard.press('Home');
  await addressHas(page, 'from', null);
  const box = await byTestId(page, 'overview').boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await addressHas(page, 'from', /^\d{4}-\d{2}$/);
  await addressHas(page, 'to', /^\d{4}-\d{2}$/);
  await chartDrawn(page);
  const few = Number(await byTestId(page, 'trend-chart').getAttribute('data-points'));
  assert.ok(few > all * 0.15 && few < all * 0.25, `${few} of ${all} points`);
});

pageTest('lines of very different size are offered separate charts', async (page) => {
  await openRegion(page, `?metric=${metric},rent,days_to_pending`);
  await byTestId(page, 'flat-notice').waitFor();
  await byTestId(page, 'flat-separate').click();
  await addressHas(page, 'charts', 'separate');
  await page.locator('[data-testid="facet"] canvas').nth(2).waitFor();
  assert.deepEqual(
    await byTestId(page, 'facet').evaluateAll((all) => all.map((facet) => facet.dataset.series)),
    [metric, 'rent', 'days_to_pending'].map((id) => `${region}|${id}`),
  );
  await byTestId(page, 'trend-chart').focus();
  await page.keyboard.press('End');
  await byTestId(page, 'chart-readout').locator('li').nth(2).waitFor();
});

pageTest('more ways to look at it are chosen from a list; one that does not apply is told', async (page) => {
  await openRegion(page, `?metric=${metric}`);
  await byTestId(page, 'transform-more').selectOption('cagr-10');
  await addressHas(page, 'transform', 'cagr');
  await addressHas(page, 'years', '10');
  const { series } = await getJson(`/api/v1/series?${of}&transform=cagr&years=10`);
  const last = series[0].values.findLast((value) => value !== null);
  await byTestId(page, 'chart-readout')
    .filter({ hasText: `${Math.abs(last).toFixed(2)}%` })
    .waitFor();
  await byTestId(page, 'frequency').selectOption('year');
  await addressHas(page, 'frequency', 'year');
  await chartDrawn(page);
  await byTestId(page, 'transform-more').selectOption('percentile');
  await addressHas(page, 'transform', 'percentile');
  await addressHas(page, 'frequency', null);
  await chartDrawn(page);
});

pageTest(
  'a way of looking that does not apply is told in words',
  async (page) => {
    await page.goto(`/region/${region}?metric=${metric}&transform=sa`);
    await byTestId(page, 'problem')
      .filter({ hasText: /seasonally adjusted/ })
      .waitFor();
    await byTestId(page, 'as-level').click();
    await addressHas(page, 'transform', null);
    await chartDrawn(page);
  },
  { provoked: [/422/] },
);

pageTest('changed boundaries are told at the chart', async (page) => {
  const old = await getJson('/api/v1/regions/county-09001');
  assert.ok(old.breaks.length > 0);
  await page.goto('/region/county-09001');
  if (old.latest.length > 0) {
    await byTestId(page, 'boundary-break').filter({ hasText: old.breaks[0].note }).waitFor();
  } else {
    await byTestId(page, 'empty').waitFor();
  }
});
