// The page of a place beyond its lines: layers over the chart, the window on it, what is below, and what can be taken
// along. What real data lack must be told by the page.
import assert from 'node:assert/strict';
import {
  addressHas,
  addressOf,
  baseUrl,
  byTestId,
  chartDrawn,
  getJson,
  mode,
  openRegion,
  region,
  suite,
} from '../support/suite.mjs';

const pageTest = suite();

const metric = 'home_value';
const of = `region=${region}&metric=${metric}`;

const numbers = (place) => place.evaluateAll((cells) => cells.map((cell) => Number(cell.value)));

/** Where a place has a single measure of prices, the question for their disagreement is refused, and told so. */
const fewMeasures = { provoked: [/422/] };

async function seen(page, id) {
  // Parts above take their own room when they come: so the way there is gone more than once.
  await byTestId(page, id).or(page.locator('footer')).first().waitFor();
  for (let tries = 0; tries < 12 && (await byTestId(page, id).count()) === 0; tries += 1) {
    await page.mouse.wheel(0, 1200);
    await page.waitForTimeout(120);
  }
  const place = byTestId(page, id);
  await place.scrollIntoViewIfNeeded();
  return place;
}

pageTest("as of a day the values are that day's, the page says so, and links keep it", async (page) => {
  const { series } = await getJson(`/api/v1/series?${of}`);
  const released = series[0].prov.release;
  // A day before that release, with something released earlier where there is: the year's end before the last values.
  const day = `${Number(released.slice(0, 4)) + 1}-01-01`;
  await openRegion(page, `?metric=${metric}&view=table&as_of=${day}`);
  assert.match(await byTestId(page, 'as-of-banner').textContent(), /What was known on/);
  const then = await getJson(`/api/v1/series?${of}&as_of=${day}`);
  assert.equal(then.as_of, day);
  const more = byTestId(page, 'series-table-all');
  if ((await more.count()) > 0) await more.click();
  const told = await numbers(byTestId(page, 'series-table').locator('tbody data'));
  assert.deepEqual(
    told.toReversed(),
    then.series[0].values.filter((value) => value !== null),
  );
  const link = page.getByRole('navigation', { name: 'Areas around' }).locator('a').last();
  await link.hover();
  await link.focus();
  assert.equal(new URL(await link.evaluate((a) => a.href)).searchParams.get('as_of'), day);
  assert.match(await byTestId(page, 'csv-link').getAttribute('href'), new RegExp(`as_of=${day}`));
});

pageTest('before anything was released the page says so instead of showing numbers', async (page) => {
  await page.goto(`/region/${region}?as_of=1995-01-01`);
  await byTestId(page, 'as-of-banner').waitFor();
  await byTestId(page, 'empty').or(byTestId(page, 'problem')).first().waitFor();
  assert.equal(await page.locator('[data-testid="trend-chart"] canvas').count(), 0);
});

pageTest("the forecast's numbers, bands and scores are the API's", async (page) => {
  await openRegion(page, `?metric=${metric}`);
  await byTestId(page, 'layer-forecast').click();
  await addressHas(page, 'layer', 'forecast');
  const answer = await getJson(`/api/v1/forecast?${of}`);
  const asked = answer.methods.find((method) => method.asked);
  const panel = byTestId(page, 'forecast-panel');
  await panel.getByText('The forecast as numbers').click();
  const rows = byTestId(page, 'forecast-table').locator('tbody tr');
  assert.equal(await rows.count(), answer.horizon);
  for (const [i, period] of answer.periods.entries()) {
    const cells = await numbers(byTestId(page, 'forecast-table').locator(`tr[data-period="${period}"] data`));
    const bands = asked.intervals.flatMap(({ lower, upper }) =>
      lower[i] === null || upper[i] === null ? [] : [lower[i], upper[i]],
    );
    assert.deepEqual(cells, [asked.values[i], ...bands], period);
  }
  await panel.getByText('How it did beside simpler methods').click();
  for (const method of answer.methods) {
    const cells = await numbers(byTestId(page, 'forecast-scores').locator(`tr[data-method="${method.method}"] data`));
    assert.deepEqual(
      cells,
      [method.scores.smape, ...method.scores.levels.map(({ coverage }) => coverage)],
      method.method,
    );
  }
  assert.match(await byTestId(page, 'forecast-record').textContent(), new RegExp(`${asked.scores.smape.toFixed(1)}%`));
  // The read-out calls it a forecast, and what is pointed at before it none.
  const readout = byTestId(page, 'chart-readout');
  await readout
    .locator('[data-role="forecast"]')
    .filter({ hasText: /forecast.*80%/ })
    .waitFor();
  await byTestId(page, 'trend-chart').focus();
  await page.keyboard.press('Home');
  await readout.locator('[data-role="forecast"]').filter({ hasText: '–' }).waitFor();
});

