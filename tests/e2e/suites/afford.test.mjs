// What a home in one place costs a household: the page's numbers are the API's, and turned round they hold.
import assert from 'node:assert/strict';
import { levels, numberOf, ofLevel, ofPlace, openWith, queryOf, settled } from '../support/household.mjs';
import { byTestId, getJson, region, suite } from '../support/suite.mjs';

const pageTest = suite();
const kHouseholds = [
  { income: 84_000 },
  { income: 150_000, down: 10, rate: 7, years: 15, tax: 0, insurance: 1.2, pmi: 1, rule: 25 },
  { income: 60_000, cash: 0, rate: 0 },
];

for (const household of kHouseholds) {
  pageTest(`one place at ${queryOf(household)}: every figure is the API's`, async (page) => {
    await openWith(page, `/afford?region=${region}`, household);
    await settled(page, 'place-cost');
    const [place] = (await ofPlace(region, household)).regions;
    assert.equal(await numberOf(page, 'payment-total'), place.payment.total);
    for (const part of ['principal_interest', 'tax', 'insurance', 'pmi'])
      assert.equal(await numberOf(page, `payment-${part}`), place.payment[part], part);
    assert.equal(await numberOf(page, 'payment-share'), place.share);
    const turned = { income: 'qualifying_income', price: 'max_price', rate: 'rate_needed', cash: 'cash_needed' };
    for (const [id, name] of Object.entries(turned))
      assert.equal(await numberOf(page, `turned-${id}`), place[name], id);
    assert.match(await byTestId(page, 'affordable').textContent(), place.affordable ? /^Within/ : /^Not within/);
    const { columns, counts, household: asked } = await ofLevel((await levels()).first, household, 'affordable');
    assert.equal(await numberOf(page, 'level-affordable'), counts.affordable);
    assert.equal(await numberOf(page, 'level-compared'), counts.compared);
    assert.equal(columns[0].values.filter((within) => within === true).length, counts.affordable);
    const classes = (await byTestId(page, 'level-map').getAttribute('data-counts')).split(',').map(Number);
    assert.equal(
      classes.slice(0, 3).reduce((sum, n) => sum + n),
      counts.affordable,
      'the blue classes are those within',
    );
    const cells = await byTestId(page, 'sensitivity')
      .locator('td data')
      .evaluateAll((all) =>
        all.map(({ dataset, value }) => [Number(dataset.rate), Number(dataset.price), Number(value)]),
      );
    assert.ok(cells.length >= 15, `${cells.length} cells`);
    for (const [rate, price, monthly] of cells.filter((_, i) => i % 4 === 0)) {
      const { income: _i, rule: _r, ...mortgage } = household;
      const asking = queryOf({ region, rent: 1000, ...mortgage, rate, price });
      const { buying } = await getJson(`/api/v1/rent-or-buy?${asking}`);
      assert.ok(Math.abs(buying.payment.total - monthly) < 0.011, `${rate} % of ${price}: ${monthly}`);
    }
    assert.equal(asked.income, household.income);
  });
}

pageTest(
  'turned round: the price that fits, the income, the rate and the cash it takes are just within',
  async (page) => {
    const household = { income: 70_000, tax: 0.5 };
    await openWith(page, `/afford?region=${region}`, household);
    await settled(page, 'place-cost');
    const price = await numberOf(page, 'turned-price');
    const { buying } = await getJson(`/api/v1/rent-or-buy?${queryOf({ region, price, rent: 1, tax: 0.5 })}`);
    assert.ok(
      Math.abs((1200 * buying.payment.total) / household.income - 30) < 0.001,
      'the price that fits takes the rule',
    );
    const within = async (change) => (await ofPlace(region, { ...household, ...change })).regions[0].affordable;
    const income = await numberOf(page, 'turned-income');
    assert.equal(await within({ income: income + 0.01 }), true);
    assert.equal(await within({ income: income - 1 }), false);
    const rate = await numberOf(page, 'turned-rate');
    if (rate !== null && rate < 30) {
      assert.equal(await within({ rate: Math.max(0, rate - 0.001) }), true);
      assert.equal(await within({ rate: rate + 0.01 }), false);
    }
    const cash = await numberOf(page, 'turned-cash');
    if (cash !== null && cash > 0) {
      assert.equal(await within({ cash: cash + 0.01 }), true);
      assert.equal(await within({ cash: cash - 10 }), false);
    }
    await byTestId(page, 'household-income').fill(String(Math.ceil(income)));
    await byTestId(page, 'affordable')
      .filter({ hasText: /^Within/ })
      .waitFor();
  },
);
