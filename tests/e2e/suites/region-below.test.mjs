// What stands below the chart of a place. What real data lack must be told by the page.
import assert from 'node:assert/strict';
import { fewMeasures, metric, seen } from '../support/region.mjs';
import { baseUrl, byTestId, getJson, mode, openRegion, region, suite } from '../support/suite.mjs';

const pageTest = suite();

const monthOf = (period) =>
  new Date(`${period}-01T00:00:00Z`).toLocaleDateString('en-US', { month: 'short', year: 'numeric', timeZone: 'UTC' });

pageTest(
  'publishers are laid side by side with the reasons',
  async (page, t) => {
    await openRegion(page);
    const response = await fetch(`${baseUrl}/api/v1/disagreement?region=${region}`);
    const answer = await response.json();
    const section = await seen(page, 'disagreement');
    if (response.status === 422) {
      await section.getByText(answer.detail).waitFor();
      return t.skip(`only tested that the page says so: ${answer.detail}`);
    }
    await byTestId(page, 'disagreement-table').waitFor();
    for (const index of answer.indices) {
      const cell = byTestId(page, `disagreement-${index.metric}`);
      assert.equal(Number(await cell.getAttribute('value')), index.latest, index.metric);
      assert.ok((await section.textContent()).includes(index.reason), index.metric);
    }
    assert.match(
      await byTestId(page, 'disagreement-spread').textContent(),
      new RegExp(answer.spread.difference.toFixed(1)),
    );
    await byTestId(page, 'disagreement-chart').locator('canvas').waitFor();
  },
  fewMeasures,
);

pageTest(
  "similar places are the API's, by profile and by growth",
  async (page) => {
    await openRegion(page);
    await seen(page, 'similar');
    const profile = await getJson(`/api/v1/similar?region=${region}`);
    const rows = byTestId(page, 'similar-table').locator('tbody tr[data-region]');
    await rows.first().waitFor();
    assert.deepEqual(
      await rows.evaluateAll((all) => all.map((row) => [row.dataset.region, Number(row.querySelector('data').value)])),
      profile.found.map((each) => [each.region, each.distance]),
    );
    const lacking = profile.features.filter(({ known }) => !known);
    assert.equal(await byTestId(page, 'similar-lacking').count(), lacking.length > 0 ? 1 : 0);
    await byTestId(page, 'similar-by-growth').click();
    const growth = await getJson(`/api/v1/similar?region=${region}&by=growth&metric=${metric}`);
    const moving = byTestId(page, 'similar-growth-table').locator('tbody tr');
    await moving.first().waitFor();
    assert.deepEqual(
      await moving.evaluateAll((all) =>
        all.map((row) => [row.dataset.region, Number(row.querySelector('data').value)]),
      ),
      growth.found.map((each) => [each.region, each.r]),
    );
  },
  fewMeasures,
);

pageTest(
  'neighbours and places inside have a value beside their name',
  async (page) => {
    await openRegion(page);
    const { neighbours, children } = await getJson(`/api/v1/regions/${region}`);
    for (const [id, places] of [
      ['neighbours', neighbours],
      ['inside', children],
    ]) {
      const section = await seen(page, id);
      const ids = places.map((place) => place.id);
      const { series } = await getJson(`/api/v1/series?region=${ids.join(',')}&metric=${metric}&last=3`);
      const wanted = new Map(series.map((s) => [s.region, s.values.findLast((value) => value !== null) ?? null]));
      await section.locator('li').first().scrollIntoViewIfNeeded();
      if (wanted.size > 0) await section.locator('li button data').first().waitFor();
      const told = await section
        .locator('li')
        .evaluateAll((all) =>
          all.map((row) => [
            row.dataset.region,
            row.querySelector('button data') ? Number(row.querySelector('button data').value) : null,
          ]),
        );
      assert.deepEqual(told.toSorted(), ids.map((each) => [each, wanted.get(each) ?? null]).toSorted(), id);
      // Each value's period: above its list, or beside it.
      const words = await section.locator('li').evaluateAll(
        (all, head) =>
          all.map((row) => {
            const above = row.closest('ul').previousElementSibling ?? document.querySelector(head);
            return [row.dataset.region, `${above.textContent} ${row.textContent}`];
          }),
        `[data-testid="${id}"] .section-head`,
      );
      for (const [each, text] of words) {
        const one = series.find((s) => s.region === each);
        const period = one?.periods[one.values.findLastIndex((value) => value !== null)];
        if (period !== undefined) assert.ok(text.includes(monthOf(period)), `${text} says ${period}`);
      }
    }
  },
  fewMeasures,
);

pageTest(
  "what it costs is the API's for this household, and says what it took",
  async (page) => {
    await page.addInitScript(() =>
      localStorage.setItem('housing-household', JSON.stringify({ income: 150000, rate: 5.5 })),
    );
    await openRegion(page);
    const answer = await getJson(`/api/v1/affordability?region=${region}&income=150000&rate=5.5`);
    const [place] = answer.regions;
    await seen(page, 'afford');
    await byTestId(page, 'afford-share').waitFor();
    const value = async (id) => Number(await byTestId(page, id).getAttribute('value'));
    assert.equal(await value('afford-payment'), place.payment.total);
    assert.equal(await value('afford-share'), place.share);
    assert.equal(await value('afford-max'), place.max_price);
    assert.match(await byTestId(page, 'afford-assumed').textContent(), /5\.5% \(yours\)/);
    assert.equal(await byTestId(page, 'afford-link').getAttribute('href'), `/afford?region=${region}`);
  },
  fewMeasures,
);

pageTest("publishers' own forecasts are marked as theirs, and absent where there are none", async (page) => {
  await openRegion(page);
  const { latest } = await getJson(`/api/v1/regions/${region}`);
  const theirs = latest.filter((each) => each.metric.includes('forecast'));
  const section = byTestId(page, 'publishers');
  assert.equal(await section.count(), theirs.length > 0 ? 1 : 0);
  for (const each of theirs) {
    assert.equal(Number(await byTestId(page, `expected-${each.metric}`).getAttribute('value')), each.value);
    assert.match(await section.textContent(), /Nothing of this has been observed/);
  }
});

pageTest(
  'coverage tells from when to when each metric is published',
  async (page) => {
    await openRegion(page);
    await seen(page, 'coverage');
    const { coverage } = await getJson(`/api/v1/regions/${region}/coverage`);
    await byTestId(page, 'region-coverage').waitFor();
    assert.equal(await byTestId(page, 'region-coverage').locator('tbody tr').count(), coverage.length);
  },
  fewMeasures,
);

pageTest(
  'nothing moves while the page comes, from its head to its end',
  async (page) => {
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await openRegion(page, '?layer=forecast');
    await byTestId(page, 'latest-table').waitFor();
    // The banner of demonstration data comes with the first answer, on every page; publishers' data have none.
    if (mode === 'demo') await page.evaluate(() => (window.shifted = 0));
    for (let y = 0; y < 14; y += 1) {
      await page.evaluate((to) => scrollTo(0, to), y * 500);
      await page.waitForTimeout(80);
    }
    await byTestId(page, 'region-coverage').waitFor();
    const shifted = await page.evaluate(() => window.shifted);
    assert.ok(shifted < 0.02, `shifts add up to ${shifted.toFixed(4)}`);
  },
  fewMeasures,
);
