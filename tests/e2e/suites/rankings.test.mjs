import assert from 'node:assert/strict';
import { addressHas, baseUrl, byTestId, getJson, getKnown, parseCsv, suite } from '../support/suite.mjs';

const pageTest = suite();
const kPage = 60;
const provoked = [/status of (422|404)/];
const kDefault = 'type=metro&metric=yoy(home_value)';

const table = (page) => byTestId(page, 'ranking-table');
const regionsIn = (page) =>
  table(page)
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => row.dataset.region));

async function open(page, query = '') {
  await page.goto(`/rankings${query}`);
  await table(page).waitFor();
}

const readRows = (page) =>
  table(page)
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => ({
        region: row.dataset.region,
        rank: row.querySelector('[data-testid="rank"]').firstChild.textContent,
        value: Number(row.querySelector('[data-testid="ranking-value"]').value),
      })),
    );

pageTest("rows, values and facts are the API's", async (page) => {
  await open(page);
  const answer = await getJson(`/api/v1/rankings?${kDefault}&limit=${kPage}`);
  const shown = await readRows(page);
  assert.deepEqual(
    shown.map(({ region, value }) => [region, value]),
    answer.rows.map(({ region, value }) => [region, value]),
  );
  const facts = await byTestId(page, 'ranking-facts').textContent();
  assert.ok(facts.includes(`${answer.of.toLocaleString('en-US')} of ${answer.places.toLocaleString('en-US')}`), facts);
  assert.match(await page.title(), /Rankings · Housing Trends$/);
});

pageTest('equal values share a rank and are marked', async (page) => {
  const query = 'type=metro&metric=days_to_pending&order=asc';
  await open(page, `?${query}`);
  const { rows } = await getJson(`/api/v1/rankings?${query}&limit=${kPage + 1}`);
  const wanted = rows.slice(0, kPage).map(({ rank }, i) => {
    const shared = rows[i - 1]?.rank === rank || rows[i + 1]?.rank === rank;
    return `${rank}${shared ? '=' : ''}`;
  });
  assert.deepEqual(
    (await readRows(page)).map(({ rank }) => rank),
    wanted,
  );
});

pageTest('pages follow one another without gap, and back undoes', async (page) => {
  await open(page);
  const first = await regionsIn(page);
  await byTestId(page, 'page-after').click();
  await addressHas(page, 'offset', String(kPage));
  await byTestId(page, 'page-rows')
    .filter({ hasText: `Rows ${kPage + 1} to` })
    .waitFor();
  await page.locator('[data-testid="ranking"][aria-busy="false"]').waitFor();
  const answer = await getJson(`/api/v1/rankings?${kDefault}&limit=${kPage}&offset=${kPage}`);
  assert.deepEqual(
    await regionsIn(page),
    answer.rows.map(({ region }) => region),
  );
  assert.equal(new Set([...first, ...(await regionsIn(page))]).size, first.length + answer.rows.length);
  await page.goBack();
  await byTestId(page, 'page-rows').filter({ hasText: 'Rows 1 to' }).waitFor();
  await page.goto('/rankings?offset=900000');
  await byTestId(page, 'empty').filter({ hasText: 'ends before' }).waitFor();
});

pageTest('the file holds what the table shows', async (page) => {
  await open(page, '?type=metro&metric=home_value&order=asc');
  const response = await fetch(baseUrl + (await byTestId(page, 'ranking-csv').getAttribute('href')));
  assert.match(response.headers.get('content-type'), /text\/csv/);
  const listed = parseCsv(await response.text());
  const column = Object.keys(listed[0]).find((name) => name.startsWith('home_value'));
  const shown = await readRows(page);
  assert.deepEqual(
    shown.map(({ region, rank, value }) => [region, rank.replace('=', ''), value]),
    listed.slice(0, shown.length).map((row) => [row.region, row.rank, Number(row[column])]),
  );
  const { of } = await getJson('/api/v1/rankings?type=metro&metric=home_value&order=asc&limit=1');
  assert.equal(listed.length, Math.min(of, 1000));
  const book = await fetch(baseUrl + (await byTestId(page, 'ranking-xlsx').getAttribute('href')));
  assert.equal(book.status, 200);
  assert.equal(
    Buffer.from(await book.arrayBuffer())
      .subarray(0, 2)
      .toString(),
    'PK',
  );
});

