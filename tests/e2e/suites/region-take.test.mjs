// What is taken from the page of a place: as of a day, shared, on paper.
import assert from 'node:assert/strict';
import { metric, numbers, of } from '../support/region.mjs';
import { addressOf, baseUrl, byTestId, chartDrawn, getJson, openRegion, region, suite } from '../support/suite.mjs';

const pageTest = suite();

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
