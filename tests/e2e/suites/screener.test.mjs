// The screener: what is dragged, typed and written counts what the API counts.
import assert from 'node:assert/strict';
import {
  askedByAddress,
  card,
  countsShown,
  drag,
  literal,
  openScreen,
  sameAsApi,
  screens,
  thumb,
  where,
} from '../support/screener.mjs';
import { addressHas, byTestId, mode, suite } from '../support/suite.mjs';

const pageTest = suite();
const screen = screens[mode];
const [first, second] = screen.measures;
const whole = { ...screen, columns: screen.measures };

pageTest('dragged sliders count what the API counts, at every setting', async (page) => {
  await openScreen(page, whole);
  const before = await sameAsApi(page);
  assert.ok(before.matched > 0);
  const seen = new Set([before.matched]);
  for (const [measure, end, share] of [
    [first, 'low', 0.35],
    [second, 'high', 0.7],
    [second, 'low', 0.2],
    [first, 'high', 0.8],
    [first, 'low', 0],
  ]) {
    const asked = await where(page);
    await drag(page, measure, end, share);
    await page.waitForFunction((old) => document.querySelector('[data-testid="where"]').textContent !== old, asked);
    seen.add((await sameAsApi(page)).matched);
  }
  assert.ok(seen.size >= 4, `${seen.size} different counts`);
  assert.ok(!new URL(page.url()).searchParams.get('where').includes(`${first} >=`), 'the end of a slider is no bound');
});

pageTest('count and bars follow while the pointer is down, before the API is asked', async (page) => {
  await openScreen(page, whole);
  const asked = page.url();
  const before = (await countsShown(page)).shown;
  const at = await thumb(page, first, 'low');
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.at(0.9), at.y, { steps: 5 });
  await page.waitForFunction((old) => Number(document.querySelector('[data-testid="matched"]').value) !== old, before);
  const during = await countsShown(page);
  assert.ok(during.shown < before, `${during.shown} < ${before}`);
  assert.equal(page.url(), asked, 'the address waits for the hand to rest');
  assert.notEqual(await card(page, first).getByTestId('filter-text').textContent(), 'any value');
  const rows = await byTestId(page, 'results')
    .locator('tbody tr')
    .evaluateAll((all) => all.filter((row) => row.hidden).length);
  assert.ok(rows >= 0);
  await page.mouse.up();
  await page.waitForURL((url) => url.href !== asked);
  assert.equal((await sameAsApi(page)).matched, during.shown);
});

pageTest('sliders, fields and text say the same', async (page) => {
  await openScreen(page, whole);
  await card(page, second).getByTestId('field-low').fill('0');
  await card(page, second).getByTestId('field-low').press('Enter');
  await addressHas(page, 'where', new RegExp(`${literal(second)} >= 0$`));
  await sameAsApi(page);
  await byTestId(page, 'edit-text').click();
  await byTestId(page, 'where-input').fill(`${second} < 1,5`.replace(',', '') + ` and ${first} between -1 and 3`);
  await byTestId(page, 'apply-text').click();
  await addressHas(page, 'where', /between/);
  await sameAsApi(page);
  assert.equal(await card(page, first).getByTestId('field-low').inputValue(), '-1');
  assert.equal(await card(page, first).getByTestId('field-high').inputValue(), '3');
  assert.match(await card(page, second).getByTestId('filter-text').textContent(), /^under /);
  await card(page, first).getByTestId('known').selectOption('false');
  await addressHas(page, 'where', /is unknown/);
  await sameAsApi(page);
});

pageTest('what no slider can show stays as text and counts', async (page) => {
  const rest = `(${first} < -1 or ${first} > 3)`;
  await openScreen(page, { ...screen, where: `${second} > 0 and ${rest}` });
  assert.match(await byTestId(page, 'text-only').textContent(), /no slider shows/i);
  assert.ok((await byTestId(page, 'text-only').textContent()).includes(rest));
  await sameAsApi(page);
  await drag(page, second, 'high', 0.5);
  await addressHas(page, 'where', new RegExp(`${literal(second)} <=`));
  assert.ok((await where(page)).includes(rest));
  await sameAsApi(page);
  await byTestId(page, 'drop-text').click();
  await byTestId(page, 'text-only').waitFor({ state: 'detached' });
  await sameAsApi(page);
});

pageTest('an area and a past month narrow the places', async (page) => {
  const level = { level: 'metro', where: 'home_value >= 450000' };
  await openScreen(page, level);
  const all = await sameAsApi(page);
  await byTestId(page, 'within-search').fill('California');
  await page.locator('[data-region="state-ca"]').click();
  await addressHas(page, 'within', 'state-ca');
  const inside = await sameAsApi(page);
  assert.ok(inside.matched > 0 && inside.matched < all.matched, `${inside.matched} of ${all.matched}`);
  const [column] = (await askedByAddress(page, { limit: '1' })).columns;
  const month = `${Number(column.measure.period.slice(0, 4)) - 10}-06`;
  await openScreen(page, { ...level, within: 'state-ca', period: month });
  const then = await sameAsApi(page);
  assert.equal((await askedByAddress(page, { limit: '1' })).columns[0].measure.period, month);
  assert.notEqual(then.matched, inside.matched);
  await byTestId(page, 'within-clear').click();
  await addressHas(page, 'within', null);
  await sameAsApi(page);
});
