// The formula the page repaints with is the server's: equal over every county and many households.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadFormula } from '../support/formula.mjs';
import { levels, ofLevel } from '../support/household.mjs';
import { mode } from '../support/suite.mjs';

test(`the formula in the page gives the API's numbers for every place [${mode}]`, async () => {
  const { factorOf, isWithin, ownerCost, qualifyingIncome, shareOf } = await loadFormula();
  const { first } = await levels();
  let compared = 0;
  for (const income of [0, 84_000.5])
    for (const down of [{ down: 19.99 }, { down: 20 }, { cash: 60_000 }])
      for (const rest of [
        { rate: 0, years: 10, tax: 0, insurance: 0, pmi: 0, rule: 30 },
        { rate: 0.01, years: 50, tax: 2.2, insurance: 0.9, pmi: 1.5, rule: 28 },
        { rate: 6.36, years: 30, tax: 1.1, insurance: 0.35, pmi: 0.58, rule: 30 },
        { rate: 30, years: 1, tax: 20, insurance: 0, pmi: 20, rule: 100 },
      ]) {
        const fields = 'price,payment,principal_interest,pmi,share,affordable,qualifying_income';
        const answer = await ofLevel(first, { income, ...down, ...rest }, fields);
        const terms = { cash: null, down: 20, ...down, ...rest };
        const factor = factorOf(terms);
        const column = Object.fromEntries(answer.columns.map(({ id, values }) => [id, values]));
        const cents = (ours, theirs, what) =>
          theirs === null
            ? assert.ok(Number.isNaN(ours), what)
            : assert.ok(Math.abs(ours - theirs) <= 0.00501, `${what}: ${ours} is not ${theirs}`);
        answer.regions.forEach((id, i) => {
          const cost = ownerCost(column.price[i], terms, factor);
          const share = shareOf(cost.total, income);
          const what = `${id} ${JSON.stringify({ income, ...terms })}`;
          cents(cost.total, column.payment[i], what);
          cents(cost.principalInterest, column.principal_interest[i], what);
          cents(cost.pmi, column.pmi[i], what);
          cents(share, column.share[i], what);
          cents(qualifyingIncome(cost.total, terms.rule), column.qualifying_income[i], what);
          if (column.affordable[i] !== null) assert.equal(isWithin(share, terms.rule), column.affordable[i], what);
          compared += 1;
        });
      }
  assert.ok(compared > 1_000, `${compared} places compared`);
});