pageTest('a forecast that cannot be made is told with the reason; of a change there is none', async (page) => {
  await openRegion(page, `?metric=${metric}&layer=forecast&transform=yoy`);
  await byTestId(page, 'forecast-panel')
    .getByText(/choose Level/)
    .waitFor();
  await page.goto(`/region/${region}?metric=${metric}&layer=forecast&as_of=2003-01-01`);
  await byTestId(page, 'as-of-banner').waitFor();
  const then = await fetch(`${baseUrl}/api/v1/forecast?${of}&as_of=2003-01-01`);
  const answer = await then.json();
  if (then.status === 200 && answer.withheld !== null) {
    await byTestId(page, 'forecast-withheld').filter({ hasText: answer.withheld }).waitFor();
  } else {
    await byTestId(page, 'problem').or(byTestId(page, 'empty')).first().waitFor();
  }
});

pageTest('recessions are asked for and told', async (page) => {
  await openRegion(page, `?metric=${metric}&layer=recessions`);
  const { recessions } = await getJson(`/api/v1/series?${of}&recessions=trough`);
  assert.ok(recessions.length > 0);
  await byTestId(page, 'chart-notes').filter({ hasText: /NBER/ }).waitFor();
});

pageTest('turning points and unusual values are listed as found', async (page) => {
  await openRegion(page, `?metric=${metric}&layer=turns,unusual`);
  const turns = await getJson(`/api/v1/turning-points?${of}`);
  const rows = byTestId(page, 'turns-table').locator('tbody tr');
  await rows.first().waitFor();
  assert.deepEqual(
    await rows.evaluateAll((all) => all.map((row) => row.dataset.period)),
    turns.turning_points.map(({ period }) => period).toReversed(),
  );
  const unusual = await getJson(`/api/v1/anomalies?${of}`);
  const told = byTestId(page, 'unusual-told');
  await told.waitFor();
  const count = unusual.anomalies.filter((each) => each.class === 'unusual').length;
  assert.match(await told.textContent(), new RegExp(`Of ${unusual.of} values ${count} do`));
});

