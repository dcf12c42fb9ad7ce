// The page of methods: what the API computed now beside what the sources print, and red where they differ.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { byTestId, getJson, suite } from '../support/suite.mjs';

const pageTest = suite();
const examples = JSON.parse(readFileSync(new URL('../../../src/proof/examples.json', import.meta.url), 'utf8'));

pageTest('every method with formula, source and numbers, and the sum of them', async (page) => {
  const answer = await getJson('/api/v1/methods');
  await page.goto('/methods');
  await byTestId(page, 'methods-verdict').waitFor();
  assert.equal(answer.agreed, answer.checks);
  const verdict = byTestId(page, 'methods-verdict');
  assert.match(await verdict.textContent(), new RegExp(`All ${answer.checks.toLocaleString('en-US')} numbers`));
  assert.equal(await verdict.getAttribute('data-ok'), 'true');
  for (const { id, formula, source, example } of answer.methods) {
    const card = byTestId(page, `method-${id}`);
    const text = (await card.textContent()).replaceAll(/\s+/g, ' ');
    assert.ok(text.includes(formula.replaceAll(/\s+/g, ' ')), `${id}: formula`);
    assert.ok(text.includes(source) && text.includes(example.what), `${id}: source and example`);
    const rows = await card
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('data')].map(({ value }) => Number(value))));
    assert.deepEqual(
      rows,
      example.numbers.map(({ expected, got }) => [expected, got]),
      id,
    );
  }
});

pageTest('the published mortgage payments stand on the page, from the file the tests use', async (page) => {
  await page.goto('/methods#mortgage');
  const rows = byTestId(page, 'method-mortgage').locator('tbody tr');
  await rows.first().waitFor({ state: 'attached' });
  const shown = await rows.evaluateAll((all) => all.map((row) => Number(row.querySelector('data').value)));
  const published = examples.mortgage.flatMap(({ published: number }) => (number === undefined ? [] : [number]));
  assert.ok(published.length >= 4);
  for (const number of published) assert.ok(shown.includes(number), `${number} is on the page`);
  assert.equal(
    await page.evaluate(() => document.querySelector('#mortgage').getBoundingClientRect().top < innerHeight),
    true,
  );
});

pageTest('a number that does not come out is red, opened and counted', async (page) => {
  const answer = await getJson('/api/v1/methods');
  const method = answer.methods.find(({ id }) => id === 'mortgage');
  Object.assign(method.example.numbers[0], { got: 1300, ok: false });
  Object.assign(method.example, { agreed: method.example.checks - 1, ok: false });
  answer.agreed -= 1;
  await page.route('**/api/v1/methods', (route) => route.fulfill({ json: answer }));
  await page.goto('/methods');
  const verdict = byTestId(page, 'methods-verdict');
  await verdict.waitFor();
  assert.match(await verdict.textContent(), /1 of [\d,]+ numbers of the examples do not come out, in 1 of/);
  const red = (locator, what) => locator.evaluate((e, name) => getComputedStyle(e)[name], what);
  const error = await page.evaluate(() => {
    const probe = document.createElement('i');
    probe.style.color = 'var(--error)';
    document.body.append(probe);
    return getComputedStyle(probe).color;
  });
  assert.equal(await red(verdict, 'color'), error);
  assert.equal(await red(byTestId(page, 'method-mortgage-badge'), 'color'), error);
  assert.notEqual(await red(byTestId(page, 'method-owner-cost-badge'), 'color'), error);
  await byTestId(page, 'method-mortgage').locator('tr[data-ok="false"]').waitFor();
  await page.getByLabel('Only what does not come out').check();
  assert.equal(await page.locator('article').count(), 1);
});

pageTest('a search finds methods by their words', async (page) => {
  await page.goto('/methods');
  await byTestId(page, 'methods-filter').fill('loess trend');
  await byTestId(page, 'methods-count').filter({ hasText: /^1 of/ }).waitFor();
  await byTestId(page, 'method-stl').waitFor();
  await byTestId(page, 'methods-filter').fill('no such thing');
  await page.getByRole('button', { name: 'Show all' }).click();
  assert.equal(await byTestId(page, 'methods-filter').inputValue(), '');
});