pageTest('order, level, measure, area and month are chosen, and stand in the address', async (page) => {
  await open(page);
  await byTestId(page, 'order-asc').click();
  await addressHas(page, 'order', 'asc');
  await byTestId(page, 'ranking-measure-making').selectOption('level');
  await addressHas(page, 'metric', 'home_value');
  await byTestId(page, 'ranking-type').selectOption('state');
  await addressHas(page, 'type', 'state');
  await byTestId(page, 'ranking-title').filter({ hasText: 'States' }).waitFor();
  const { measure } = await getJson('/api/v1/rankings?type=state&metric=home_value&limit=1');
  const year = String(Number(measure.period.slice(0, 4)) - 3);
  await byTestId(page, 'ranking-year').selectOption(year);
  await addressHas(page, 'period', `${year}-12`);
  await byTestId(page, 'ranking-facts')
    .filter({ hasText: `Dec ${year}` })
    .waitFor();
  await byTestId(page, 'ranking-period').selectOption(`${year}-06`);
  await byTestId(page, 'ranking-facts')
    .filter({ hasText: `Jun ${year}` })
    .waitFor();
  const answer = await getJson(`/api/v1/rankings?type=state&metric=home_value&order=asc&period=${year}-06&limit=60`);
  assert.deepEqual(
    (await readRows(page)).map(({ region, value }) => [region, value]),
    answer.rows.map(({ region, value }) => [region, value]),
  );
  await page.reload();
  await byTestId(page, 'ranking-facts')
    .filter({ hasText: `Jun ${year}` })
    .waitFor();
});

pageTest('only inside an area', async (page) => {
  await open(page);
  await byTestId(page, 'ranking-within-input').fill('California');
  await page.locator('[role="option"][data-region="state-ca"]').click();
  await addressHas(page, 'within', 'state-ca');
  await byTestId(page, 'ranking-facts').filter({ hasText: 'in California' }).waitFor();
  const { rows } = await getJson(`/api/v1/rankings?${kDefault}&within=state-ca&limit=60`);
  assert.deepEqual(
    await regionsIn(page),
    rows.map(({ region }) => region),
  );
  await byTestId(page, 'ranking-within-remove').click();
  await addressHas(page, 'within', null);
});

pageTest('a value opens its passport, a press on the row the place', async (page) => {
  await open(page);
  const row = table(page).locator('tbody tr').first();
  const id = await row.getAttribute('data-region');
  await row.getByTestId('ranking-value-passport').click();
  const { measure } = await getJson(`/api/v1/rankings?${kDefault}&limit=1`);
  await page.locator('dialog[open]').filter({ hasText: measure.prov.sha256 }).waitFor();
  await page.keyboard.press('Escape');
  assert.ok(page.url().endsWith('/rankings'), 'the passport is not the row');
  await row.locator('td').last().click();
  await page.waitForURL(new RegExp(`/region/${id}\\?metric=home_value&transform=yoy`));
});

pageTest('the years of the rows in sight are drawn, later ones when they are scrolled to', async (page) => {
  const asked = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/series'))
      asked.push(new URL(request.url()).searchParams.get('region').split(','));
  });
  await open(page);
  const rows = table(page).locator('tbody tr');
  await rows.first().locator('svg[role="img"] path').first().waitFor();
  assert.ok(asked.flat().length < kPage, `${asked.flat().length} rows were drawn at once`);
  await rows.last().scrollIntoViewIfNeeded();
  await rows.last().locator('svg[role="img"] path').first().waitFor();
  assert.equal(new Set(asked.flat()).size, asked.flat().length, 'nothing is asked twice');
});

pageTest('ready-made lists are offered where there is data, and open', async (page) => {
  await open(page);
  const lists = byTestId(page, 'ready-lists');
  await lists.getByRole('link', { name: 'Home values by state' }).click();
  await byTestId(page, 'ranking-title').filter({ hasText: 'Home values by state' }).waitFor();
  const links = await lists.getByRole('link').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  for (const link of links) {
    const q = new URLSearchParams(link.split('?')[1] ?? '');
    const metric = q.get('metric') ?? 'yoy(home_value)';
    const answer = await getJson(`/api/v1/rankings?type=${q.get('type') ?? 'metro'}&metric=${metric}&limit=1`);
    assert.ok(answer.of > 0, link);
  }
});

