import assert from 'node:assert/strict';
import { byTestId, getJson, suite } from '../support/suite.mjs';

const pageTest = suite();
const kMaxCards = 12;

pageTest('the data page names every source that has data, and every import', async (page) => {
  const { sources } = await getJson('/api/v1/sources');
  const { imports } = await getJson('/api/v1/imports');
  const { metrics } = await getJson('/api/v1/metrics');
  await page.goto('/data');
  await byTestId(page, 'imports').waitFor();
  const held = sources.filter(({ last_release: release }) => release !== null);
  assert.ok(held.length > 0);
  for (const { id, name, licence } of held) {
    const card = byTestId(page, `source-${id}`);
    await card.waitFor();
    const text = await card.textContent();
    assert.ok(text.includes(name) && text.includes(licence), id);
    for (const metric of metrics.filter(({ source }) => source === id)) assert.ok(text.includes(metric.id), metric.id);
  }
  assert.equal(await byTestId(page, 'imports').locator('tbody tr').count(), imports.length);
});

pageTest("the home page shows national metrics with the API's values", async (page) => {
  const { latest } = await getJson('/api/v1/regions/us');
  await page.goto('/');
  await byTestId(page, 'national-home_value').waitFor();
  const shown = await page
    .locator('[data-testid^="national-"]')
    .evaluateAll((figures) =>
      figures.map((figure) => [figure.dataset.testid.slice('national-'.length), Number(figure.value)]),
    );
  assert.equal(shown.length, Math.min(latest.length, kMaxCards));
  const values = new Map(latest.map(({ metric, value }) => [metric, value]));
  for (const [metric, value] of shown) assert.equal(value, values.get(metric), metric);
});
