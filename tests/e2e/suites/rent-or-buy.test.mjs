// Renting beside buying, and what is narrow.
import assert from 'node:assert/strict';
import { numberOf, openWith, queryOf, settled } from '../support/household.mjs';
import { byTestId, getJson, region, suite } from '../support/suite.mjs';

const pageTest = suite();

pageTest(
  'rent or buy: costs, break-evens, path and past growth are the API’s, terms stand in the address',
  async (page) => {
    const household = { down: 10, rate: 6 };
    await openWith(page, `/rent-or-buy?region=${region}&horizon=10&appreciation=0`, household);
    await settled(page, 'stay');
    const asking = (terms) => getJson(`/api/v1/rent-or-buy?${queryOf({ region, ...household, ...terms })}`);
    const answer = await asking({ horizon: 10, appreciation: 0 });
    assert.equal(await numberOf(page, 'cost-buying'), answer.buying.cost);
    assert.equal(await numberOf(page, 'cost-renting'), answer.renting.cost);
    assert.equal(await numberOf(page, 'advantage'), answer.advantage);
    const side = answer.advantage > 0 ? /buying costs \$[\d,]+ less/ : /renting costs \$[\d,]+ less/;
    assert.match(await byTestId(page, 'advantage').textContent(), side);
    const { percent } = answer.break_even.appreciation;
    if (percent !== null) {
      const even = await asking({ horizon: 10, appreciation: percent });
      assert.ok(Math.abs(even.advantage) < answer.price.value * 1e-3, `${even.advantage} at the break-even`);
    }
    await byTestId(page, 'path-table-toggle').click();
    const path = await byTestId(page, 'path-table')
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('data')].map(({ value }) => Number(value))));
    assert.deepEqual(
      path,
      answer.path.years.map((_, i) => [answer.path.buying[i], answer.path.renting[i]]),
    );
    const grown = answer.past_growth.price.length + answer.past_growth.rent.length;
    assert.equal((await byTestId(page, 'past-growth').count()) > 0, grown > 0);
    await byTestId(page, 'term-return').fill('0');
    await page.waitForURL(/return=0/);
    await settled(page, 'stay');
    const changed = await asking({ horizon: 10, appreciation: 0, return: 0 });
    await page.locator(`[data-testid="cost-buying"][value="${changed.buying.cost}"]`).waitFor();
    const unsaid = await getJson(`/api/v1/rent-or-buy?region=${region}`);
    for (const name of ['maintenance', 'buying', 'selling', 'rent_growth'])
      assert.equal(Number(await byTestId(page, `term-${name}`).getAttribute('placeholder')), unsaid.terms[name], name);
  },
);

for (const path of ['/afford', `/afford?region=${region}&level=state`, `/rent-or-buy?region=${region}`, '/methods']) {
  pageTest(`${path}: fits 320 pixels, with the household said`, async (page) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openWith(page, path, { income: 84_000, cash: 1_000_000 });
    await page.locator('[data-settled="true"], [data-testid="methods-verdict"]').first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${wide} px wide`);
    await page.goto('/data');
    await byTestId(page, 'household').click();
    const box = await byTestId(page, 'household-drawer').boundingBox();
    assert.ok(box.x >= 0 && box.width <= 320 && box.height < 640, JSON.stringify(box));
  });
}