pageTest('revisions are listed step by step, or it is told that there are none', async (page) => {
  await openRegion(page, `?metric=${metric}&layer=revisions`);
  const answer = await getJson(`/api/v1/revisions?${of}`);
  await byTestId(page, 'revisions-told').waitFor();
  assert.match(
    await byTestId(page, 'revisions-told').textContent(),
    answer.history.length === 0 ? /^No period/ : new RegExp(`^${answer.history.length} periods?`),
  );
  if (answer.steps.length === 0) {
    assert.equal(await byTestId(page, 'revision-steps').count(), 0);
    await byTestId(page, 'revisions-panel').getByText(answer.notes[0]).waitFor();
  } else {
    const revised = await numbers(byTestId(page, 'revision-steps').locator('data'));
    assert.deepEqual(
      revised,
      answer.steps.map((step) => step.revised),
    );
  }
  const said = byTestId(page, 'chart-readout').locator('[data-role="said"]');
  assert.equal((await said.count()) > 0, answer.history.length > 0, 'what was said earlier is a line of its own');
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

pageTest(
  'publishers are laid side by side with the reasons',
  async (page) => {
    await openRegion(page);
    const response = await fetch(`${baseUrl}/api/v1/disagreement?region=${region}`);
    const answer = await response.json();
    const section = await seen(page, 'disagreement');
    if (response.status === 422) {
      await section.getByText(answer.detail).waitFor();
      return;
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

pageTest('what is shared answers: pinned bytes stay, pictures, files, embed and citation', async (page) => {
  await openRegion(page, `?metric=${metric}&transform=yoy&from=2015-01&layer=recessions`);
  await byTestId(page, 'share').click();
  await byTestId(page, 'share-box').waitFor();
  const address = await byTestId(page, 'share-address').textContent();
  assert.equal(address, page.url());
  const pinned = new URL(await byTestId(page, 'share-pinned').textContent());
  const day = pinned.searchParams.get('as_of');
  assert.match(day, /^\d{4}-\d{2}-\d{2}$/);
  const get = async (path) => {
    const response = await fetch(new URL(path, baseUrl));
    assert.equal(response.status, 200, path);
    return {
      type: response.headers.get('content-type'),
      etag: response.headers.get('etag'),
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  };
  const code = await byTestId(page, 'share-embed').textContent();
  const picture = /src="([^"]+)"/.exec(code)[1].replaceAll('&amp;', '&');
  assert.equal(new URL(picture).searchParams.get('as_of'), day);
  const [one, two] = [await get(picture), await get(picture)];
  assert.match(one.type, /image\/svg/);
  assert.ok(one.bytes.equals(two.bytes) && one.etag === two.etag, 'the pinned picture is the same bytes');
  assert.ok(code.includes(`href="${pinned.href.replaceAll('&', '&amp;')}"`), 'the picture leads to the pinned view');
  const { series } = await getJson(`/api/v1/series?${of}`);
  assert.ok(code.includes(series[0].prov.attribution), 'whose the data are');
  for (const [id, type] of [
    ['share-svg', /image\/svg/],
    ['share-png', /image\/png/],
    ['share-csv', /text\/csv/],
    ['share-xlsx', /spreadsheet/],
    ['share-json', /json/],
  ]) {
    const href = await byTestId(page, id).getAttribute('href');
    assert.match((await get(href)).type, type, id);
    assert.match(href, /from=2015-01/, `${id} is of this window`);
  }
  const citation = await byTestId(page, 'share-citation').textContent();
  assert.ok(citation.includes(pinned.href) && citation.includes(series[0].prov.release.slice(0, 4)), citation);
  // The pinned page shows the same numbers as this one, today.
  const before = await byTestId(page, 'chart-summary').textContent();
  await page.goto(pinned.pathname + pinned.search);
  await chartDrawn(page);
  assert.equal(await byTestId(page, 'chart-summary').textContent(), before);
  assert.equal(addressOf(page).searchParams.get('as_of'), day);
});

pageTest('a view that no picture can hold says why, and still gives its numbers', async (page) => {
  await openRegion(page, `?metric=${metric},rent,days_to_pending&compare=us`);
  await byTestId(page, 'share').click();
  await byTestId(page, 'share-no-picture')
    .filter({ hasText: /5 lines at most/ })
    .waitFor();
  assert.equal(await byTestId(page, 'share-svg').count(), 0);
  assert.equal(await byTestId(page, 'share-csv').count(), 1);
});

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

pageTest('on paper there are chart, numbers, sources and the address, and nothing to press', async (page) => {
  await openRegion(page, `?metric=${metric}&view=table`);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await byTestId(page, 'print-foot').isVisible());
  assert.match(await byTestId(page, 'print-foot').textContent(), /\/region\/metro-41860\?metric=home_value/);
  assert.ok(await page.locator('[data-testid="trend-chart"] canvas').isVisible());
  assert.ok(await byTestId(page, 'latest-table').isVisible());
  assert.ok(await page.getByRole('list', { name: 'Sources of the chart' }).isVisible());
  for (const id of ['share', 'table-toggle', 'layer-forecast', 'overview', 'metric-home_value']) {
    assert.equal(await byTestId(page, id).isVisible(), false, id);
  }
});

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
