// The screener's list and files, ready screens, what is told when nothing is found, and keeping a screen.
import assert from 'node:assert/strict';
import { newPerson, signIn } from '../support/people.mjs';
import {
  addressFor,
  askedByAddress,
  card,
  countsShown,
  openScreen,
  sameAsApi,
  screens,
  settled,
} from '../support/screener.mjs';
import { addressHas, baseUrl, byTestId, mode, parseCsv, suite } from '../support/suite.mjs';

const pageTest = suite();
const screen = screens[mode];
const [first] = screen.measures;
const whole = { ...screen, columns: screen.measures };

pageTest('list, pages, order and file are the API’s', async (page) => {
  await openScreen(page, whole);
  const table = byTestId(page, 'results');
  const shownRows = () =>
    table
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => ({ id: row.dataset.region, values: [...row.querySelectorAll('data')].map((d) => d.value) })),
      );
  const expected = (answer) =>
    answer.regions.map((id, row) => ({ id, values: answer.columns.map(({ values }) => String(values[row] ?? '')) }));
  const answer = await askedByAddress(page, { limit: '50' });
  assert.deepEqual(await shownRows(), expected(answer));
  await page.locator(`[data-testid="sort"][data-measure="${first}"]`).click();
  await addressHas(page, 'order', 'asc');
  await page.locator('th[aria-sort="ascending"]').waitFor();
  const sorted = await askedByAddress(page, { limit: '50' });
  assert.notDeepEqual(sorted.regions, answer.regions);
  assert.deepEqual(await shownRows(), expected(sorted));
  await byTestId(page, 'page-next').click();
  await addressHas(page, 'offset', '50');
  await byTestId(page, 'page-of')
    .filter({ hasText: /^51 to/ })
    .waitFor();
  await settled(page);
  assert.deepEqual(await shownRows(), expected(await askedByAddress(page, { limit: '50' })));
  const href = await byTestId(page, 'file-csv').getAttribute('href');
  const rows = parseCsv(await (await fetch(baseUrl + href)).text());
  const file = await askedByAddress(page, { limit: '1000', offset: '0' });
  assert.deepEqual(
    rows.map(({ region }) => region),
    file.regions,
  );
  const book = await fetch(baseUrl + (await byTestId(page, 'file-xlsx').getAttribute('href')));
  assert.equal(book.status, 200);
  assert.match(book.headers.get('content-type'), /spreadsheetml/);
});

pageTest('a ready screen fills an empty page; measures come and go', async (page) => {
  await openScreen(page, '/screener?level=metro');
  assert.match(await byTestId(page, 'conditions').textContent(), /every place counts/);
  const everything = await sameAsApi(page);
  assert.equal(everything.matched, everything.places);
  const examples = byTestId(page, 'example');
  await examples.first().waitFor();
  assert.ok((await examples.count()) >= 3);
  await examples.first().click();
  await addressHas(page, 'where', /./);
  await byTestId(page, 'measure-card').first().waitFor();
  await sameAsApi(page);
  await byTestId(page, 'add-metric').selectOption('home_value');
  await byTestId(page, 'add-making').selectOption('level');
  if (!(await card(page, 'home_value').count())) await byTestId(page, 'add-measure').click();
  await card(page, 'home_value').waitFor();
  await sameAsApi(page);
  await card(page, 'home_value').getByTestId('remove-measure').click();
  await card(page, 'home_value').waitFor({ state: 'detached' });
  await sameAsApi(page);
  await page.goBack();
  await card(page, 'home_value').waitFor();
});

pageTest(
  'nothing found, wrong text and a measure nobody has are told',
  async (page) => {
    await openScreen(page, { ...screen, where: `${first} > 1e9` });
    assert.match(await byTestId(page, 'empty').first().textContent(), /no place matches/i);
    assert.equal((await countsShown(page)).shown, 0);
    await byTestId(page, 'edit-text').click();
    await byTestId(page, 'where-input').fill(`${first} >>> 5`);
    await byTestId(page, 'apply-text').click();
    const problem = await fetch(
      `${baseUrl}/api/v1/screener?${new URLSearchParams({ type: screen.level, where: `${first} >>> 5` })}`,
    );
    assert.equal(problem.status, 422);
    await byTestId(page, 'where-problem').waitFor();
    assert.ok((await byTestId(page, 'where-problem').textContent()).includes((await problem.json()).detail));
    await page.goto(addressFor({ level: 'state', where: 'market_heat.nothing > 5' }));
    await byTestId(page, 'where-problem').waitFor();
    await byTestId(page, 'remove-measure').first().click();
    await sameAsApi(page);
  },
  { provoked: [/status of 422/] },
);

pageTest('kept by who is signed in, and opened again', async (page) => {
  await openScreen(page, whole);
  assert.match(await byTestId(page, 'save-sign-in').getAttribute('href'), /^\/sign-in\?next=%2Fscreener/);
  const person = await newPerson();
  await signIn(page, person, '/watchlist');
  await openScreen(page, whole);
  const asked = new URL(page.url()).searchParams;
  const { shown } = await countsShown(page);
  await byTestId(page, 'save-screen').click();
  await byTestId(page, 'screen-name').fill('Mine to watch');
  await byTestId(page, 'save-form').getByTestId('submit').click();
  await byTestId(page, 'form-done').filter({ hasText: 'Saved' }).waitFor();
  await page.goto('/saved');
  await byTestId(page, 'saved-searches').getByRole('link', { name: 'Mine to watch' }).click();
  await settled(page);
  assert.equal(new URL(page.url()).searchParams.get('where'), asked.get('where'));
  assert.equal((await countsShown(page)).shown, shown);
  const alert = new URL(await byTestId(page, 'alert-me').getAttribute('href'), baseUrl);
  assert.equal(alert.pathname, '/alerts');
  assert.deepEqual(Object.fromEntries(alert.searchParams), { screen_type: screen.level, screen_where: screen.where });
});