pageTest(
  'margins: places the survey does not tell apart have open ranks; without, none are claimed',
  async (page, t) => {
    const asked = await getKnown(`/api/v1/rankings?type=county&metric=median_income&limit=${kPage}`);
    if (asked === null) {
      await open(page, '?type=metro&metric=home_value');
      assert.equal(await byTestId(page, 'ranking-margins').count(), 0);
      assert.equal(await byTestId(page, 'ranking-margin').count(), 0);
      return t.skip('no survey with margins of error is imported: only tested that none are claimed');
    }
    await open(page, '?type=county&metric=median_income');
    const { rows, margins } = asked;
    assert.ok(margins !== null);
    await byTestId(page, 'ranking-margins').waitFor();
    assert.deepEqual(
      (await readRows(page)).map(({ rank }) => rank.replaceAll(',', '')),
      rows.map(({ rank, ranks: [best, worst] = [rank, rank] }) => (best === worst ? `${best}` : `${best}–${worst}`)),
    );
  },
);

pageTest(
  'what cannot be ranked is told, with a way on',
  async (page) => {
    await page.goto('/rankings?type=town&metric=home_value');
    const notice = byTestId(page, 'empty');
    await notice.filter({ hasText: 'No towns to rank' }).waitFor();
    await notice
      .getByRole('link', { name: /metro areas/ })
      .first()
      .click();
    await table(page).waitFor();
    await page.goto('/rankings?metric=no_such_thing');
    await byTestId(page, 'problem').filter({ hasText: 'no_such_thing' }).waitFor();
    await page.goto('/rankings?within=state-zz');
    await byTestId(page, 'problem').filter({ hasText: 'state-zz' }).waitFor();
  },
  { provoked },
);

pageTest(
  'market temperature: open weights and inputs, or what is missing for it',
  async (page, t) => {
    await open(page);
    await byTestId(page, 'tab-temperature').click();
    await addressHas(page, 'list', 'temperature');
    const response = await fetch(`${baseUrl}/api/v1/temperature?type=metro&limit=${kPage}`);
    if (response.status !== 200) {
      const { type, detail } = await response.json();
      assert.match(type, /#no-data$/);
      await byTestId(page, 'empty').filter({ hasText: detail }).waitFor();
      return t.skip(`only tested that the page says so: ${detail}`);
    }
    const { rows, inputs } = await response.json();
    await byTestId(page, 'temperature-table').waitFor();
    const scores = await byTestId(page, 'temperature-score').evaluateAll((all) => all.map((e) => Number(e.value)));
    assert.deepEqual(
      scores,
      rows.map(({ score }) => score),
    );
    for (const { input, weight, measure } of inputs) {
      const told = await byTestId(page, `input-${input}`).textContent();
      assert.ok(told.includes(`weight ${weight}`), told);
      assert.equal(told.includes('Not here'), measure === null, told);
    }
  },
  { provoked },
);

pageTest(
  'the day that is looked at changes the list and stays with the links',
  async (page) => {
    const { measure } = await getJson(`/api/v1/rankings?${kDefault}&limit=1`);
    const day = `${Number(measure.prov.release.slice(0, 4)) - 1}-01-01`;
    const asked = await fetch(`${baseUrl}/api/v1/rankings?${kDefault}&limit=${kPage}&as_of=${day}`);
    await page.goto(`/rankings?as_of=${day}`);
    if (asked.status === 200) {
      await table(page).waitFor();
      const { rows } = await asked.json();
      assert.deepEqual(
        (await readRows(page)).map(({ region, value }) => [region, value]),
        rows.map(({ region, value }) => [region, value]),
      );
      const href = await byTestId(page, 'ranking-csv').getAttribute('href');
      assert.ok(href.includes(`as_of=${day}`), href);
      await table(page).locator('tbody a').first().click();
      await page.waitForURL((url) => url.pathname.startsWith('/region/') && url.searchParams.get('as_of') === day);
    } else {
      await byTestId(page, 'empty').filter({ hasText: 'No metro areas to rank' }).waitFor();
      await byTestId(page, 'order-asc').click();
      await addressHas(page, 'as_of', day);
    }
  },
  { provoked },
);

pageTest(
  'the whole page by keyboard, and on 320 pixels',
  async (page) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await byTestId(page, 'page-after').focus();
    await page.keyboard.press('Enter');
    await addressHas(page, 'offset', String(kPage));
    assert.equal(
      await page.evaluate(() => document.activeElement.id),
      'ranking-title',
      'reading goes on at the heading',
    );
    await page.goto('/rankings?list=temperature');
    await byTestId(page, 'tab-temperature').waitFor();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  },
  { provoked },
);
