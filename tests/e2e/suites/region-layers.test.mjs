// Layers over the chart of a place: forecast, recessions, turning points, unusual values, revisions.
import assert from 'node:assert/strict';
import { metric, numbers, of } from '../support/region.mjs';
import { addressHas, baseUrl, byTestId, getJson, openRegion, region, suite } from '../support/suite.mjs';

const pageTest = suite();

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
