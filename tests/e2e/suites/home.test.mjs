import assert from 'node:assert/strict';
import { baseUrl, byTestId, getJson, region, suite } from '../support/suite.mjs';

const pageTest = suite();
const provoked = [/status of (422|404)/];

/** Scrolls to a section and waits for what is made there. */
async function seen(page, titleId, testId) {
  await page.locator(`#${titleId}`).scrollIntoViewIfNeeded();
  await byTestId(page, testId).first().waitFor();
}

pageTest('what a reader sees first stands in the exported page', async () => {
  const html = await (await fetch(`${baseUrl}/`)).text();
  for (const text of [
    'Home values, rents and housing markets of any US place',
    'The national picture',
    'The latest releases',
  ])
    assert.ok(html.includes(text), text);
  assert.match(html, /<meta name="description" content="[^"]{80,}"/);
});

pageTest('what lies below the fold is not read before it is near', async (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto('/', { waitUntil: 'networkidle' });
  for (const path of ['/api/v1/metrics', '/api/v1/imports', '/api/v1/map', '/api/v1/rankings'])
    assert.ok(!asked.includes(path), `${path} was read at once`);
  await page.locator('#releases-title').scrollIntoViewIfNeeded();
  await byTestId(page, 'releases').waitFor();
  assert.ok(asked.includes('/api/v1/imports'));
});

pageTest("movers are the API's, and never called falling while they rise", async (page) => {
  await page.goto('/');
  await seen(page, 'movers-title', 'movers');
  const group = byTestId(page, 'movers').first();
  const read = (side) =>
    group
      .locator('ul')
      .nth(side)
      .locator('li')
      .evaluateAll((rows) => rows.map((row) => [row.dataset.region, Number(row.querySelector('data').value)]));
  const top = await getJson('/api/v1/rankings?type=metro&metric=yoy(home_value)&limit=5');
  const bottom = await getJson('/api/v1/rankings?type=metro&metric=yoy(home_value)&limit=5&order=asc');
  const of = ({ rows }) => rows.map(({ region: id, value }) => [id, value]);
  const [rises, falls] = [await read(0), await read(1)];
  assert.deepEqual(
    rises,
    of(top).filter(([, value]) => value > 0),
  );
  const falling = of(bottom).filter(([, value]) => value < 0);
  assert.deepEqual(falls, falling.length > 0 ? falling : of(bottom));
  const titles = await group.locator('h4').allTextContents();
  assert.equal(titles[1], falling.length > 0 ? 'Falling most' : 'Rising least');
  assert.ok((await group.textContent()).includes(`${top.of} of ${top.places.toLocaleString('en-US')}`));
});

pageTest('the small map tells what it shows, and leads to the large one', async (page) => {
  await page.goto('/');
  await seen(page, 'map-title', 'nation-map');
  const box = byTestId(page, 'nation-map');
  const answer = await getJson('/api/v1/map?type=state&metric=yoy(home_value)&classes=6');
  const legend = byTestId(page, 'map-legend');
  await legend.waitFor();
  for (const [i, count] of answer.classes.counts.entries())
    assert.match(await byTestId(page, `legend-class-${i + 1}`).textContent(), new RegExp(`${count} `));
  await box.locator('canvas').first().waitFor();
  assert.match(await box.getByRole('link', { name: /in large/ }).getAttribute('href'), /^\/map\?level=state/);
});

pageTest('the latest releases are those of the imports', async (page) => {
  await page.goto('/');
  await seen(page, 'releases-title', 'releases');
  const { imports } = await getJson('/api/v1/imports');
  const shown = await byTestId(page, 'releases')
    .locator('li')
    .evaluateAll((rows) => rows.map((row) => [row.dataset.dataset, row.textContent]));
  assert.ok(shown.length > 0);
  for (const [dataset, text] of shown) {
    const newest = imports
      .filter((each) => each.dataset === dataset)
      .toSorted((a, b) => b.release.localeCompare(a.release))[0];
    assert.ok(text.includes(newest.release.slice(0, 4)), text);
    assert.ok(text.includes(newest.regions.toLocaleString('en-US')), text);
  }
  const releases = shown.map(([dataset]) =>
    imports.filter((each) => each.dataset === dataset).reduce((a, { release }) => (release > a ? release : a), ''),
  );
  assert.deepEqual(releases, releases.toSorted().toReversed());
});

pageTest('places looked at stand on the home page with their newest value', async (page) => {
  await page.goto('/');
  assert.equal(await byTestId(page, 'your-places').isVisible(), false, 'nobody’s places');
  await page.goto(`/region/${region}`);
  await byTestId(page, 'region-title').filter({ hasText: 'San Francisco' }).waitFor();
  await page.goto('/');
  const card = page.locator(`[data-testid="your-place"][data-region="${region}"]`);
  await card.locator('data').first().waitFor();
  const { rows } = await getJson(`/api/v1/compare?region=${region}&metric=home_value`);
  assert.equal(Number(await card.locator('data').first().getAttribute('value')), rows[0].cells[0].value);
  await card.getByRole('link').click();
  await page.waitForURL(`**/region/${region}`);
});

pageTest(
  'as of a day before anything was released the page says so, and nothing is made up',
  async (page) => {
    await page.goto('/?as_of=1990-01-01');
    await byTestId(page, 'empty').first().waitFor();
    await page.locator('#releases-title').scrollIntoViewIfNeeded();
    await page.getByText('nothing by this day').first().waitFor();
    assert.equal(await byTestId(page, 'movers').count(), 0);
  },
  { provoked },
);

for (const [name, viewport] of [
  ['a phone', { width: 390, height: 844 }],
  ['a desk', { width: 1280, height: 900 }],
]) {
  pageTest(`nothing moves while the page loads and is scrolled, on ${name}`, async (page) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('/', { waitUntil: 'networkidle' });
    assert.ok((await page.evaluate(() => window.moved)) < 0.02, String(await page.evaluate(() => window.moved)));
  });
}

pageTest('robots may read the pages, not people’s own', async () => {
  const response = await fetch(`${baseUrl}/robots.txt`);
  assert.equal(response.status, 200);
  const text = await response.text();
  assert.match(text, /^User-agent: \*$/m);
  assert.match(text, /^Disallow: \/watchlist\$?$/m);
});
